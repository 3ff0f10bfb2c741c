import { open } from 'node:fs/promises'
import { readWire, WIRE_MAX_BYTES, wireMustFit } from '#domains/wire'
import { Refusal } from '#platform/refusal'
import { argumentsOf } from './arguments.ts'

/**
 * broadsheet wire inspect FILE... [--json]: what each wire file says, one JSON line an item (with or without --json, which is for symmetry
 * with the other commands). A file that cannot be read gives one line with its `error`. Writes nothing. Gives 1 if any could not be read.
 */
export async function wireInspectCommand(
  args: string[],
  { out, err }: { out: (line: string) => void; err: (line: string) => void },
): Promise<0 | 1> {
  const { positionals } = argumentsOf(args, { json: { type: 'boolean', default: false } })
  if (positionals.length === 0)
    throw new Refusal('invalid', 'wire.no-file', 'Name at least one wire file: broadsheet wire inspect FILE...')
  let refused = 0
  for (const file of positionals) {
    const lines = await linesOf(file)
    if (lines.some((line) => 'error' in line)) refused += 1
    for (const line of lines) out(JSON.stringify(line))
  }
  if (refused > 0)
    err(`${refused} of ${positionals.length} ${positionals.length === 1 ? 'file' : 'files'} cannot be read.`)
  return refused > 0 ? 1 : 0
}

async function linesOf(file: string): Promise<object[]> {
  try {
    const items = await readWire(await bytesOf(file))
    return items.map((item) => ({ file, ...item }))
  } catch (error) {
    return [{ file, error: troubleOf(error) }]
  }
}

// The size alone says whether it is worth reading.
async function bytesOf(file: string): Promise<Uint8Array> {
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

function troubleOf(error: unknown): { code: string; message: string } {
  if (error instanceof Refusal) return { code: error.code, message: error.message }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code in reasons) return { code: 'file.not-readable', message: reasons[code as keyof typeof reasons] }
  if (code !== '') return { code: 'file.not-readable', message: `The file cannot be read (${code}).` }
  throw error
}
