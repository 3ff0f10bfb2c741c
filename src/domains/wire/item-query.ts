import { sql } from 'kysely'
import { type Actor, hasRole } from '#domains/accounts'
import { findPaper } from '#domains/paper'
import { mayDraft } from '#domains/stories'
import type { Db } from '#platform/db'
import type { Signal, WireItem, WireStatus } from './item.ts'
import { linesOf, type WireLine } from './line.ts'
import { obstaclesToTaking, type WhyNot } from './standing.ts'
import { getItem, listPictures, type Picture } from './store.ts'
import { getWhole } from './whole.ts'

/** A revision in the list of them. */
export interface RevisionLine {
  readonly id: string
  readonly ordinal: number
  readonly signal: Signal
  readonly status: WireStatus
  readonly headline: string
  readonly words: number
  readonly ednote: string
  readonly version: string
  readonly receivedAt: Date
  readonly sources: readonly string[]
  readonly usedFor: readonly { readonly storyId: string; readonly slugline: string }[]
}

/** An item whole, at one of its revisions, for the reading pane. `ednote` is never for readers. */
export interface WireItemDetail
  extends WireLine,
    Pick<
      WireItem,
      | 'bylines'
      | 'credit'
      | 'dateline'
      | 'summary'
      | 'body'
      | 'contributors'
      | 'ednote'
      | 'categories'
      | 'subjects'
      | 'keywords'
    >,
    Pick<WireItem, 'language' | 'format' | 'warnings' | 'usageTerms'> {
  readonly revisionId: string
  readonly revisions: readonly RevisionLine[]
  readonly externalId: string
  readonly pictures: readonly (Pick<Picture, 'photoId' | 'state' | 'why'> & {
    readonly id: string
    readonly caption: string
    readonly creator: string
    readonly credit: string
  })[]
  readonly similar: readonly {
    readonly id: string
    readonly agency: string
    readonly headline: string
    readonly movedAt: Date
  }[]
  readonly obstacles: readonly WhyNot[]
  readonly may: { readonly take: boolean; readonly kill: boolean; readonly decideEmbargo: boolean }
}

/** An item whole, at its newest revision or the one asked for; refuses if there is none. */
export async function getWireItem(
  db: Db,
  itemId: string,
  asked: { by: Actor; personId: string; at: Date; revisionId?: string },
): Promise<WireItemDetail> {
  const row = await getItem(db, itemId)
  const revisionId = asked.revisionId ?? row.revisionId
  const [[line], { item }, revisions, pictures, similar, paper] = await Promise.all([
    linesOf(db, [itemId], asked),
    getWhole(db, itemId, revisionId),
    listRevisions(db, itemId, row.revisionId),
    listPictures(db, itemId),
    listSimilar(db, itemId),
    findPaper(db),
  ])
  if (!line) throw new Error('An item was there and is gone, but items are never deleted.')
  const shown = asked.revisionId
    ? { headline: item.headline, slugline: item.slugline, words: item.wordCount, signal: item.signal }
    : {}
  const hasText = item.text.trim() !== '' || item.headline.trim() !== ''
  const isEditor = hasRole(asked.by, 'admin', 'editor')
  const {
    bylines,
    credit,
    dateline,
    summary,
    body,
    contributors,
    ednote,
    categories,
    subjects,
    keywords,
    language,
    format,
    warnings,
  } = item
  return {
    ...line,
    ...shown,
    bylines,
    credit,
    dateline,
    summary,
    body,
    contributors,
    ednote,
    categories,
    subjects,
    keywords,
    language,
    format,
    warnings,
    usageTerms: row.usageTerms,
    externalId: row.externalId,
    revisionId,
    revisions,
    pictures: item.photos.map(({ id, caption, creator, credit: photoCredit }) => {
      const picture = pictures.find((one) => one.picture === id)
      const { photoId = null, state = 'waiting', why = '' } = picture ?? {}
      return { id, caption, creator, credit: photoCredit, photoId, state, why }
    }),
    similar,
    obstacles: obstaclesToTaking(row, { at: asked.at, zone: paper?.zone ?? 'UTC', hasText }),
    may: { take: mayDraft(asked.by), kill: isEditor, decideEmbargo: isEditor },
  }
}

type RevisionRow = Omit<RevisionLine, 'ordinal'> & {
  readonly revisedAt: Date | null
  readonly versionNumber: string | null
}

/** Every revision of an item, oldest first, counted from 1; the newest is the last whatever its time. */
export async function listRevisions(db: Db, itemId: string, newestId: string): Promise<RevisionLine[]> {
  const found = await sql<RevisionRow>`
    select revision.id, revision.signal, revision.status, coalesce(revision.item ->> 'headline', '') as headline,
      coalesce((revision.item ->> 'wordCount')::int, 0) as words, coalesce(revision.item ->> 'ednote', '') as ednote, revision.version,
      revision.received_at as "receivedAt", revision.revised_at as "revisedAt", revision.version_number::text as "versionNumber",
      array(select source.name from wire_arrival join wire_source source on source.id = source_id
        where revision_id = revision.id order by wire_arrival.at, source.id) as sources,
      (select coalesce(json_agg(json_build_object('storyId', story.id::text, 'slugline', coalesce(version.copy ->> 'slugline', '')) order by story.id), '[]')
        from wire_use use join story on story.id = use.story_id
        join story_version version on version.story_id = story.id and version.number = story.version
        where use.revision_id = revision.id) as "usedFor"
    from wire_revision revision where revision.item_id = ${itemId} order by revision.id`.execute(db)
  const isNumbered = found.rows.every((row) => row.versionNumber !== null)
  const timeOf = (row: RevisionRow) => (row.revisedAt ?? row.receivedAt).getTime()
  const sorted = found.rows.toSorted((one, other) => {
    if (one.id === newestId || other.id === newestId) return one.id === newestId ? 1 : -1
    const byVersion = isNumbered ? Number(BigInt(one.versionNumber ?? 0) - BigInt(other.versionNumber ?? 0)) : 0
    return byVersion || timeOf(one) - timeOf(other)
  })
  return sorted.map(({ revisedAt: _revisedAt, versionNumber: _versionNumber, ...row }, at) => ({
    ...row,
    ordinal: at + 1,
  }))
}

async function listSimilar(db: Db, itemId: string): Promise<WireItemDetail['similar']> {
  const found = await sql<WireItemDetail['similar'][number]>`
    select other.id, other.agency, other.headline, other.moved_at as "movedAt"
    from wire_item item join wire_item other on other.cluster_id = item.cluster_id and other.id <> item.id
    where item.id = ${itemId} order by other.moved_at desc, other.id desc limit 20`.execute(db)
  return found.rows
}
