import { type Photo, photoAddress, photosById, type Sign } from '#domains/media'
import type { WireReach as Reach, WireItemDetail } from '#domains/wire'
import type { Db } from '#platform/db'
import type { LookingTold, WireItemView, WireReach } from './contract.ts'

/** The same with every Date as an ISO instant, as JSON has it. */
export type Dated<value> = value extends Date
  ? string
  : value extends readonly (infer item)[]
    ? Dated<item>[]
    : value extends object
      ? { [name in keyof value]: Dated<value[name]> }
      : value

/** Writes every Date in a value as an ISO instant in UTC. */
export function dated<value>(value: value): Dated<value> {
  return asText(value) as Dated<value>
}

function asText(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(asText)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asText(inner)]))
}

/** An item as the reading pane shows it, with addresses of its pictures and who else has it open. */
export async function viewOfItem(
  db: Db,
  item: WireItemDetail,
  { sign, looking }: { readonly sign: Sign; readonly looking: LookingTold['people'] },
): Promise<WireItemView> {
  const photos = await photosById(
    db,
    item.pictures.flatMap(({ photoId }) => photoId ?? []),
  )
  return {
    ...dated(item),
    pictures: item.pictures.map((picture) => ({
      ...dated(picture),
      preview: previewOf(photos.get(picture.photoId ?? ''), sign),
    })),
    looking,
  }
}

/** Everything of ours that a kill touches, with addresses of its photos. */
export async function viewOfReach(db: Db, reach: Reach, sign: Sign): Promise<WireReach> {
  const photos = await photosById(
    db,
    reach.photos.map(({ id }) => id),
  )
  return {
    stories: dated(reach.stories),
    photos: reach.photos.map((photo) => ({ ...dated(photo), preview: previewOf(photos.get(photo.id), sign) ?? '' })),
  }
}

function previewOf(photo: Photo | undefined, sign: Sign): string | null {
  return photo ? photoAddress(photo, { shape: 'full', width: 320, format: 'jpeg' }, sign) : null
}
