import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { encodingFor } from '#platform/cache'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8', '.html': 'text/html; charset=utf-8', '.ico': 'image/x-icon', '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8', '.json': 'application/json', '.map': 'application/json', '.png': 'image/png',
  '.svg': 'image/svg+xml', '.txt': 'text/plain; charset=utf-8', '.webmanifest': 'application/manifest+json', '.webp': 'image/webp',
  '.woff2': 'font/woff2',
} // biome-ignore format: a table
const SQUEEZABLE = /^(text|application\/(json|manifest)|image\/svg)/

// Compressed when first asked for, not at the start, and at a quality that takes tens of milliseconds for the largest file.
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } }

interface File {
  readonly type: string
  readonly plain: Uint8Array<ArrayBuffer>
  readonly squeezed: Partial<Record<'br' | 'gzip', Uint8Array<ArrayBuffer>>>
  readonly squeezable: boolean
  readonly etag: string
  readonly immutable: boolean
}

/** The files of a build, served from memory. A name that carries a hash never changes, so it may be kept for ever. */
export async function staticFiles(folder: string): Promise<(path: string, request: Request) => Response | undefined> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = new Map<string, File>()
  for (const entry of names) {
    if (!entry.isFile() || entry.name.endsWith('.map')) continue
    const path = join(entry.parentPath, entry.name)
    files.set(relative(folder, path).split(sep).join('/'), await load(path))
  }
  return (path, request) => {
    const file = files.get(path)
    return file && answer(file, request)
  }
}

async function load(path: string): Promise<File> {
  const plain = new Uint8Array(await readFile(path))
  const type = TYPES[extname(path)] ?? 'application/octet-stream'
  return {
    type,
    plain,
    squeezed: {},
    squeezable: SQUEEZABLE.test(type),
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    immutable: /[.-][A-Za-z0-9_-]{8,}\.[a-z0-9]+$/.test(path),
  }
}

function answer(file: File, request: Request): Response {
  const headers: Record<string, string> = {
    'content-type': file.type,
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate',
    'x-content-type-options': 'nosniff',
    etag: file.etag,
    ...(file.squeezable ? { vary: 'accept-encoding' } : {}),
  }
  if (request.headers.get('if-none-match')?.includes(file.etag)) return new Response(null, { status: 304, headers })
  const encoding = file.squeezable ? encodingFor(request.headers.get('accept-encoding') ?? undefined) : 'identity'
  if (encoding !== 'identity') headers['content-encoding'] = encoding
  const body = encoding === 'identity' ? file.plain : squeezed(file, encoding)
  headers['content-length'] = String(body.length)
  return new Response(request.method === 'HEAD' ? null : body, { headers })
}

function squeezed(file: File, encoding: 'br' | 'gzip'): Uint8Array<ArrayBuffer> {
  const ready = file.squeezed[encoding]
  if (ready) return ready
  const made = new Uint8Array(encoding === 'br' ? brotliCompressSync(file.plain, BROTLI) : gzipSync(file.plain))
  file.squeezed[encoding] = made
  return made
}
