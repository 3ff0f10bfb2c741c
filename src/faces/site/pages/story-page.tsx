import { lineage, type Section, withDescendants } from '#domains/paper'
import {
  findForward,
  findLiveStory,
  type LiveStory,
  listTeasers,
  minutesToRead,
  photosIn,
  storyKey,
  type Teaser,
} from '#domains/stories'
import type { Page } from '#platform/cache'
import { htmlPage } from '#site/layout.tsx'
import { breadcrumbs, newsArticle } from '#site/linked-data.ts'
import { type Ask, movedPage } from '#site/page.ts'
import { StoryBody } from '#site/parts/body.tsx'
import { Byline } from '#site/parts/byline.tsx'
import { Corrections } from '#site/parts/corrections.tsx'
import { Crumbs } from '#site/parts/crumbs.tsx'
import { Moment } from '#site/parts/moment.tsx'
import { Figure } from '#site/parts/photo.tsx'
import { HeadlineList } from '#site/parts/teaser.tsx'
import { type Photos, photoKeysOf, photosFor } from '#site/photos-on-page.ts'
import { storyCard } from '#site/social-card.ts'
import { summaryOf } from '#site/summary.ts'
import { urls } from '#site/urls.ts'
import { notFoundPage } from './not-found-page.tsx'
import { withdrawnPage } from './withdrawn-page.tsx'

const IN_RAIL = 6

/** A story at its address; where it has moved, the way there; where it was withdrawn, a note. */
export async function storyPage(ask: Ask): Promise<Page> {
  const story = await findLiveStory(ask.db, ask.path)
  if (story) return storyView(ask, story)
  const forward = await findForward(ask.db, ask.path)
  if (!forward) return notFoundPage(ask)
  return 'to' in forward ? movedPage(forward.to) : withdrawnPage(ask, forward.withdrawn)
}

/**
 * The page of a story in hand. The rail is no list that the page promises to keep: it is as new as the page,
 * so that one new story does not make afresh every page of its section.
 */
export async function storyView(ask: Ask, story: LiveStory, { preview = false } = {}): Promise<Page> {
  const trail = lineage(ask.paper.sections, story.sectionId)
  const uses = [story.lead, ...photosIn(story.body)]
  const [photos, more] = await Promise.all([photosFor(ask, uses), moreFrom(ask, story)])
  const shown = [story, ...story.related, ...more]
  return htmlPage(
    ask,
    {
      sheet: 'story',
      title: story.headline,
      path: story.address,
      description: summaryOf(story),
      sectionId: story.sectionId,
      social: storyCard(ask, story, photos),
      linkedData: [
        newsArticle(ask, story, photos),
        breadcrumbs(ask, [...trail, { name: story.headline, path: story.address }]),
      ],
      ...(preview ? { hidden: true, keep: false } : {}),
    },
    <StoryView ask={ask} story={story} trail={trail} photos={photos} more={more} />,
    [...shown.map(({ id }) => storyKey(id)), ...photoKeysOf(uses)],
  )
}

async function moreFrom({ db, paper }: Ask, story: LiveStory): Promise<readonly Teaser[]> {
  if (story.sectionId === null) return []
  const without = [story.id, ...story.related.map(({ id }) => id)].filter((id) => /^\d+$/.test(id))
  const { items } = await listTeasers(db, {
    sectionIds: withDescendants(paper.sections, story.sectionId),
    without,
    size: IN_RAIL,
  })
  return items
}

interface StoryViewProps {
  ask: Ask
  story: LiveStory
  trail: readonly Section[]
  photos: Photos
  more: readonly Teaser[]
}

function StoryView({ ask, story, trail, photos, more }: StoryViewProps) {
  const { zone } = ask.paper
  const here = trail.at(-1)
  return (
    <>
      <article>
        <header>
          <Crumbs trail={trail} />
          {story.kicker && <p class="kicker">{story.kicker}</p>}
          <h1>{story.headline}</h1>
          {story.deck && <p class="deck">{story.deck}</p>}
          <Byline story={story} />
          <Times ask={ask} story={story} />
        </header>
        <Corrections corrections={story.corrections} placement="top" zone={zone} />
        {story.lead && <Figure photos={photos} use={story.lead} shape="full" sizes="story" eager class="lead" />}
        <StoryBody body={story.body} dateline={story.dateline} photos={photos} />
        <Corrections corrections={story.corrections} placement="foot" zone={zone} />
        {story.topics.length > 0 && (
          <nav class="topics" aria-label="Topics">
            {story.topics.map((topic) => (
              <a href={urls.topic(topic.slug)}>{topic.name}</a>
            ))}
          </nav>
        )}
      </article>
      {(story.related.length > 0 || more.length > 0) && (
        <aside class="rail" aria-label="More stories">
          {story.related.length > 0 && (
            <section>
              <h2>Related</h2>
              <HeadlineList stories={story.related} />
            </section>
          )}
          {more.length > 0 && here && (
            <section>
              <h2>
                More from <a href={here.path}>{here.name}</a>
              </h2>
              <HeadlineList stories={more} />
            </section>
          )}
        </aside>
      )}
    </>
  )
}

function Times({ ask, story }: { ask: Ask; story: LiveStory }) {
  const { zone } = ask.paper
  const minutes = minutesToRead(story.body)
  return (
    <p class="meta">
      Published <Moment at={story.publishedAt} zone={zone} />
      {story.updatedAt && (
        <>
          {' · '}Updated <Moment at={story.updatedAt} zone={zone} />
        </>
      )}
      {` · ${minutes} minute read`}
    </p>
  )
}
