import type { Reactions } from '#faces/worker'
import { configFrom } from '#platform/config'
import { Refusal } from '#platform/refusal'
import { argumentsOf } from './arguments.ts'
import { doctor } from './doctor.ts'
import { giftsAdd, giftsMatch, giftsReconcile, giftsTrialBalance } from './gifts.ts'
import { giftsOpen } from './gifts-open.ts'
import { HELP } from './help.ts'
import { importPageCommand } from './import-page.ts'
import { newPaper } from './new-paper.ts'
import { photoInspectCommand } from './photo-inspect.ts'
import { serve } from './serve.ts'
import { staffInviteCommand } from './staff-invite.ts'
import type { AskPerson } from './terminal.ts'
import { wireAddCommand } from './wire-add.ts'
import { wireInspectCommand } from './wire-inspect.ts'
import { type Ground, openWorld, type Places, type World } from './world.ts'

/** What main hands over: the environment, where the program's files are, and what follows from what. */
export interface Start {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly places: Places
  readonly reactions: Reactions
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  /** Resolves when the process is asked to end. */
  readonly ended: Promise<void>
  /** Where somebody sits at the terminal. */
  readonly ask?: AskPerson | undefined
}

/** Runs one command line. Gives the exit status: 0 done, 1 refused with a sentence, 2 broken. */
export async function run(args: string[], start: Start): Promise<0 | 1 | 2> {
  try {
    return await dispatch(args, start)
  } catch (error) {
    start.err(error instanceof Error ? error.message : String(error))
    if (error instanceof Refusal) return 1
    if (start.env.LOG_LEVEL === 'debug' && error instanceof Error) start.err(error.stack ?? '')
    return 2
  }
}

async function dispatch(args: string[], start: Start): Promise<0 | 1 | 2> {
  const [first = 'help', second, ...rest] = args
  const clock = () => new Date()
  const ground = (port?: number): Ground => ({
    ...start,
    clock,
    config: configFrom(start.env, port === undefined ? {} : { port }),
  })
  const withWorld = async (work: (world: World) => Promise<0 | 1 | 2 | undefined>): Promise<0 | 1 | 2> => {
    const world = await openWorld(ground())
    try {
      return (await work(world)) ?? 0
    } finally {
      await world.close()
    }
  }

  switch ([first, second].filter((word) => word !== undefined && !word.startsWith('-')).join(' ')) {
    case 'serve': {
      const { values } = argumentsOf(args.slice(1), {
        port: { type: 'string' },
        role: { type: 'string', default: 'all' },
      })
      const { role } = values
      if (role !== 'all' && role !== 'web' && role !== 'worker')
        throw new Refusal('invalid', 'serve.no-role', '--role is all, web or worker.')
      await serve(ground(values.port === undefined ? undefined : Number(values.port)), {
        role,
        reactions: start.reactions,
        ended: start.ended,
      })
      return 0
    }
    case 'import page':
      // Looking needs no database: nothing is written.
      if (rest.includes('--dry-run')) {
        const { config } = ground()
        return importPageCommand(rest, { siteUrl: config.siteUrl, now: clock, out: start.out, err: start.err })
      }
      return withWorld((world) =>
        importPageCommand(rest, { ...world, siteUrl: world.config.siteUrl, now: clock, ask: start.ask }),
      )
    case 'photo inspect':
      return photoInspectCommand(rest, start)
    case 'wire add':
      return withWorld((world) => wireAddCommand(rest, world))
    case 'wire inspect':
      return wireInspectCommand(rest, start)
    case 'staff invite':
      return withWorld((world) => staffInviteCommand(rest, { ...world, siteUrl: world.config.siteUrl }))
    case 'gifts add':
      return withWorld((world) => giftsAdd(rest, world))
    case 'gifts open':
      return withWorld((world) => giftsOpen(rest, world))
    case 'gifts trial-balance':
      return withWorld((world) => giftsTrialBalance(rest, world))
    case 'gifts match':
      return withWorld((world) => giftsMatch(rest, world))
    case 'gifts reconcile':
      return withWorld((world) => giftsReconcile(rest, world))
    case 'doctor':
      return doctor(ground())
    case 'help':
      start.out(HELP)
      return 0
    default:
      if (first === 'new') {
        return withWorld(async (world) => {
          await newPaper(args.slice(1), world)
          return 0
        })
      }
      if (first === '--help' || first === '-h') {
        start.out(HELP)
        return 0
      }
      throw new Refusal(
        'invalid',
        'command.unknown',
        `There is no command "${args.slice(0, 2).join(' ')}". See: broadsheet help`,
      )
  }
}
