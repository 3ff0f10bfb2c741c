import { addressesFor, type Lookup } from './destination.ts'
import { request } from './request.ts'
import { OutsideError } from './trouble.ts'
import { isTrusted } from './trusted.ts'

/** How to ask. Bytes and milliseconds are for the whole journey, redirects and unpacking included. */
export interface OutsideAsk {
  readonly method?: 'GET' | 'HEAD' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Of the answer, unpacked. */
  readonly maxBytes?: number
  readonly timeoutMs?: number
  readonly maxRedirects?: number
  /** Hosts or origins that an operator named: these may be private and at any port. */
  readonly trusted?: readonly string[]
  readonly signal?: AbortSignal
  /** For tests: instead of the name service. */
  readonly lookup?: Lookup
}

/** What came back, whatever its status. `url` is where it came from in the end; names of headers are lower case. */
export interface OutsideAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
  readonly url: string
}

const MAX_BYTES = 5_000_000
const TIMEOUT_MS = 20_000
const MAX_REDIRECTS = 3
const PORTS: readonly number[] = [80, 443, 8080, 8443]
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]
// What may follow to another origin; a key or a cookie is for the one it was given to.
const MAY_TRAVEL: readonly string[] = ['accept', 'accept-language', 'user-agent', 'if-none-match', 'if-modified-since']

/**
 * Asks a server on the internet. Goes nowhere private (the address that was checked is the one connected to, at every redirect), and gives
 * up at the limits. Throws OutsideError with a sentence for people; any status that the server itself gives is an answer.
 */
export async function fetchOutside(url: string | URL, ask: OutsideAsk = {}): Promise<OutsideAnswer> {
  const { maxBytes = MAX_BYTES, timeoutMs = TIMEOUT_MS, maxRedirects = MAX_REDIRECTS, trusted = [] } = ask
  const inTime = AbortSignal.timeout(timeoutMs)
  const signal = ask.signal ? AbortSignal.any([ask.signal, inTime]) : inTime
  let headers = lowerCase(ask.headers ?? {})
  let method = ask.method ?? 'GET'
  let body = ask.body
  let at = checked(url, trusted)
  for (let hops = 0; ; hops += 1) {
    const addresses = await addressesFor(at.hostname, {
      port: portOf(at),
      trusted,
      signal,
      ...(ask.lookup ? { lookup: ask.lookup } : {}),
    })
    const answer = await request(at, {
      addresses,
      method,
      headers,
      body,
      maxBytes,
      signal,
      wasAskedToStop: () => ask.signal?.aborted === true,
    })
    const next = answer.headers.location
    if (!REDIRECTS.includes(answer.status) || next === undefined) return { ...answer, url: at.href }
    if (hops >= maxRedirects)
      throw new OutsideError('too-many-redirects', `${at.host} sends us from one address to the next.`)
    const to = checked(URL.canParse(next, at.href) ? new URL(next, at.href) : next, trusted)
    if (to.origin !== at.origin) {
      headers = Object.fromEntries(Object.entries(headers).filter(([name]) => MAY_TRAVEL.includes(name)))
    }
    if (answer.status === 303 || (answer.status < 303 && method === 'POST')) {
      if (method === 'POST') method = 'GET'
      body = undefined
    } else if (to.origin !== at.origin) body = undefined
    at = to
  }
}

function checked(address: string | URL, trusted: readonly string[]): URL {
  if (!URL.canParse(String(address)))
    throw new OutsideError('not-allowed', `${shown(address)} is not an address of the web.`)
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new OutsideError('not-allowed', `${shown(address)} is not an address of the web.`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new OutsideError(
      'not-allowed',
      'A name and password do not belong in the address; they have fields of their own.',
    )
  }
  const port = portOf(url)
  if (!PORTS.includes(port) && !isTrusted(trusted, { host: url.hostname, port })) {
    throw new OutsideError(
      'not-allowed',
      `Port ${port} of ${url.hostname} is not one we ask. An operator can allow it by naming ${url.host} in TRUSTED_OUTSIDE.`,
    )
  }
  return url
}

function portOf(url: URL): number {
  return Number(url.port || (url.protocol === 'https:' ? 443 : 80))
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function shown(address: string | URL): string {
  return String(address).slice(0, 200)
}
