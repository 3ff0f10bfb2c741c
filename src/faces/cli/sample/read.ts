import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { isZone } from '#domains/paper/shared'
import { Block, Byline, Dateline, Focus } from '#domains/stories/shared'
import { WeatherSettings } from '#domains/weather/shared'
import { isSceneKey } from './scenes/index.ts'
import { expandAll } from './tokens.ts'

/** A photo as the sample's files name it: by the scene our own code draws, not by an id. */
const PhotoRef = z.strictObject({
  sceneKey: z.string().refine(isSceneKey, 'There is no such scene'),
  caption: z.string().min(1),
  creator: z.string().min(1),
  credit: z.string().min(1),
  alt: z.string().min(1),
  focus: Focus.optional(),
})
export type PhotoRef = z.infer<typeof PhotoRef>

const PhotoBlock = z.strictObject({ type: z.literal('photo'), photo: PhotoRef })
const GalleryBlock = z.strictObject({ type: z.literal('gallery'), title: z.string(), photos: z.array(PhotoRef).min(2) })
type WrittenBlock = Exclude<Block, { type: 'photo' | 'gallery' }>
const WrittenBlock = Block.refine(
  (block) => block.type !== 'photo' && block.type !== 'gallery',
  'A photo needs a scene',
)
const SampleBlock = z.union([PhotoBlock, GalleryBlock, WrittenBlock.transform((block) => block as WrittenBlock)])
export type SampleBlock = z.infer<typeof SampleBlock>

const hoursAgo = z
  .number()
  .min(0)
  .max(24 * 30)

const Story = z.strictObject({
  key: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  headline: z.string().min(1).max(200),
  deck: z.string().max(500),
  kicker: z.string().max(60),
  slugline: z.string().min(1).max(60),
  section: z.string().min(1),
  topics: z.array(z.string().min(1).max(80)),
  bylines: z.array(Byline),
  agency: z.string(),
  dateline: Dateline.omit({ on: true }).nullable(),
  hoursAgo,
  updatedHoursAgo: hoursAgo.optional(),
  lead: PhotoRef.nullable(),
  body: z.array(SampleBlock).min(1),
  related: z.array(z.string()),
  corrections: z.array(z.strictObject({ text: z.string().min(1), placement: z.enum(['top', 'foot']), hoursAgo })),
  pinned: z.literal(true).optional(),
})

/** One story of the sample paper, its days written out. `hoursAgo` counts back from the first start. */
export type SampleStory = z.infer<typeof Story>

interface SectionNode {
  slug: string
  name: string
  sections: SectionNode[]
}
const SectionNode: z.ZodType<SectionNode> = z.strictObject({
  slug: z.string(),
  name: z.string(),
  sections: z.array(z.lazy(() => SectionNode)),
})

const Paper = z.strictObject({
  name: z.string(),
  place: z.string(),
  establishedOn: z.iso.date(),
  zone: z.string().refine(isZone),
  weather: WeatherSettings,
  sections: z.array(SectionNode),
})
/** The nameplate, for where the weather is, and the tree of sections, in order. */
export type SamplePaper = z.infer<typeof Paper>

const Person = z.strictObject({ name: z.string().min(1), title: z.string().min(1), beat: z.string() })
/** Somebody who works at the sample paper. */
export type SamplePerson = z.infer<typeof Person>

/** The whole sample paper; stories are newest first. */
export interface Sample {
  readonly paper: SamplePaper
  readonly staff: readonly SamplePerson[]
  readonly stories: readonly SampleStory[]
}

/**
 * Reads the sample paper from its folder (`sample/`) as it looks when first started at `firstStart`.
 * Days are written in `zone`, by default the paper's own. Throws what JSON or zod say if a file is not right.
 */
export async function readSample(dir: string, firstStart: Date, zone?: string): Promise<Sample> {
  const paper = Paper.parse(await readJson(join(dir, 'paper.json')))
  const staff = z.array(Person).parse(await readJson(join(dir, 'staff.json')))
  const first = { at: firstStart, zone: zone ?? paper.zone }
  const files = (await readdir(join(dir, 'stories'))).filter((name) => name.endsWith('.json')).sort()
  const written = await Promise.all(files.map((name) => readJson(join(dir, 'stories', name))))
  const stories = written.flatMap((file) => z.array(Story).parse(expandAll(file, first)))
  return { paper, staff, stories: stories.sort(newestFirst) }
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'))
}

function newestFirst(one: SampleStory, other: SampleStory): number {
  return one.hoursAgo - other.hoursAgo
}
