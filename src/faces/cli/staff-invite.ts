import { type AccountFact, invite, ROLES, signInAddress } from '#domains/accounts'
import { record } from '#domains/audit'
import { type Db, transaction } from '#platform/db'
import { Refusal } from '#platform/refusal'
import { argumentsOf } from './arguments.ts'

/** What inviting from the command line needs: `out` is for the link alone, `err` for the rest. */
export interface StaffInviteWorld {
  readonly db: Db
  readonly siteUrl: URL
  readonly clock: () => Date
  readonly out: (line: string) => void
  readonly err: (line: string) => void
}

const USAGE = `broadsheet staff invite EMAIL --role ${ROLES.join('|')} [--name "Their Name"] [--change-role]`

/** broadsheet staff invite EMAIL --role ROLE: puts someone on the staff and prints a one-time sign-in link. Refuses a bad address or role. */
export async function staffInviteCommand(args: string[], world: StaffInviteWorld): Promise<0> {
  const { values, positionals } = argumentsOf(args, {
    role: { type: 'string' },
    name: { type: 'string' },
    'change-role': { type: 'boolean', default: false },
  })
  const [email, ...more] = positionals
  const { role, name } = values
  if (email === undefined || role === undefined || more.length > 0) {
    throw new Refusal('invalid', 'command.not-understood', `Give one email address and a role: ${USAGE}`)
  }
  const invited = await transaction(world.db, async (tx) => {
    const work = { db: tx, by: { kind: 'operator', command: 'staff invite' }, at: world.clock() } as const
    const done = await invite(work, { email, name, role, changeRole: values['change-role'] })
    const { person } = done
    if (person.role)
      await record<AccountFact>(work, {
        fact: 'staff.invited',
        personId: person.id,
        email: person.email,
        role: person.role,
      })
    return done
  })
  const { person, keptRole } = invited
  if (keptRole) world.err(`${person.email} is ${person.role} already and stays so; add --change-role to change that.`)
  world.err(`${person.name}, ${person.role}. The link signs in once, within three days:`)
  world.out(signInAddress(world.siteUrl, invited.token))
  return 0
}
