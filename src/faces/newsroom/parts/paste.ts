/**
 * Makes pasted HTML fit a story: a page's first and second headings become ours, lower ones our second level, lists in lists are flattened,
 * and a cell over several columns stands in the first of them.
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
  for (const wide of page.querySelectorAll<HTMLTableCellElement>('[colspan], [rowspan]')) {
    const more = Math.min(wide.colSpan, 60) - 1
    wide.removeAttribute('colspan')
    wide.removeAttribute('rowspan')
    wide.after(...Array.from({ length: more }, () => page.createElement(wide.tagName)))
  }
  for (const element of page.body.querySelectorAll('*')) {
    for (const name of element.getAttributeNames()) if (name.startsWith('on')) element.removeAttribute(name)
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
