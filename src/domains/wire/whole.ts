import { sql } from 'kysely'
import { textOf, wordsIn } from '#domains/stories/shared'
import type { Db } from '#platform/db'
import type { WireItem } from './item.ts'
import { newestOf, type Ranked } from './revision.ts'
import { getRevision, type Revision } from './store.ts'

interface Part extends Ranked {
  readonly id: string
  readonly item: WireItem
}

/** The story as of a revision. An "add" is no whole story: it is the story before it, with what it and the adds between say at the end. */
export function wholeOf(parts: readonly Part[], revisionId: string): WireItem | undefined {
  const last = parts.find(({ id }) => id === revisionId)
  if (last?.item.signal !== 'add') return last?.item
  const until = parts.filter((part) => part === last || newestOf([part, last]) === last)
  const stories = until.filter(({ item }) => item.signal !== 'add')
  const story = newestOf(stories) ?? newestOf(parts.filter(({ item }) => item.signal !== 'add'))
  if (!story) return last.item
  const adds = until
    .filter((part) => part.item.signal === 'add' && newestOf([part, story]) === part)
    .sort((one, other) => (newestOf([one, other]) === one ? 1 : -1))
  const body = [...story.item.body, ...adds.flatMap(({ item }) => item.body)]
  return {
    ...story.item,
    signal: 'add',
    status: last.item.status,
    embargoUntil: last.item.embargoUntil,
    embargoUnknown: last.item.embargoUnknown,
    ednote: last.item.ednote,
    body,
    text: textOf(body),
    wordCount: wordsIn(body),
    contributors: [
      ...new Set([story.item, ...adds.map(({ item }) => item)].flatMap(({ contributors }) => contributors)),
    ],
    photos: uniquePhotos([story.item, ...adds.map(({ item }) => item)].flatMap(({ photos }) => photos)),
  }
}

/** A revision of an item with the story as of it, whole; refuses if there is no such revision. */
export async function getWhole(db: Db, itemId: string, revisionId: string): Promise<Revision> {
  const revision = await getRevision(db, itemId, revisionId)
  if (revision.signal !== 'add') return revision
  const found = await sql<Omit<Part, 'versionNumber' | 'place'> & { versionNumber: string | null }>`
    select id, item, version_number::text as "versionNumber", revised_at as "revisedAt", received_at as "receivedAt"
    from wire_revision where item_id = ${itemId}`.execute(db)
  const parts = found.rows.map((row) => ({
    ...row,
    versionNumber: row.versionNumber === null ? null : BigInt(row.versionNumber),
    place: BigInt(row.id),
  }))
  return { ...revision, item: wholeOf(parts, revisionId) ?? revision.item }
}

function uniquePhotos(photos: WireItem['photos']): WireItem['photos'] {
  return [...new Map(photos.map((photo) => [photo.id, photo])).values()]
}
