import { Refusal } from '#platform/refusal'

/** No agency sends a larger file of text; what is, is a film or an archive. */
export const WIRE_MAX_BYTES = 5_000_000

/** Refuses a file by its size alone, before it is read. `byteLength` in bytes. */
export function wireMustFit(byteLength: number): void {
  if (byteLength === 0) throw new Refusal('invalid', 'wire.empty', 'The file is empty.')
  if (byteLength <= WIRE_MAX_BYTES) return
  throw new Refusal(
    'invalid',
    'wire.too-large',
    `The file has ${Math.round(byteLength / 1_000_000)} MB. A wire file has at most ${WIRE_MAX_BYTES / 1_000_000} MB.`,
  )
}
