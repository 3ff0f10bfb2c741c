import { z } from 'zod'

/** What a reader asks the archive, as it stands in the address of /search/. Bad parts are dropped, not refused. */
export const Query = z.object({
  q: z
    .string()
    .transform((words) => words.replaceAll('\u0000', '').trim())
    .pipe(z.string().max(200))
    .catch('')
    .default(''),
  section: z.string().max(200).catch('').default(''),
  byline: z.string().max(100).catch('').default(''),
  from: z
    .union([z.iso.date(), z.literal('')])
    .catch('')
    .default(''),
  to: z
    .union([z.iso.date(), z.literal('')])
    .catch('')
    .default(''),
  sort: z.enum(['best', 'newest', 'oldest']).catch('best').default('best'),
  page: z.coerce.number().int().min(1).max(100).catch(1).default(1),
})
export type Query = z.infer<typeof Query>

/** A run of a search excerpt; `hit` where it is a word that was asked for. */
export interface Shard {
  readonly text: string
  readonly hit: boolean
}

// Characters that no newspaper prints, so they can mark hits without being mistaken for text.
export const HIT_OPENS = '\u0002'
export const HIT_CLOSES = '\u0003'

/** An excerpt from the database, cut at its marks. */
export function shardsOf(excerpt: string): Shard[] {
  return excerpt
    .split(HIT_OPENS)
    .flatMap((part, at) => {
      if (at === 0) return [{ text: part, hit: false }]
      const [hit = '', ...rest] = part.split(HIT_CLOSES)
      return [
        { text: hit, hit: true },
        { text: rest.join(''), hit: false },
      ]
    })
    .filter((shard) => shard.text !== '')
}
