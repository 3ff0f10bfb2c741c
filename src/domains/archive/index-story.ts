import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { findLiveStoryById, textOf } from '#domains/stories'

/** Puts a live story into the search, or brings it up to date; takes it out if it is no longer live. Safe to run twice. */
export async function indexStory(work: Work, storyId: string): Promise<void> {
  // Held until this is done, so that it cannot be taken from readers between the look and the entry.
  await sql`select from story where id = ${storyId} for share`.execute(work.db)
  const story = await findLiveStoryById(work.db, storyId)
  if (!story) return dropStory(work, storyId)
  const bylines = story.bylines.map((byline) => `${byline.name} ${byline.agency}`).join(' ')
  const names = [
    ...story.topics.map((topic) => topic.name),
    story.kicker,
    bylines,
    story.agency,
    story.dateline?.place ?? '',
  ].join(' ')
  await sql`
    insert into archive_entry (story_id, section_id, published_at, byline_slugs, headline, words)
    values (${storyId}, ${story.sectionId}, ${story.publishedAt}, ${story.bylines.map((byline) => byline.slug)}, ${story.headline},
      setweight(to_tsvector('newspaper', ${story.headline}), 'A') || setweight(to_tsvector('newspaper', ${story.deck}), 'B')
      || setweight(to_tsvector('newspaper', ${names}), 'B') || setweight(to_tsvector('newspaper', ${textOf(story.body)}), 'C'))
    on conflict (story_id) do update set section_id = excluded.section_id, published_at = excluded.published_at,
      byline_slugs = excluded.byline_slugs, headline = excluded.headline, words = excluded.words`.execute(work.db)
}

/** Takes a story out of the search. */
export async function dropStory(work: Work, storyId: string): Promise<void> {
  await sql`delete from archive_entry where story_id = ${storyId}`.execute(work.db)
}
