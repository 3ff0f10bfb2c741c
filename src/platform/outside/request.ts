import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Address } from './destination.ts'
import type { OutsideAnswer } from './fetch-outside.ts'
import { OutsideError } from './trouble.ts'

const MAX_HEADER_BYTES = 32_768
const USER_AGENT = 'Broadsheet/0.1'

interface OneAsk {
  readonly addresses: readonly Address[]
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | undefined
  readonly maxBytes: number
  readonly signal: AbortSignal
  readonly wasAskedToStop: () => boolean
}

/** One request to one of the addresses given, on a connection of its own. */
export async function request(url: URL, ask: OneAsk): Promise<Omit<OutsideAnswer, 'url'>> {
  try {
    const message = await begin(url, ask)
    const bytes = await readAll(message, ask, url)
    return { status: message.statusCode ?? 0, headers: headersOf(message), bytes }
  } catch (error) {
    throw told(error, url, ask)
  }
}

function begin(url: URL, ask: OneAsk): Promise<IncomingMessage> {
  const open = url.protocol === 'https:' ? secureRequest : plainRequest
  return new Promise((resolve, reject) => {
    const asking = open(
      url,
      {
        method: ask.method,
        headers: { 'user-agent': USER_AGENT, accept: '*/*', ...ask.headers, 'accept-encoding': 'gzip, deflate, br' },
        // A connection kept from an earlier request might be to an address that was not checked for this one.
        agent: false,
        maxHeaderSize: MAX_HEADER_BYTES,
        lookup: pinnedTo(ask.addresses),
        signal: ask.signal,
      },
      resolve,
    )
    asking.on('error', reject)
    asking.end(ask.body)
  })
}

/** Answers with the addresses that were checked, whatever is asked. */
function pinnedTo(addresses: readonly Address[]): LookupFunction {
  return (_host, options, answer) => {
    const [first] = addresses
    if (options.all) answer(null, [...addresses])
    else if (first) answer(null, first.address, first.family)
  }
}

async function readAll(message: IncomingMessage, { method, maxBytes, signal }: OneAsk, url: URL): Promise<Uint8Array> {
  const tooLarge = () => {
    message.destroy()
    return new OutsideError('too-large', `${url.host} sent more than ${inWords(maxBytes)}.`)
  }
  if (method === 'HEAD') {
    message.resume()
    return new Uint8Array()
  }
  const encoding = (message.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (encoding === 'identity' && Number(message.headers['content-length'] ?? 0) > maxBytes) throw tooLarge()
  const unpacked = unpackedFrom(message, encoding, url)
  const parts: Buffer[] = []
  let length = 0
  // The signal of the request lets go of the socket; the unpacking is told by this one.
  const stop = () => unpacked.destroy(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    for await (const part of unpacked) {
      length += part.length
      if (length > maxBytes) throw tooLarge()
      parts.push(part)
    }
  } finally {
    signal.removeEventListener('abort', stop)
    message.destroy()
  }
  return Buffer.concat(parts)
}

function unpackedFrom(message: IncomingMessage, encoding: string, url: URL): Readable {
  if (encoding === 'identity' || encoding === '') return message
  const unpack =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? createGunzip()
      : encoding === 'br'
        ? createBrotliDecompress()
        : encoding === 'deflate'
          ? createInflate()
          : undefined
  if (!unpack)
    throw new OutsideError('not-understood', `${url.host} packs its answer in a way we did not ask for (${encoding}).`)
  message.on('error', (error) => unpack.destroy(error))
  message.on('aborted', () => unpack.destroy(new Error('cut off')))
  return message.pipe(unpack)
}

function headersOf(message: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
}

function told(error: unknown, url: URL, ask: OneAsk): OutsideError {
  if (error instanceof OutsideError) return error
  if (ask.wasAskedToStop()) return new OutsideError('stopped', 'We were asked to stop.', { cause: error })
  if (ask.signal.aborted) return new OutsideError('too-slow', `${url.host} took too long to answer.`, { cause: error })
  const code = codeOf(error)
  if (code === 'HPE_HEADER_OVERFLOW')
    return new OutsideError('too-large', `${url.host} sent too many headers.`, { cause: error })
  if (code.startsWith('HPE_'))
    return new OutsideError('not-understood', `What ${url.host} sent is not HTTP.`, { cause: error })
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR')) {
    return new OutsideError('not-understood', `What ${url.host} sent cannot be unpacked.`, { cause: error })
  }
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) {
    return new OutsideError('not-secure', `The certificate of ${url.host} is not to be trusted (${code}).`, {
      cause: error,
    })
  }
  if (code === 'ECONNREFUSED')
    return new OutsideError('unreachable', `Nothing answers at ${url.host}.`, { cause: error })
  return new OutsideError('unreachable', `The connection to ${url.host} failed or was cut off.`, { cause: error })
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function inWords(bytes: number): string {
  return bytes >= 1_000_000 ? `${Math.round(bytes / 1_000_000)} MB` : `${Math.round(bytes / 1_000)} kB`
}
