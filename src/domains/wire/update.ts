import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { type Copy, getStory, mayRevise, revise, type Story } from '#domains/stories'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import { settleAlarms } from './alarm.ts'
import type { WireFact } from './fact.ts'
import { settleHolds } from './holds.ts'
import { listRevisions } from './item-query.ts'
import { tellDesks } from './settle-store.ts'
import { getItem, getRevision, type Item, listUses, lockItem, type Revision, saveUse, type Use } from './store.ts'
import { merged, type Passage, passageOfField, passagesOf } from './three-way.ts'
import { getWhole } from './whole.ts'
import { bodyFrom, bylinesFrom, headlineFrom } from './wire-copy.ts'

/** What the newest revision would change in a story of ours. `basedOn` is the story's revision. */
export interface WireChanges {
  readonly storyId: string
  readonly slugline: string
  readonly basedOn: number
  readonly revisionId: string
  readonly fromOrdinal: number
  readonly toOrdinal: number
  readonly passages: readonly Passage[]
}

/** Compares the revision our story rests on, the newest, and ours. */
export async function changesFor(db: Db, itemId: string, storyId: string): Promise<WireChanges> {
  const item = await getItem(db, itemId)
  const use = await getUse(db, itemId, storyId)
  const [story, before, now, revisions] = await Promise.all([
    getStory(db, storyId),
    getWhole(db, itemId, use.revisionId),
    getWhole(db, itemId, item.revisionId),
    listRevisions(db, itemId, item.revisionId),
  ])
  const ordinalOf = (id: string) => revisions.find((one) => one.id === id)?.ordinal ?? 1
  return {
    storyId,
    slugline: story.copy.slugline,
    basedOn: story.revision,
    revisionId: now.id,
    fromOrdinal: ordinalOf(before.id),
    toOrdinal: ordinalOf(now.id),
    passages: [
      ...fieldsOf(item, before, now, story.copy),
      ...passagesOf(bodyFrom(before.item), bodyFrom(now.item), story.copy.body),
    ],
  }
}

/**
 * Takes a revision into a story of ours, whole or the passages named, as an ordinary save: readers see nothing of it until it is published.
 * `whole` is every passage of the text that the agency changed; our deck, photos and what only we wrote stay, and so does our headline unless it is named.
 * Refuses when the story was saved since the editor looked.
 */
export async function updateStory(
  work: Work,
  itemId: string,
  asked: { storyId: string; basedOn: number; revisionId: string; whole?: boolean; take?: readonly string[] },
): Promise<{ storyId: string; warnings: readonly string[] }> {
  const { storyId, basedOn, revisionId, whole = false, take = [] } = asked
  const item = await lockItem(work.db, itemId)
  const use = await getUse(work.db, itemId, storyId)
  mustBeUsable(item)
  const [before, now, story] = [
    await getWhole(work.db, itemId, use.revisionId),
    await getWhole(work.db, itemId, revisionId),
    await getStory(work.db, storyId),
  ]
  if (now.status === 'killed' || now.status === 'withheld')
    throw new Refusal('conflict', 'wire.not-to-be-used', `${item.agency} took this revision back. It may not be used.`)
  mustBeCurrent(story, basedOn)
  const named = new Set(take)
  const copy: Copy = {
    ...withFields(item, before, now, story.copy, named),
    body: merged(
      bodyFrom(before.item),
      bodyFrom(now.item),
      story.copy.body,
      (id, kind) => named.has(id) || (whole && kind !== 'ours-changed'),
    ),
  }
  // The story is locked and looked at again in there.
  const saved = await revise(work, storyId, { basedOn, copy })
  if (saved.outcome === 'conflict') mustBeCurrent(saved.theirs, basedOn)
  await saveUse(work, { itemId, storyId, revisionId, expiresAt: item.expiresAt })
  await settleHolds(work, itemId)
  await answerCorrection(work, itemId, revisionId, 'Taken into the story')
  await record<WireFact>(work, { fact: 'wire.updated', itemId, revisionId, storyId })
  await tellDesks(work.db, [itemId])
  return { storyId, warnings: now.item.ednote === '' ? [] : [`Note to editors: ${now.item.ednote}`] }
}

