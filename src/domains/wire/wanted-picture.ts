import { sql } from 'kysely'
import type { Db } from '#platform/db'

/** A picture that an item names and that is not here yet, with all that is said of it. */
export interface WantedPicture {
  readonly itemId: string
  readonly picture: string
  readonly href: string
  readonly sourceId: string | null
  readonly tries: number
  readonly agency: string
  readonly caption: string
  readonly creator: string
  readonly credit: string
  readonly usageTerms: readonly string[]
  readonly expiresAt: Date | null
  readonly expiryPolicy: 'warn' | 'withdraw'
}

/**
 * Pictures still wanted: of these items, of one source, the one named, or of items whose newest revision came since then; tried least often
 * first, then the newest items. Those of killed items are not.
 */
export async function listWantedPictures(
  db: Db,
  {
    itemIds,
    sourceId,
    picture,
    since,
    most = 500,
  }: { itemIds?: readonly string[]; sourceId?: string; picture?: string; since?: Date; most?: number },
): Promise<WantedPicture[]> {
  const found = await sql<WantedPicture>`
    select wanted.item_id as "itemId", wanted.picture, wanted.href, wanted.source_id as "sourceId", wanted.tries, item.agency,
      coalesce(said ->> 'caption', '') as caption, coalesce(said ->> 'creator', '') as creator, coalesce(said ->> 'credit', '') as credit,
      item.usage_terms as "usageTerms", item.expires_at as "expiresAt", coalesce(source.expiry_policy, 'warn') as "expiryPolicy"
    from wire_picture wanted join wire_item item on item.id = wanted.item_id join wire_revision revision on revision.id = item.revision_id
    left join wire_source source on source.id = wanted.source_id
    left join lateral (
      select photo as said from jsonb_array_elements(revision.item -> 'photos') photo where photo ->> 'id' = wanted.picture limit 1
    ) named on true
    where wanted.state = 'waiting' and wanted.href is not null and item.standing <> 'killed'
      and (${itemIds === undefined} or wanted.item_id = any(${itemIds ?? []}::bigint[]))
      and (${sourceId ?? null}::bigint is null or wanted.source_id = ${sourceId ?? null}::bigint)
      and (${picture ?? null}::text is null or wanted.picture = ${picture ?? null})
      and (${since ?? null}::timestamptz is null or revision.received_at >= ${since ?? null})
    order by wanted.tries, wanted.item_id desc limit ${most}`.execute(db)
  return found.rows
}
