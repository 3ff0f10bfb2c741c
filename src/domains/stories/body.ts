import { z } from 'zod'

// Bounds on what anyone may hand us: a long investigation is about 12,000 words in 300 blocks.
export const BODY_MAX_BLOCKS = 2_000
const TEXT_MAX = 20_000
const safeLink = z
  .string()
  .max(2_000)
  .regex(/^(https?:\/\/|mailto:|tel:|\/(?![/\\])|#)/i, 'A link starts with https://, http://, mailto:, tel: or /')

/** A run of text with its marks. A line break inside a paragraph is the character "\n". */
export const Run = z.object({
  text: z.string().max(TEXT_MAX),
  bold: z.literal(true).optional(),
  italic: z.literal(true).optional(),
  link: safeLink.optional(),
})
export type Run = z.infer<typeof Run>

const Runs = z.array(Run).max(2_000)

/** Where the eye should stay when a photo is cropped: fractions of width and height from the top left, 0 to 1. */
export const Focus = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) })
export type Focus = z.infer<typeof Focus>

/**
 * A photo as one story uses it. `creator` took it, `credit` is the agency or paper; `alt` describes it for those who do not see it.
 * `photoId` is empty when the picture itself is not at hand (a saved page): readers see caption and credit in a quiet frame.
 */
export const PhotoUse = z.object({
  photoId: z.string().regex(/^\d{0,18}$/),
  caption: z.string().max(5_000).default(''),
  creator: z.string().max(300).default(''),
  credit: z.string().max(300).default(''),
  alt: z.string().max(1_000).default(''),
  focus: Focus.optional(),
})
export type PhotoUse = z.infer<typeof PhotoUse>

const Cell = z.object({ runs: Runs, header: z.literal(true).optional() })

/** One block of a story. Text is always runs, never HTML. */
export const Block = z.discriminatedUnion('type', [
  z.object({ type: z.literal('paragraph'), runs: Runs }),
  z.object({ type: z.literal('heading'), level: z.union([z.literal(2), z.literal(3)]), runs: Runs }),
  z.object({ type: z.literal('list'), ordered: z.boolean(), items: z.array(Runs).max(1_000) }),
  z.object({ type: z.literal('quote'), paragraphs: z.array(Runs).max(200), cite: z.string().max(300).default('') }),
  z.object({ type: z.literal('pullquote'), text: z.string().max(2_000), cite: z.string().max(300).default('') }),
  z.object({ type: z.literal('preformatted'), text: z.string().max(TEXT_MAX) }),
  z.object({ type: z.literal('photo'), photo: PhotoUse }),
  z.object({ type: z.literal('gallery'), title: z.string().max(300).default(''), photos: z.array(PhotoUse).max(200) }),
  z.object({
    type: z.literal('table'),
    caption: z.string().max(1_000).default(''),
    rows: z.array(z.array(Cell).max(60)).max(1_000),
  }),
  z.object({
    type: z.literal('embed'),
    url: z.url({ protocol: /^https$/ }).max(2_000),
    title: z.string().max(300).default(''),
  }),
  z.object({ type: z.literal('correction'), text: z.string().max(5_000), on: z.iso.date() }),
])
export type Block = z.infer<typeof Block>

/** A story's text as a tree of blocks. */
export const Body = z.array(Block).max(BODY_MAX_BLOCKS)
export type Body = z.infer<typeof Body>

/** The words of a list of runs, without marks. */
export function textOfRuns(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('')
}

/** The words of a block, as a reader would read them aloud. */
export function textOfBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return textOfRuns(block.runs)
    case 'list':
      return block.items.map(textOfRuns).join('\n')
    case 'quote':
      return [...block.paragraphs.map(textOfRuns), block.cite].filter(Boolean).join('\n')
    case 'pullquote':
      return [block.text, block.cite].filter(Boolean).join('\n')
    case 'preformatted':
    case 'correction':
      return block.text
    case 'photo':
      return block.photo.caption
    case 'gallery':
      return [block.title, ...block.photos.map((photo) => photo.caption)].filter(Boolean).join('\n')
    case 'table':
      return [block.caption, ...block.rows.map((row) => row.map((cell) => textOfRuns(cell.runs)).join('\t'))]
        .filter(Boolean)
        .join('\n')
    case 'embed':
      return block.title
  }
}

/** The whole story as plain text, blocks separated by an empty line. Pull quotes repeat the story, so they are left out. */
export function textOf(body: Body): string {
  return body
    .filter((block) => block.type !== 'pullquote')
    .map(textOfBlock)
    .filter((text) => text.trim() !== '')
    .join('\n\n')
}

/** Words in the story, as a newsroom counts them. */
export function wordsIn(body: Body): number {
  return textOf(body).split(/\s+/u).filter(Boolean).length
}

/** Minutes to read, at 238 words a minute (Brysbaert 2019), never under 1. */
export function minutesToRead(body: Body): number {
  return Math.max(1, Math.round(wordsIn(body) / 238))
}

/** Every photo the body uses, in order. */
export function photosIn(body: Body): PhotoUse[] {
  return body.flatMap((block) =>
    block.type === 'photo' ? [block.photo] : block.type === 'gallery' ? block.photos : [],
  )
}
