/** What can go wrong outside. `not-allowed`: we would not go there; the others say how it failed. */
export type OutsideTrouble =
  | 'not-allowed'
  | 'no-such-host'
  | 'unreachable'
  | 'not-secure'
  | 'too-slow'
  | 'too-large'
  | 'too-many-redirects'
  | 'not-understood'
  | 'stopped'

/** A journey outside that failed, with a sentence that an editor may read. */
export class OutsideError extends Error {
  readonly code: OutsideTrouble
  constructor(code: OutsideTrouble, sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'OutsideError'
    this.code = code
  }
}
