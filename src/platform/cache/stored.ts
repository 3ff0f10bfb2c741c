import { createHash } from 'node:crypto'
import { type BrotliOptions, brotliCompress, brotliCompressSync, constants, gzipSync } from 'node:zlib'
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
  /** Set when a purge may have been missed: it may hold what was taken away, so it is served only while the database is away. */
  doubtful: boolean
  /** Set while the brotli body is the quick one, made while its first reader waited. */
  rough: boolean
  bytes: number
}

// The first reader waits for a page to be compressed, so it is done quickly; a page that is read again is compressed once more, an eighth
// smaller for everyone after. The window is that of our pages: setting up a larger one takes longer than compressing.
const QUICK = brotli(2)
const GOOD = brotli(6)

function brotli(quality: number): BrotliOptions {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_MODE, BROTLI_PARAM_LGWIN, BROTLI_MODE_TEXT } = constants
  return {
    params: { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_MODE]: BROTLI_MODE_TEXT, [BROTLI_PARAM_LGWIN]: 17 },
  }
}

/** Keeps a page; compression waits for the first reader who wants it. */
export function stored(page: Page): Stored {
  const plain = typeof page.body === 'string' ? Buffer.from(page.body) : Buffer.from(page.body)
  const etag = createHash('sha256').update(plain).digest('base64url').slice(0, 22)
  const bodies = new Map<Encoding, Buffer>([['identity', plain]])
  return { page, etag, bodies, headers: new Map(), stale: false, doubtful: false, rough: false, bytes: plain.length }
}

/** The body in an encoding, compressed once. */
export function bodyIn(kept: Stored, encoding: Encoding): Buffer {
  const ready = kept.bodies.get(encoding)
  if (ready) return ready
  const plain = kept.bodies.get('identity') ?? Buffer.alloc(0)
  const body = encoding === 'br' ? brotliCompressSync(plain, QUICK) : gzipSync(plain)
  kept.rough ||= encoding === 'br'
  kept.bodies.set(encoding, body)
  return body
}

/** Compresses a page better that is read again, beside what else is going on. */
export function refine(kept: Stored): void {
  kept.rough = false
  brotliCompress(kept.bodies.get('identity') ?? Buffer.alloc(0), GOOD, (error, body) => {
    if (error) return
    kept.bodies.set('br', body)
    kept.headers.delete('br')
  })
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
