import { z } from 'zod'

const Payload = z.object({ keys: z.union([z.array(z.string()), z.literal('all')]) })
const TIMEOUT_MS = 10_000

/** Asks the CDN to forget by surrogate key: a POST of `{ "keys": [...] }` or `{ "keys": "all" }`. The operator names the address, so it is trusted. */
export async function purgeCdn(address: URL | undefined, payload: unknown): Promise<void> {
  if (!address) return
  const { keys } = Payload.parse(payload)
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(keys === 'all' ? {} : { 'surrogate-key': keys.join(' ') }) },
    body: JSON.stringify({ keys }),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (!answer.ok) throw new Error(`The CDN answered ${answer.status} to a purge.`)
}
