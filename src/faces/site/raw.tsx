// The one file that puts text into a page without escaping it. Everything here is either ours or escaped for where it stands.

/** A style sheet inside the page. `css` comes from our own sheets only; its hash is in the content security policy. */
export function InlineStyle({ css }: { css: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: this file exists for it
  return <style dangerouslySetInnerHTML={{ __html: css }} />
}

/** Linked data for machines. "<" is escaped so that no text can close the element (HTML section 4.12.1.3). */
export function LinkedData({ graph }: { graph: object }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: this file exists for it
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: linkedDataText(graph) }} />
}

/** Linked data as it may stand inside a script element. */
export function linkedDataText(graph: object): string {
  return JSON.stringify(graph)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}
