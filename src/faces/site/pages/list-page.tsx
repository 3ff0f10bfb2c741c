import type { Child } from 'hono/jsx'
import { storyKey, type Teaser } from '#domains/stories'
import type { Page } from '#platform/cache'
import { htmlPage } from '#site/layout.tsx'
import type { Ask } from '#site/page.ts'
import { Paging } from '#site/parts/paging.tsx'
import { ListedStory, TeaserView } from '#site/parts/teaser.tsx'
import { photoKeysOf, photosFor } from '#site/photos-on-page.ts'
import { urls } from '#site/urls.ts'
import { notFoundPage } from './not-found-page.tsx'

/** A list of stories with a head. `opens` when the first one stands large; `empty` is said where there are none. */
export interface StoryList {
  readonly title: string
  readonly path: string
  readonly description: string
  readonly page: number
  readonly stories: readonly Teaser[]
  readonly more: boolean
  readonly head: Child
  readonly foot?: Child
  readonly opens?: boolean
  readonly empty: string
  readonly hidden?: boolean
  readonly sectionId?: string
  readonly linkedData?: readonly object[]
  readonly keys: readonly string[]
}

/** A page of any list of stories: of a section, a writer, a topic, a day. A page past the last is not found. */
export async function listPage(ask: Ask, list: StoryList): Promise<Page> {
  const { page, stories, more, path } = list
  if (page > 1 && stories.length === 0) return notFoundPage(ask)
  const uses = stories.map((story) => story.lead)
  const photos = await photosFor(ask, uses)
  const opening = list.opens && page === 1 ? stories[0] : undefined
  const rest = opening ? stories.slice(1) : stories
  return htmlPage(
    ask,
    {
      sheet: 'list',
      title: page > 1 ? `${list.title}, page ${page}` : list.title,
      path: urls.paged(path, page),
      description: list.description,
      hidden: list.hidden ?? false,
      sectionId: list.sectionId ?? null,
      linkedData: list.linkedData ?? [],
      previous: page > 1 ? urls.paged(path, page - 1) : undefined,
      next: more ? urls.paged(path, page + 1) : undefined,
    },
    <>
      <header class="list-head">{list.head}</header>
      {stories.length === 0 && <p class="empty">{list.empty}</p>}
      {opening && (
        <TeaserView
          story={opening}
          photos={photos}
          level={2}
          class="first"
          signed
          picture={{ shape: '3x2', sizes: 'half', eager: true }}
        />
      )}
      {rest.length > 0 && (
        <ol class="stories">
          {rest.map((story) => (
            <ListedStory story={story} photos={photos} ask={ask} />
          ))}
        </ol>
      )}
      <Paging page={page} more={more} to={(number) => urls.paged(path, number)} />
      {list.foot}
    </>,
    [...list.keys, ...stories.map((story) => storyKey(story.id)), ...photoKeysOf(uses)],
  )
}
