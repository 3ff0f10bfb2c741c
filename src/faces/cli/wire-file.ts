import { open } from 'node:fs/promises'
import { WIRE_MAX_BYTES, wireMustFit } from '#domains/wire'
import { Refusal } from '#platform/refusal'

/** The bytes of a wire file. The size alone says whether it is worth reading. */
export async function wireBytesOf(file: string): Promise<Uint8Array> {
  const opened = await open(file, 'r')
  try {
    const stat = await opened.stat()
    if (stat.isDirectory()) throw new Refusal('invalid', 'file.not-readable', reasons.EISDIR)
    if (stat.isFile()) wireMustFit(stat.size)
    const bytes = Buffer.alloc(stat.isFile() ? stat.size : WIRE_MAX_BYTES + 1)
    const { bytesRead } = await opened.read(bytes, 0, bytes.length, stat.isFile() ? 0 : null)
    return bytes.subarray(0, bytesRead)
  } finally {
    await opened.close()
  }
}

const reasons = {
  ENOENT: 'There is no such file.',
  EACCES: 'You may not read this file.',
  EISDIR: 'This is a folder, not a file.',
} as const

/** What a file that cannot be taken is told to be; what is a fault of ours is thrown on. */
export function troubleOf(error: unknown): { code: string; message: string } {
  if (error instanceof Refusal) return { code: error.code, message: error.message }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code in reasons) return { code: 'file.not-readable', message: reasons[code as keyof typeof reasons] }
  if (code !== '') return { code: 'file.not-readable', message: `The file cannot be read (${code}).` }
  throw error
}