/** Remembers that an editor looked at a revision for a story and took none of it, so that it is not offered again. */
export async function leave(
  work: Work,
  itemId: string,
  { storyId, revisionId }: { storyId: string; revisionId: string },
): Promise<void> {
  await lockItem(work.db, itemId)
  await getUse(work.db, itemId, storyId)
  await getRevision(work.db, itemId, revisionId)
  const story = await getStory(work.db, storyId)
  if (!mayRevise(work.by, story.standing))
    throw new Refusal(
      'not-allowed',
      'wire.not-yours-to-leave',
      'Who may not change the story may not decide on its updates.',
    )
  await sql`
    update wire_use set seen_revision_id = ${revisionId} where item_id = ${itemId} and story_id = ${storyId}`.execute(
    work.db,
  )
  await answerCorrection(work, itemId, revisionId, 'Looked at and left')
  await record<WireFact>(work, { fact: 'wire.left', itemId, revisionId, storyId })
  await tellDesks(work.db, [itemId])
}

async function getUse(db: Db, itemId: string, storyId: string): Promise<Use> {
  const use = (await listUses(db, [itemId])).find((one) => one.storyId === storyId)
  if (!use) throw new Refusal('not-found', 'wire.no-use', 'That story does not use this item.')
  return use
}

function mustBeUsable(item: Item): void {
  if (item.standing === 'usable') return
  const did = item.standing === 'killed' ? 'killed this' : 'holds this back'
  throw new Refusal('conflict', `wire.${item.standing}`, `${item.agency} ${did}. It may not be used.`)
}

function mustBeCurrent(story: Story, basedOn: number): void {
  if (story.revision === basedOn) return
  throw new Refusal(
    'conflict',
    'story.moved-on',
    'Someone saved this story since you opened it. Look at the changes again.',
  )
}

const HEADLINE = 'headline'
const BYLINE = 'byline'

function fieldsOf(item: Item, before: Revision, now: Revision, ours: Copy): Passage[] {
  const bylines = ({ item: read }: Revision) => namesIn(bylinesFrom(read, item.agency))
  return [
    passageOfField(HEADLINE, 'Headline', {
      before: headlineFrom(before.item),
      now: headlineFrom(now.item),
      ours: ours.headline,
    }),
    passageOfField(BYLINE, 'Byline', { before: bylines(before), now: bylines(now), ours: namesIn(ours.bylines) }),
  ].filter((passage) => passage !== undefined)
}

function withFields(item: Item, before: Revision, now: Revision, ours: Copy, named: ReadonlySet<string>): Copy {
  const taken = new Set(fieldsOf(item, before, now, ours).flatMap(({ id }) => (named.has(id) ? [id] : [])))
  return {
    ...ours,
    ...(taken.has(HEADLINE) ? { headline: headlineFrom(now.item) } : {}),
    ...(taken.has(BYLINE) ? { bylines: bylinesFrom(now.item, item.agency) } : {}),
  }
}

function namesIn(bylines: Copy['bylines']): string {
  return bylines.map(({ name, title }) => (title ? `${name}, ${title}` : name)).join('; ')
}

/** A correction is answered once every story that uses the item has taken it or left it. */
async function answerCorrection(work: Work, itemId: string, revisionId: string, answer: string): Promise<void> {
  const open = (await listUses(work.db, [itemId])).filter(
    (use) => use.state !== 'withdrawn' && use.revisionId !== revisionId && use.seenRevisionId !== revisionId,
  )
  if (open.length === 0) await settleAlarms(work, { kinds: ['correction'], itemId, revisionId, answer })
}
