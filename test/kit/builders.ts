import { found, getPaper } from '#domains/paper'
import { type Block, type Body, Copy, draft, publish, type Story } from '#domains/stories'
import type { Db } from '#platform/db'
import { cast, workOf } from './cast.ts'

/** A paragraph. */
export function p(text: string): Block {
  return { type: 'paragraph', runs: [{ text }] }
}

/** A body of the blocks given. */
export function body(...blocks: Block[]): Body {
  return blocks
}

/** Copy that is fit for readers, but for what is said otherwise. It stands in no section until it has one. */
export function aCopy(over: Partial<Copy> = {}): Copy {
  return Copy.parse({
    headline: 'Rain fills the reservoir at Cheney Falls',
    deck: 'The city lifts its summer watering limits.',
    bylines: [{ name: 'Ben Ortiz', title: 'Staff writer' }],
    body: body(
      p('The reservoir above Cheney Falls is full for the first time in six years.'),
      p('The city lifted its limits Monday.'),
    ),
    ...over,
  })
}

/** Founds a paper with two top sections, News (with Schools below it) and Sports, and gives their ids by slug. */
export async function aPaper(db: Db): Promise<Record<'news' | 'schools' | 'sports', string>> {
  await found(
    workOf(db, { by: cast.ada }),
    {
      name: 'The Inland Sentinel',
      place: 'Cheney Falls, Washington',
      establishedOn: '1883-05-19',
      zone: 'America/Los_Angeles',
      tagline: '',
    },
    [
      { slug: 'news', name: 'News', sections: [{ slug: 'schools', name: 'Schools' }] },
      { slug: 'sports', name: 'Sports' },
    ],
  )
  const { sections } = await getPaper(db)
  const id = (slug: string) => sections.find((section) => section.slug === slug)?.id ?? ''
  return { news: id('news'), schools: id('schools'), sports: id('sports') }
}

/** A story that readers have. */
export async function aLiveStory(db: Db, over: Partial<Copy> & { sectionId: string }, at?: Date): Promise<Story> {
  const work = workOf(db, at ? { at } : {})
  const story = await draft(work, aCopy(over))
  return publish(work, story.id)
}
