import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Encoding } from './encoding.ts'
import type { Page } from './pages.ts'

/** A page in memory with everything needed to send it again. */
export interface Stored {
  readonly page: Page
  readonly etag: string
  readonly bodies: Map<Encoding, Buffer>
  readonly headers: Map<Encoding, Record<string, string>>
  /** Set when a purge has touched it: it may still be served while its successor is being made, or while the database is away. */
  stale: boolean
  bytes: number
}

// A quality at which a page takes about a millisecond. The default, 11, is for files that are compressed once in a build.
const BROTLI = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
}

/** Keeps a page; compression waits for the first reader who wants it. */
export function stored(page: Page): Stored {
  const plain = typeof page.body === 'string' ? Buffer.from(page.body) : Buffer.from(page.body)
  const etag = createHash('sha256').update(plain).digest('base64url').slice(0, 22)
  return { page, etag, bodies: new Map([['identity', plain]]), headers: new Map(), stale: false, bytes: plain.length }
}

/** The body in an encoding, compressed once. */
export function bodyIn(kept: Stored, encoding: Encoding): Buffer {
  const ready = kept.bodies.get(encoding)
  if (ready) return ready
  const plain = kept.bodies.get('identity') ?? Buffer.alloc(0)
  const body = encoding === 'br' ? brotliCompressSync(plain, BROTLI) : gzipSync(plain)
  kept.bodies.set(encoding, body)
  return body
}

/** The headers in an encoding. The ETag is weak: the same page in another encoding is the same page (RFC 9110 section 8.8.1). */
export function headersIn(kept: Stored, encoding: Encoding): Record<string, string> {
  const ready = kept.headers.get(encoding)
  if (ready) return ready
  const headers: Record<string, string> = {
    ...kept.page.headers,
    etag: `W/"${kept.etag}"`,
    vary: 'accept-encoding',
    'content-length': String(bodyIn(kept, encoding).length),
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  }
  kept.headers.set(encoding, headers)
  return headers
}

/** True if the client has this very page (If-None-Match, RFC 9110 section 13.1.2). */
export function isHeld(kept: Stored, ifNoneMatch: string | undefined): boolean {
  return ifNoneMatch !== undefined && (ifNoneMatch.trim() === '*' || ifNoneMatch.includes(`"${kept.etag}"`))
}
