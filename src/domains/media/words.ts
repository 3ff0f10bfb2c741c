// C0 and C1 controls and non-characters are padding or damage; the database cannot keep NUL, a feed may not carry the rest.
const NOT_WORDS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd-\uffff]/g

/** Words as we keep them: line ends as "\n", letters composed (Unicode NFC), no control characters, no space around. */
export function tidyWords(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(NOT_WORDS, '').normalize('NFC').trim()
}

/** The words, cut with an ellipsis where they are longer than `most` characters. */
export function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`
}
