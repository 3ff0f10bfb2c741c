import { PHOTO_MAX_BYTES, pictureRefusals } from '#domains/media/shared'
import { PhotoView } from '#faces/api/contract'
import { ask, CHANGE_HEADERS, problemOf, Unreachable } from '#newsroom/api-client.ts'

/** Files a browser may offer; the server decides by their content. */
export const PHOTO_TYPES = 'image/jpeg,image/png,image/webp,image/avif,image/heic,image/tiff,image/gif'

// A part lost with the connection is sent again; smaller parts lose less, larger ones ask less often.
const PART_BYTES = 5_000_000
const RETRY_MS = [300, 1_000, 3_000]

interface Sending {
  readonly onShare: (share: number) => void
  readonly signal: AbortSignal
  /** The photo whose place it takes, where it takes one. */
  readonly replaces?: string
  /** What is kept between tries: the address of a file that is on the server whole. */
  readonly kept?: { whole?: string }
}

/**
 * Sends a file to the library in parts, and goes on where an earlier try stopped, also one before the page was loaded again. `onShare`
 * tells how much of it is there, 0 to 1. Aborting throws the parts away. Throws what the server says of the file, or Unreachable.
 */
export async function sendPhoto(file: File, { onShare, signal, replaces, kept = {} }: Sending): Promise<PhotoView> {
  if (file.size > PHOTO_MAX_BYTES) throw new Error(pictureRefusals['too-big'])
  if (file.size === 0) throw new Error(pictureRefusals.empty)
  kept.whole ??= await sendParts(file, { onShare, signal })
  onShare(1)
  const body = { name: file.name.slice(0, 300), ...(replaces ? { replaces } : {}) }
  return ask(`${new URL(kept.whole).pathname}/finish`, PhotoView, { method: 'POST', body, signal })
}

async function sendParts(file: File, { onShare, signal }: Pick<Sending, 'onShare' | 'signal'>): Promise<string> {
  const { Upload } = await import('tus-js-client')
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: `${location.origin}/api/photo-uploads`,
      headers: { ...CHANGE_HEADERS },
      chunkSize: PART_BYTES,
      retryDelays: RETRY_MS,
      removeFingerprintOnSuccess: true,
      onProgress: (sent, total) => onShare(total === 0 ? 0 : sent / total),
      onSuccess: () => resolve(upload.url ?? ''),
      onError: (error) => reject(problemFrom(error)),
    })
    signal.addEventListener('abort', () => {
      // The parts are worth nothing then; if the server cannot be told, it forgets them by itself.
      upload.abort(true).catch(() => {})
      reject(new DOMException('Canceled', 'AbortError'))
    })
    upload
      .findPreviousUploads()
      .then(([earlier]) => {
        if (earlier) upload.resumeFromPreviousUpload(earlier)
        if (!signal.aborted) upload.start()
      })
      .catch(reject)
  })
}

function problemFrom(error: Error): Error {
  const response = 'originalResponse' in error ? error.originalResponse : undefined
  if (!hasAnswer(response)) return new Unreachable()
  return problemOf(response.getStatus(), jsonOf(response.getBody()))
}

interface Answer {
  getStatus(): number
  getBody(): string
}

function hasAnswer(response: unknown): response is Answer {
  return typeof response === 'object' && response !== null && 'getStatus' in response && 'getBody' in response
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
