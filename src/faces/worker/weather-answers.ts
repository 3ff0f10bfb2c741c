import { readJson } from '#platform/json'
import { fetchOutside, OutsideError } from '#platform/outside'

/** A source that did not give what was asked: a sentence for the newsroom, the status where there was one, and how long it wants to be left alone. */
export class WeatherTrouble extends Error {
  readonly status: number | undefined
  readonly waitMs: number | undefined

  constructor(sentence: string, { status, waitMs }: { status?: number; waitMs?: number | undefined } = {}) {
    super(sentence)
    this.name = 'WeatherTrouble'
    this.status = status
    this.waitMs = waitMs
  }
}

/** A source: its address, and what it wants to see in a request. `isNamed` where an operator named the address, so that it may be private. */
export interface WeatherServer {
  readonly name: string
  readonly url: URL
  readonly isNamed: boolean
  readonly headers: Readonly<Record<string, string>>
}

// A week of hours is 150 kB; alerts of a bad day are half a megabyte.
const MAX_BYTES = 4_000_000
const TIMEOUT_MS = 8_000
const SECOND_MS = 1_000

/** Asks a source for JSON, and gives it whatever it holds. Throws WeatherTrouble. */
export async function answerOf(
  server: WeatherServer,
  path: string,
  { query = {}, signal, now }: { query?: Readonly<Record<string, string>>; signal: AbortSignal; now: Date },
): Promise<unknown> {
  const url = new URL(server.url)
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`
  // What stands in the address already is the operator's: a key.
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const answer = await fetchOutside(url, {
    headers: server.headers,
    maxBytes: MAX_BYTES,
    timeoutMs: TIMEOUT_MS,
    trusted: server.isNamed ? [server.url.origin] : [],
    signal,
  }).catch((error: unknown) => {
    throw error instanceof OutsideError ? new WeatherTrouble(error.message) : error
  })
  if (answer.status !== 200) {
    const waitMs = waitIn(answer.headers['retry-after'], now)
    throw new WeatherTrouble(`${server.name} answered ${answer.status}.`, { status: answer.status, waitMs })
  }
  const json = readJson(new TextDecoder().decode(answer.bytes))
  if (json === undefined) throw new WeatherTrouble(`${server.name} answered something that is not JSON.`)
  return json
}

// Seconds, or a date (RFC 9110 section 10.2.3).
function waitIn(said: string | undefined, now: Date): number | undefined {
  if (said === undefined) return undefined
  const ms = /^\d{1,9}$/.test(said.trim()) ? Number(said) * SECOND_MS : Date.parse(said) - now.getTime()
  return ms > 0 ? ms : undefined
}
