import { fileTypeFromBuffer } from 'file-type'
import type { Work } from '#domains/accounts'
import { develop, receivePhoto } from '#domains/media'
import {
  listWantedPictures,
  pictureArrived,
  type Received,
  readWire,
  receive,
  type WantedPicture,
  type WireItem,
} from '#domains/wire'
import { type Db, transaction } from '#platform/db'
import type { Files } from '#platform/files'
import type { Log } from '#platform/logging'
import { Refusal } from '#platform/refusal'
import { enqueuePictures } from './enqueue-pictures.ts'
import { isDatabaseAway } from './trouble.ts'
import type { Delivery, Taken } from './visit.ts'

/** What taking needs. */
export interface TakeNeeds {
  readonly db: Db
  readonly files: Files
  readonly log: Log
  readonly clock: () => Date
}

const BY = { kind: 'system', job: 'wire sources' } as const
// How long after its story a photo may come by itself.
const PHOTO_FOLLOWS_MS = 86_400_000

/** Receives what a source brought: a photo goes to the library, anything else is read as wire. What cannot be taken is said, not thrown. */
export async function takeDelivery(needs: TakeNeeds, sourceId: string, delivery: Delivery): Promise<Taken> {
  const isPhoto = delivery.items === undefined && (await pictureTypeOf(delivery.bytes)) !== undefined
  try {
    return isPhoto ? await takePhoto(needs, sourceId, delivery) : await takeWire(needs, sourceId, delivery)
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    return { fresh: 0, again: 0, trouble: told(needs, error, delivery.name), isOurs: !(error instanceof Refusal) }
  }
}

/** The media type of a picture, by its content; undefined for anything else. */
export async function pictureTypeOf(bytes: Uint8Array): Promise<string | undefined> {
  const type = await fileTypeFromBuffer(bytes)
  return type?.mime.startsWith('image/') ? type.mime : undefined
}

async function takeWire(needs: TakeNeeds, sourceId: string, delivery: Delivery): Promise<Taken> {
  const items = delivery.items ?? (await readWire(delivery.bytes))
  const receiveThese = (these: readonly WireItem[]) =>
    transaction(needs.db, (tx) => receive(workAt(needs, tx), { sourceId, bytes: delivery.bytes, items: these }))
  const troubles: string[] = []
  const fresh: string[] = []
  let again = 0
  let isOurs = false
  const count = ({ received, dropped }: Received) => {
    fresh.push(...received.map(({ itemId }) => itemId))
    again += dropped
  }
  try {
    count(await receiveThese(items))
  } catch (error) {
    if (isDatabaseAway(error) || items.length === 1) throw error
    // One of them is bad, so that all were turned back: the others are taken without it.
    for (const item of items) {
      try {
        count(await receiveThese([item]))
      } catch (bad) {
        if (isDatabaseAway(bad)) throw bad
        isOurs ||= !(bad instanceof Refusal)
        troubles.push(`“${item.headline || item.slugline || item.id}”: ${told(needs, bad, delivery.name)}`)
      }
    }
  }
  await takePicturesBeside(needs, fresh, delivery)
  return { fresh: fresh.length, again, trouble: troubles.length > 0 ? troubles.join(' ') : undefined, isOurs }
}

async function takePicturesBeside(needs: TakeNeeds, itemIds: readonly string[], { beside }: Delivery): Promise<void> {
  if (itemIds.length === 0) return
  const wanted = await listWantedPictures(needs.db, { itemIds })
  const elsewhere: WantedPicture[] = []
  for (const picture of wanted) {
    const bytes = beside && isRelative(picture.href) ? await beside(picture.href) : undefined
    // What lies beside and is no picture is the same as none: it is looked for again, and in the end given up.
    const isHere =
      bytes &&
      (await keepPicture(needs, bytes, [picture]).then(
        () => true,
        (error) => {
          if (isDatabaseAway(error)) throw error
          return false
        },
      ))
    if (!isHere) elsewhere.push(picture)
  }
  await transaction(needs.db, (tx) => enqueuePictures(tx, elsewhere))
}

/**
 * A photo on its own; the item that named it has it from now on. Senders call many pictures image1.jpg, so it must be the only item that
 * waits for one of that name, and a new one: in doubt the photo is nobody's.
 */
async function takePhoto(needs: TakeNeeds, sourceId: string, { name, bytes }: Delivery): Promise<Taken> {
  const since = new Date(needs.clock().getTime() - PHOTO_FOLLOWS_MS)
  const named = (await listWantedPictures(needs.db, { sourceId, since })).filter(
    ({ href }) => isRelative(href) && lastOf(href).toLowerCase() === name.toLowerCase(),
  )
  const wanted = new Set(named.map(({ itemId }) => itemId)).size === 1 ? named : []
  const isNew = await keepPicture(needs, bytes, wanted, name)
  return { fresh: isNew ? 1 : 0, again: isNew ? 0 : 1, trouble: undefined, isOurs: false }
}

/** Puts a picture into the library with what its items say of it, and tells them. */
export async function keepPicture(
  needs: TakeNeeds,
  bytes: Uint8Array,
  wanted: readonly WantedPicture[],
  name = lastOf(wanted[0]?.href ?? ''),
): Promise<boolean> {
  const picture = await develop(bytes)
  const [said] = wanted
  return transaction(needs.db, async (tx) => {
    const work = workAt(needs, tx)
    const { photo, isNew } = await receivePhoto(work, { picture, name, ...(said ? wordsOf(said) : {}) }, needs.files)
    for (const one of wanted)
      await pictureArrived(work, { itemId: one.itemId, picture: one.picture, photoId: photo.id })
    return isNew
  })
}

function wordsOf(said: WantedPicture) {
  const words = Object.fromEntries(
    Object.entries({ caption: said.caption, creator: said.creator, credit: said.credit }).filter(
      ([, value]) => value !== '',
    ),
  )
  return {
    words,
    usageTerms: said.usageTerms,
    agencyId: said.picture,
    whenExpired: said.expiryPolicy === 'withdraw' ? ('retire' as const) : ('mark' as const),
    ...(said.expiresAt ? { expiresAt: said.expiresAt } : {}),
  }
}

/** True for the way to a file in the same delivery. */
export function isRelative(href: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:/i.test(href) && !href.startsWith('//') && !href.startsWith('#')
}

/** The file's own name at the end of a way. */
export function lastOf(href: string): string {
  return (href.split(/[?#]/)[0] ?? '').split(/[\\/]/).at(-1) ?? ''
}

function workAt({ clock }: TakeNeeds, db: Db): Work {
  return { db, by: BY, at: clock() }
}

// A fault of ours is noted for us with all that is known; the log of the source only says where to look.
function told({ log }: TakeNeeds, error: unknown, name: string): string {
  if (error instanceof Refusal) return error.message
  const id = crypto.randomUUID()
  log.error({
    id,
    file: name,
    error: error instanceof Error ? { message: error.message, stack: error.stack } : String(error),
  })
  return `Something of ours broke on it. It has been noted as ${id}.`
}
