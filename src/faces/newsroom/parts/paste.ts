/**
 * Makes pasted HTML fit a story: a page's first and second headings become ours, lower ones our second level, lists in lists are flattened.
 * What the schema does not know (styles, spans, scripts, pictures from elsewhere) falls away by itself.
 */
export function cleanPaste(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html')
  rename(page, 'h1', 'h2')
  rename(page, 'h4, h5, h6', 'h3')
  for (const inner of page.querySelectorAll('li ul, li ol')) {
    const outer = inner.closest('li')
    if (outer && outer !== inner) outer.after(...inner.children)
    inner.remove()
  }
  return page.body.innerHTML
}

function rename(page: Document, from: string, to: string): void {
  for (const old of page.querySelectorAll(from)) {
    const fresh = page.createElement(to)
    fresh.append(...old.childNodes)
    old.replaceWith(fresh)
  }
}
