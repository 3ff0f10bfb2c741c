import { readWire } from '#domains/wire'
import { Refusal } from '#platform/refusal'
import { argumentsOf } from './arguments.ts'
import { troubleOf, wireBytesOf } from './wire-file.ts'

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
    const items = await readWire(await wireBytesOf(file))
    return items.map((item) => ({ file, ...item }))
  } catch (error) {
    return [{ file, error: troubleOf(error) }]
  }
}
