import { Nameplate } from '#domains/paper'
import { Refusal } from '#platform/refusal'
import { argumentsOf } from './arguments.ts'
import { firstEditorLink, foundEmpty } from './found-paper.ts'
import type { World } from './world.ts'

/** broadsheet new NAME --place PLACE --established DATE --zone ZONE: an empty paper. Prints the first editor's sign-in link. */
export async function newPaper(args: string[], world: World): Promise<void> {
  const { values, positionals } = argumentsOf(args, {
    place: { type: 'string' },
    established: { type: 'string' },
    zone: { type: 'string' },
    tagline: { type: 'string' },
  })
  const read = Nameplate.safeParse({
    name: positionals[0] ?? '',
    place: values.place ?? '',
    establishedOn: values.established ?? world.clock().toISOString().slice(0, 10),
    zone: values.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    tagline: values.tagline ?? '',
  })
  if (!read.success)
    throw new Refusal('invalid', 'paper.not-understood', read.error.issues.map((issue) => issue.message).join('. '))
  await foundEmpty(world.db, read.data, world.clock())
  world.out(`${read.data.name} is founded. Start it with: broadsheet serve`)
  const link = await firstEditorLink(world)
  if (link) world.out(`Newsroom: ${link}`)
}
