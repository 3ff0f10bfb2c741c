import { type BodyFound, fromHtml } from '#wire/formats/json/ninjs-body.ts'
import { plainParagraphs } from '#wire/formats/text/plain-paragraphs.ts'

/** The body of a feed's entry. Addresses in it are made whole with the entry's own, or the one its XML is based on. */
export function feedBody(content: string, { isHtml, address }: { isHtml: boolean; address: string }): BodyFound {
  const hasEntities = /&(?:#\d+|#x[\da-f]+|[a-z]+\d?);/i.test(content)
  if (!isHtml || !(/<\/?[a-z][^<>]*>/i.test(content) || hasEntities))
    return { body: plainParagraphs(content), wording: content, photos: [] }
  // WordPress keeps paragraphs as empty lines and breaks as line ends, and makes tags of them only when it shows the page.
  const isBare = !/<(?:p|div|br|li|table|blockquote|h[1-6])\b/i.test(content)
  const html = isBare
    ? content
        .trim()
        .replace(/\n\s*\n/g, '<p>')
        .replace(/\n/g, '<br>')
    : content
  return fromHtml(withWholeAddresses(html, address))
}

/** True for a text that ends where it was cut. */
export function looksLikeExcerpt(text: string): boolean {
  return /(?:\[\s*(?:…|\.\.\.|&hellip;)\s*\]|\b(?:read more|continue reading)\b\W{0,5})$/i.test(text.trim())
}

function withWholeAddresses(html: string, base: string): string {
  if (!URL.canParse(base)) return html
  return html.replace(
    /(<(?:a|img)\b[^<>]{0,2000}?\s(?:href|src)\s*=\s*)(["'])([^"'<>]{1,2000})\2/gi,
    (whole, start: string, quote: string, said: string) =>
      /^(?:[a-z][a-z\d+.-]*:|#|\/\/)/i.test(said) || !URL.canParse(said, base)
        ? whole
        : `${start}${quote}${new URL(said, base).href}${quote}`,
  )
}
