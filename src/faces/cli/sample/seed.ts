import { found } from '#domains/paper'
import type { World } from '#cli/world.ts'

/** Makes the sample paper. */
export async function seedSample(world: World): Promise<void> {
  const by = { kind: 'operator', command: 'sample' } as const
  await found({ db: world.db, by, at: world.clock() }, { name: 'The Inland Sentinel', place: 'Cheney Falls, Washington', establishedOn: '1883-05-19', zone: 'America/Los_Angeles', tagline: '' }, [{ slug: 'news', name: 'News' }], { isSample: true })
}
