import { z } from 'zod'
import type { Work } from '#domains/accounts'
import { findSource, listWantedPictures, pictureFailed, pictureTried, type WireSource } from '#domains/wire'
import { transaction } from '#platform/db'
import { fetchOutside, OutsideError } from '#platform/outside'
import { Refusal } from '#platform/refusal'
import { enqueuePictures, PICTURE_TRIES } from './enqueue-pictures.ts'
import { isSameFamily } from './origin.ts'
import { secretsFrom } from './sealed.ts'
import { isRelative, keepPicture, type TakeNeeds } from './take.ts'
import { isDatabaseAway, sentenceOf } from './trouble.ts'

/** What fetching a picture needs besides. */
export interface PictureNeeds extends TakeNeeds {
  readonly secret: string
  readonly trusted: readonly string[]
}

const PICTURE_MAX_BYTES = 60_000_000
const PICTURE_TIMEOUT_MS = 120_000
const Named = z.object({ itemId: z.string(), picture: z.string() })
// Nobody will answer otherwise tomorrow.
const NEVER: readonly number[] = [400, 401, 403, 404, 410, 451]

/** Fetches one picture and puts it into the library; a throw means that it is tried again later. Runs outside of any transaction. */
export async function fetchPicture(needs: PictureNeeds, payload: unknown): Promise<void> {
  const { itemId, picture } = Named.parse(payload)
  const [wanted] = await listWantedPictures(needs.db, { itemIds: [itemId], picture, most: 1 })
  if (!wanted) return
  try {
    const source = wanted.sourceId === null ? undefined : await findSource(needs.db, wanted.sourceId)
    const address = addressOf(wanted.href, source)
    if (address === undefined) throw new OutsideError('unreachable', 'The picture did not come with the story.')
    const answer = await fetchOutside(address, {
      maxBytes: PICTURE_MAX_BYTES,
      timeoutMs: PICTURE_TIMEOUT_MS,
      trusted: needs.trusted,
      headers: { accept: 'image/*', ...keyFor(address, source, needs.secret) },
    })
    if (NEVER.includes(answer.status))
      throw new Refusal('not-found', 'picture.not-given', `The agency does not give it (${answer.status}).`)
    if (answer.status !== 200) throw new OutsideError('unreachable', `The agency answered ${answer.status}.`)
    await keepPicture(needs, answer.bytes, [wanted])
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    await afterTrouble(needs, { itemId, picture, tries: wanted.tries + 1 }, error)
  }
}

async function afterTrouble(
  needs: PictureNeeds,
  { itemId, picture, tries }: { itemId: string; picture: string; tries: number },
  error: unknown,
): Promise<void> {
  const isFinal =
    error instanceof Refusal || (error instanceof OutsideError && ['not-allowed', 'too-large'].includes(error.code))
  const why = sentenceOf(error) ?? 'Something of ours broke on it.'
  const change = (verb: (work: Work) => Promise<void>) =>
    transaction(needs.db, (tx) => verb({ db: tx, by: { kind: 'system', job: 'wire pictures' }, at: needs.clock() }))
  if (isFinal || tries >= PICTURE_TRIES) {
    const state = error instanceof Refusal && error.code !== 'picture.not-given' ? 'refused' : 'not-to-be-had'
    await change((work) => pictureFailed(work, { itemId, picture, state, why }))
    return
  }
  await change((work) => pictureTried(work, { itemId, picture }))
  throw error
}

/** Queues what waits and has no job: what came by another way than a source, or before this release. */
export async function queueWaitingPictures(work: Work): Promise<void> {
  await enqueuePictures(work.db, await listWantedPictures(work.db, {}))
}

function addressOf(href: string, source: WireSource | undefined): string | undefined {
  if (!isRelative(href)) return href.startsWith('//') ? `https:${href}` : href
  const { url } = source?.settings ?? {}
  const isOnWeb = source?.kind === 'http' || source?.kind === 'ap-media'
  return isOnWeb && url !== undefined && URL.canParse(href, url) ? new URL(href, url).href : undefined
}

function keyFor(address: string, source: WireSource | undefined, secret: string): Record<string, string> {
  if (!source?.settings.url || !isSameFamily(address, source.settings.url)) return {}
  const { key, password } = secretsFrom(source.sealed, secret)
  if (source.kind === 'ap-media') return key ? { 'x-api-key': key } : {}
  return source.kind === 'http' ? authorization({ user: source.settings.user, password, key }) : {}
}

/** How a key, or a name and password, is shown to a server on the web. */
export function authorization({
  user,
  password,
  key,
}: {
  user?: string | undefined
  password?: string | undefined
  key?: string | undefined
}): Record<string, string> {
  if (key) return { authorization: `Bearer ${key}` }
  if (user || password)
    return { authorization: `Basic ${Buffer.from(`${user ?? ''}:${password ?? ''}`).toString('base64')}` }
  return {}
}
