import { open } from 'node:fs/promises'
import { type Inspected, inspectPicture, obstacleToDecoding, PHOTO_MAX_BYTES, pictureRefusals } from '#domains/media'
import { Refusal } from '#platform/refusal'
import { argumentsOf } from './arguments.ts'

interface Line {
  readonly file: string
  readonly caption: string | null
  readonly credit: string | null
  readonly creator: string | null
  readonly headline: string | null
  readonly city: string | null
  readonly country: string | null
  readonly createdAt: string | null
  readonly instructions: string | null
  readonly width: number | null
  readonly height: number | null
  readonly orientation: number | null
  readonly error: { readonly code: string; readonly message: string } | null
}

/**
 * broadsheet photo inspect FILE... [--json]: what each photo says about itself, one JSON line a file (with or without --json, which is for
 * symmetry with the other commands). A file that cannot be used has an `error` beside whatever could be read. Gives 1 if any had.
 */
export async function photoInspectCommand(
  args: string[],
  { out, err }: { out: (line: string) => void; err: (line: string) => void },
): Promise<0 | 1> {
  const { positionals } = argumentsOf(args, { json: { type: 'boolean', default: false } })
  if (positionals.length === 0)
    throw new Refusal('invalid', 'photo.no-file', 'Name at least one photo: broadsheet photo inspect FILE...')
  let refused = 0
  for (const file of positionals) {
    const line = await lineOf(file)
    if (line.error) refused += 1
    out(JSON.stringify(line))
  }
  if (refused > 0)
    err(`${refused} of ${positionals.length} ${positionals.length === 1 ? 'file' : 'files'} cannot be used.`)
  return refused > 0 ? 1 : 0
}

async function lineOf(file: string): Promise<Line> {
  const read = await bytesOf(file)
  if ('trouble' in read) return described(file, undefined, { code: 'file.not-readable', message: read.trouble })
  const inspected = await inspectPicture(read.bytes)
  const obstacle = inspected.obstacle ?? (await obstacleToDecoding(read.bytes))
  return described(file, inspected, obstacle ? { code: `photo.${obstacle}`, message: pictureRefusals[obstacle] } : null)
}

function described(file: string, inspected: Inspected | undefined, error: Line['error']): Line {
  const said = inspected?.metadata
  return {
    file,
    caption: said?.caption || null,
    credit: said?.credit || null,
    creator: said?.creator || null,
    headline: said?.headline || null,
    city: said?.city || null,
    country: said?.country || null,
    createdAt: said?.takenAt || null,
    instructions: said?.instructions || null,
    width: inspected?.width ?? null,
    height: inspected?.height ?? null,
    orientation: inspected?.orientation ?? null,
    error,
  }
}

// One byte more than we take is enough to know that a file is too big, however big it is.
async function bytesOf(file: string): Promise<{ bytes: Uint8Array } | { trouble: string }> {
  try {
    const opened = await open(file, 'r')
    try {
      const { size } = await opened.stat()
      const bytes = Buffer.alloc(Math.min(size, PHOTO_MAX_BYTES + 1))
      const { bytesRead } = await opened.read(bytes, 0, bytes.length, 0)
      return { bytes: bytes.subarray(0, bytesRead) }
    } finally {
      await opened.close()
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    return {
      trouble: reasons[String(code)] ?? `The file cannot be read (${error instanceof Error ? error.message : error}).`,
    }
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  EACCES: 'You may not read this file.',
  EISDIR: 'This is a folder, not a file.',
}
