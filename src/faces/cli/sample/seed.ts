import { availableParallelism } from 'node:os'
import sharp from 'sharp'
import type { World } from '#cli/world.ts'
import type { Db } from '#platform/db'
import { indexStory } from '#domains/archive'
import { pin } from '#domains/fronts'
import { develop, upload } from '#domains/media'
import { found, getPaper } from '#domains/paper'
import { correct, draft, type PhotoUse, publish, revise, type Story } from '#domains/stories'
import { type PhotoRef, readSample, type SampleStory } from './read.ts'
import { drawScene } from './scenes/index.ts'

const HOUR_MS = 3_600_000
const by = { kind: 'operator', command: 'sample' } as const

/** Makes the sample paper: its nameplate and sections, pictures drawn for it, and its stories, as old as they say before now. */
export async function seedSample(world: World): Promise<void> {
  const now = world.clock()
  const { paper, stories } = await readSample(world.places.sample, now)
  const { sections: plans, ...nameplate } = paper
  await found({ db: world.db, by, at: now }, { tagline: '', ...nameplate }, plans, { isSample: true })
  const { sections } = await getPaper(world.db)

  const pictures = await drawAll(stories, world)
  const made = new Map<string, Story>()
  // Oldest first, so that ids and the ledger run the way the news did; related stories are linked once all of them exist.
  for (const sample of [...stories].sort((one, other) => other.hoursAgo - one.hoursAgo)) {
    const work = { db: world.db, by, at: before(now, sample.hoursAgo) }
    const sectionId = sections.find((section) => section.slug === sample.section)?.id ?? null
    const story = await draft(work, copyOf(sample, sectionId, pictures), 'imported')
    made.set(sample.key, await publish(work, story.id))
  }
  for (const sample of stories) await finish(sample, made, world.db, now)
}

/** Links, corrects, pins and indexes a story that is out. */
async function finish(sample: SampleStory, made: ReadonlyMap<string, Story>, db: Db, now: Date): Promise<void> {
  const story = made.get(sample.key)
  if (!story) return
  const related = sample.related.map((key) => made.get(key)?.id).filter((id) => id !== undefined)
  const work = { db, by, at: before(now, sample.hoursAgo) }
  if (related.length > 0) {
    await revise(work, story.id, { basedOn: story.revision, copy: { ...story.copy, related } })
    await publish(work, story.id)
  }
  for (const note of sample.corrections) {
    await correct({ db, by, at: before(now, note.hoursAgo) }, story.id, { text: note.text, placement: note.placement })
  }
  if (sample.pinned) await pin(work, story.id)
  await indexStory(work, story.id)
}

function before(now: Date, hours: number): Date {
  return new Date(now.getTime() - hours * HOUR_MS)
}

type Pictures = ReadonlyMap<string, string>

/** Draws each picture once and puts it into the library; gives photo ids by scene. */
async function drawAll(stories: readonly SampleStory[], world: World): Promise<Pictures> {
  const refs = new Map(stories.flatMap(refsIn).map((ref) => [ref.sceneKey, ref]))
  const waiting = [...refs.values()]
  const ids = new Map<string, string>()
  const drawn: { ref: PhotoRef; picture: Awaited<ReturnType<typeof develop>> }[] = []
  async function draw(): Promise<void> {
    for (let ref = waiting.pop(); ref; ref = waiting.pop()) {
      const { svg } = drawScene(ref.sceneKey)
      const jpeg = await sharp(Buffer.from(svg)).jpeg({ quality: 88, mozjpeg: false }).toBuffer()
      drawn.push({ ref, picture: await develop(new Uint8Array(jpeg)) })
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, draw))
  for (const { ref, picture } of drawn) {
    const { caption, creator, credit, alt } = ref
    const { photo } = await upload(
      { db: world.db, by, at: world.clock() },
      { picture, name: `${ref.sceneKey}.jpg`, caption, creator, credit, alt },
      world.files,
    )
    ids.set(ref.sceneKey, photo.id)
  }
  return ids
}

function refsIn(story: SampleStory): PhotoRef[] {
  return [
    ...(story.lead ? [story.lead] : []),
    ...story.body.flatMap((block) =>
      block.type === 'photo' ? [block.photo] : block.type === 'gallery' ? block.photos : [],
    ),
  ]
}

function copyOf(sample: SampleStory, sectionId: string | null, pictures: Pictures): Story['copy'] {
  const use = ({ sceneKey, ...ref }: PhotoRef): PhotoUse => ({ ...ref, photoId: pictures.get(sceneKey) ?? '' })
  const { headline, deck, kicker, slugline, topics, bylines, agency, dateline, lead } = sample
  return {
    headline,
    deck,
    kicker,
    slugline,
    slug: '',
    sectionId,
    topics,
    bylines,
    agency,
    dateline,
    lead: lead ? use(lead) : null,
    body: sample.body.map((block) =>
      block.type === 'photo'
        ? { ...block, photo: use(block.photo) }
        : block.type === 'gallery'
          ? { ...block, photos: block.photos.map(use) }
          : block,
    ),
    related: [],
  }
}
