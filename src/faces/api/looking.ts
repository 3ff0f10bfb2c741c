import { z } from 'zod'
import type { LookingTold } from './contract.ts'
import type { Broadcast } from './events.ts'

/** The NOTIFY channel on which the nodes tell one another who opened which item. */
export const LOOKING_CHANNEL = 'broadsheet_looking'

const LOOK_LASTS_MS = 120_000

/** Someone opened an item of the wire at `at` (ms), or with null none any more. Travels between nodes. */
export const Looked = z.object({
  personId: z.string(),
  name: z.string(),
  itemId: z.string().nullable(),
  at: z.number(),
})
export type Looked = z.infer<typeof Looked>

/** Who has which item open, as this node knows it. Nothing is stored: a look is over after two minutes, or with the node. */
export interface Watchers {
  /** Those who have it open now, by name. */
  of(itemId: string, now: number): LookingTold['people']
}

/** Keeps watch over the looks that are told, and tells each item's screens who is there. */
export function watchersOn(broadcast: Broadcast): Watchers {
  const looks = new Map<string, Looked>()
  const of: Watchers['of'] = (itemId, now) =>
    [...looks.values()]
      .filter((look) => look.itemId === itemId && now - look.at < LOOK_LASTS_MS)
      .map(({ personId, name }) => ({ personId, name }))
      .sort((one, other) => one.name.localeCompare(other.name))
  broadcast.hear((message) => {
    if (!('looked' in message)) return
    const { looked } = message
    const before = looks.get(looked.personId)
    if (looked.itemId === null) looks.delete(looked.personId)
    else looks.set(looked.personId, looked)
    for (const [personId, look] of looks) if (looked.at - look.at >= LOOK_LASTS_MS) looks.delete(personId)
    if (before?.itemId === looked.itemId) return
    for (const itemId of [before?.itemId, looked.itemId])
      if (itemId) broadcast.tell({ looking: { itemId, people: of(itemId, looked.at) } })
  })
  return { of }
}
