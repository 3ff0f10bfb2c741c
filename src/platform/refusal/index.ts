export type RefusalKind = 'invalid' | 'not-found' | 'not-allowed' | 'conflict' | 'too-many'

/** Which HTTP status tells a program what a refusal of this kind means. */
export const statusOf: Record<RefusalKind, 422 | 404 | 403 | 409 | 429> = {
  invalid: 422,
  'not-found': 404,
  'not-allowed': 403,
  conflict: 409,
  'too-many': 429,
}

/**
 * Our rules said no. `code` is `noun.what-is-wrong`; `sentence` is for the person and says what to do;
 * `fields` maps a field's path to what is wrong with it. Anything else that is thrown is a fault.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly code: string
  readonly fields: Readonly<Record<string, string>>

  constructor(kind: RefusalKind, code: string, sentence: string, fields: Readonly<Record<string, string>> = {}) {
    super(sentence)
    this.name = 'Refusal'
    this.kind = kind
    this.code = code
    this.fields = fields
  }
}
