import type { Work } from '#domains/accounts'
import { appealKey, hasAppealChanged, standingKey } from '#domains/gifts'
import { getPaper } from '#domains/paper'
import { keysToPurge, type Place, photoKey } from '#domains/stories'
import { announcePurge } from '#platform/cache'
import type { Db } from '#platform/db'
import { enqueue } from '#platform/jobs'

/** Makes afresh every page that shows the story, and every list it came to, stands in or left. */
export async function purgeStory(
  work: Work,
  fact: { readonly storyId: string; readonly places?: readonly Place[] },
): Promise<void> {
  const { sections } = await getPaper(work.db)
  await tell(work.db, keysToPurge(fact.storyId, fact.places ?? [], sections))
}

/** The same for a story that readers must not see again: no stale copy is served meanwhile. */
export async function purgeWithdrawn(
  work: Work,
  fact: { readonly storyId: string; readonly places: readonly Place[] },
): Promise<void> {
  const { sections } = await getPaper(work.db)
  await tell(work.db, keysToPurge(fact.storyId, fact.places, sections), true)
}

/** Makes afresh every page that shows the photo. */
export async function purgePhoto(work: Work, fact: { readonly photoId: string }): Promise<void> {
  await tell(work.db, [photoKey(fact.photoId)])
}

/** The same for a photo that is not to be seen again, or whose addresses no longer answer: no stale page is served meanwhile. */
export async function purgeGonePhoto(work: Work, fact: { readonly photoId: string }): Promise<void> {
  await tell(work.db, [photoKey(fact.photoId)], true)
}

/** Makes afresh every page with an appeal, a fund or a match on it: what is said of them changed. */
export async function purgeGiving(work: Work): Promise<void> {
  await tell(work.db, [appealKey])
}

/** Makes afresh the pages that show how matches stand; a gift came or went. The stories follow within a minute. */
export async function purgeStanding(work: Work): Promise<void> {
  await tell(work.db, [standingKey])
}

/** Makes afresh the stories if the appeal after them says something else than before. */
export async function purgeAppeal(work: Work): Promise<void> {
  if (await hasAppealChanged(work)) await tell(work.db, [appealKey])
}

/** Makes everything afresh: the nameplate or the sections changed, and every page shows them. */
export async function purgeEverything(work: Work): Promise<void> {
  await tell(work.db, 'all')
}

/** Tells every node, and the CDN, to make afresh the pages that show one of `keys`. */
export async function tell(db: Db, keys: readonly string[] | 'all', hard = false): Promise<void> {
  await announcePurge(db, keys, hard)
  await enqueue(db, 'purge-cdn', { keys })
}
