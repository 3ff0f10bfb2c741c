import type { Teaser } from '#domains/stories'

/** A front as it reads now: what is pinned first, then the newest, no story twice. */
export interface Front {
  readonly lead: Teaser | undefined
  readonly second: readonly Teaser[]
  readonly latest: readonly Teaser[]
  readonly rows: readonly { readonly sectionId: string; readonly stories: readonly Teaser[] }[]
}

/** How many stories stand where. */
export const SHAPE = { second: 3, latest: 8, perRow: 4 } as const

/**
 * Lays out a front from candidates (`pinned` in their order, `newest` newest first, and per section the newest of it). No story stands twice.
 * A lead needs a picture if any fresh candidate has one: the first pinned story, else the newest with a picture, else the newest.
 */
export function layOut(
  pinned: readonly Teaser[],
  newest: readonly Teaser[],
  bySection: readonly { readonly sectionId: string; readonly stories: readonly Teaser[] }[],
): Front {
  const used = new Set<string>()
  const take = (story: Teaser): Teaser => {
    used.add(story.id)
    return story
  }
  const unused = (stories: readonly Teaser[]): Teaser[] => stories.filter((story) => !used.has(story.id))

  const top = pinned[0] ?? newest.slice(0, 12).find((story) => story.lead?.photoId) ?? newest[0]
  const lead = top && take(top)
  const second = unused([...pinned, ...newest.filter((story) => story.lead?.photoId), ...newest])
    .filter((story, at, all) => all.findIndex((other) => other.id === story.id) === at)
    .slice(0, SHAPE.second)
    .map(take)
  const latest = unused(newest).slice(0, SHAPE.latest).map(take)
  const rows = bySection
    .map(({ sectionId, stories }) => ({ sectionId, stories: unused(stories).slice(0, SHAPE.perRow).map(take) }))
    .filter((row) => row.stories.length > 0)
  return { lead, second, latest, rows }
}
