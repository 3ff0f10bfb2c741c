import { lineage, type Section } from '#domains/paper/shared'
import type { Place } from './fact.ts'

// The names by which a page says what it shows, and by which it is made afresh.
/** Shows this story, or a line of it. */
export const storyKey = (id: string): string => `story:${id}`
/** Lists the stories of this section. */
export const sectionKey = (id: string): string => `section:${id}`
/** Lists the stories of this writer. */
export const writerKey = (slug: string): string => `staff:${slug}`
/** Lists the stories of this topic. */
export const topicKey = (slug: string): string => `topic:${slug}`
/** Lists the stories of this day, yyyy-mm-dd, in the paper's zone. */
export const dayKey = (day: string): string => `day:${day}`
/** Shows this photo. */
export const photoKey = (id: string): string => `photo:${id}`
/** Lists the newest stories of the whole paper; shows feeds; sitemaps; corrections; the nameplate and menu, as every page does. */
export const listKeys = {
  front: 'front',
  feed: 'feed',
  sitemap: 'sitemap',
  corrections: 'corrections',
  paper: 'paper',
} as const

/** The lists in which a story with this place stands: what to make afresh when it comes, changes or goes. */
export function keysOfPlace(place: Place, sections: readonly Section[]): string[] {
  return [
    ...lineage(sections, place.sectionId).map((section) => sectionKey(section.id)),
    ...place.writers.map(writerKey),
    ...place.topics.map(topicKey),
    dayKey(place.day),
  ]
}

/** Everything to make afresh when a story changed, given its places before and after. */
export function keysToPurge(storyId: string, places: readonly Place[], sections: readonly Section[]): string[] {
  const { paper: _paper, ...lists } = listKeys
  return [
    ...new Set([
      storyKey(storyId),
      ...places.flatMap((place) => keysOfPlace(place, sections)),
      ...Object.values(lists),
    ]),
  ]
}
