import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import type { World } from '#cli/world.ts'
import { indexStory } from '#domains/archive'
import { pin } from '#domains/fronts'
import { develop, upload } from '#domains/media'
import { found, getPaper } from '#domains/paper'
import { type Body, correct, draft, type PhotoUse, publish, revise, type Story } from '#domains/stories'
import { placeWeather } from '#domains/weather'
import type { Db } from '#platform/db'
import { seedGifts } from './gifts.ts'
import { type PhotoRef, readSample, type SampleStory } from './read.ts'
import { drawScene } from './scenes/index.ts'
import { seedWire } from './wire.ts'

// Scenes are drawn 1800 wide at 72 dots an inch; 1500 is as wide as any page shows them, and a third less to compute.
const DENSITY = 60
const HOUR_MS = 3_600_000
const by = { kind: 'operator', command: 'sample' } as const

/** Makes the sample paper: its nameplate and sections, pictures drawn for it, and its stories, as old as they say before now. */
export async function seedSample(world: World): Promise<void> {
  const now = world.clock()
  const { paper, stories } = await readSample(world.places.sample, now)
  const { sections: plans, weather, ...nameplate } = paper
  await found({ db: world.db, by, at: now }, { tagline: '', ...nameplate }, plans, { isSample: true })
  await placeWeather({ db: world.db, by, at: now }, weather)
  const { sections } = await getPaper(world.db)

  const pictures = await drawAll(stories, world)
  const made = new Map<string, Made>()
  // Oldest first, so that ids and the ledger run the way the news did; related stories are linked once all of them exist.
  for (const sample of [...stories].sort((one, other) => other.hoursAgo - one.hoursAgo)) {
    const work = { db: world.db, by, at: before(now, sample.hoursAgo) }
    const sectionId = sections.find((section) => section.slug === sample.section)?.id ?? null
    const copy = copyOf(sample, sectionId, pictures)
    // A story that was updated came out first without its last paragraph.
    const first = sample.updatedHoursAgo === undefined ? copy : { ...copy, body: copy.body.slice(0, -1) }
    const story = await draft(work, first, 'imported')
    made.set(sample.key, { ...(await publish(work, story.id)), whole: copy.body })
  }
  for (const sample of stories) await finish(sample, made, world.db, now)
  await seedGifts(world.db, nameplate, now)
  await seedWire(
    { db: world.db, by, at: now },
    { dir: join(world.places.sample, 'wire'), dataDir: world.config.dataDir },
  )
}

/** A story that is out, with all of its text. */
type Made = Story & { readonly whole: Body }

/** Links, corrects, pins and indexes a story that is out. */
async function finish(sample: SampleStory, made: ReadonlyMap<string, Made>, db: Db, now: Date): Promise<void> {
  const story = made.get(sample.key)
  if (!story) return
  const related = sample.related.map((key) => made.get(key)?.id).filter((id) => id !== undefined)
  const work = { db, by, at: before(now, sample.updatedHoursAgo ?? sample.hoursAgo) }
  if (related.length > 0 || sample.updatedHoursAgo !== undefined) {
    await revise(work, story.id, { basedOn: story.revision, copy: { ...story.copy, body: story.whole, related } })
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
      const jpeg = await sharp(Buffer.from(svg), { density: DENSITY }).jpeg({ quality: 88, mozjpeg: false }).toBuffer()
      drawn.push({ ref, picture: await develop(new Uint8Array(jpeg)) })
    }
  }
  world.err(`Drawing ${waiting.length} pictures …`)
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
