import { type ParseArgsConfig, parseArgs } from 'node:util'
import { Refusal } from '#platform/refusal'

/** A command line that cannot be used is refused with a sentence. */
export function argumentsOf<const options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: options,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    const why = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new Refusal('invalid', 'command.not-understood', `${why}. See: broadsheet help`)
  }
}
