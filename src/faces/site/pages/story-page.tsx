import { appealKey } from '#domains/gifts'
import { lineage, type Section, withDescendants } from '#domains/paper'
import {
  findForward,
  findStoryPage,
  type LiveStory,
  listTeasers,
  minutesToRead,
  photosIn,
  storyKey,
  type Teaser,
} from '#domains/stories'
import type { Page } from '#platform/cache'
import { type Frame, htmlPage } from '#site/layout.tsx'
import { breadcrumbs, newsArticle } from '#site/linked-data.ts'
import { type Ask, movedPage } from '#site/page.ts'
import { AppealForm } from '#site/parts/appeal.tsx'
import { StoryBody } from '#site/parts/body.tsx'
import { Byline } from '#site/parts/byline.tsx'
import { Corrections } from '#site/parts/corrections.tsx'
import { Crumbs } from '#site/parts/crumbs.tsx'
import { shownHeadline } from '#site/parts/headline.ts'
import { Moment } from '#site/parts/moment.tsx'
import { Figure } from '#site/parts/photo.tsx'
import { HeadlineList } from '#site/parts/teaser.tsx'
import { type Photos, photoKeysOf, photosAmong, photosFor } from '#site/photos-on-page.ts'
import { storyCard } from '#site/social-card.ts'
import { summaryOf } from '#site/summary.ts'
import { urls } from '#site/urls.ts'
import { notFoundPage } from './not-found-page.tsx'
import { withdrawnPage } from './withdrawn-page.tsx'

const IN_RAIL = 6

type Line = Pick<Teaser, 'id' | 'address' | 'headline'>

/** What stands on the page of a story besides the story. */
interface Around {
  readonly photos: Photos
  readonly more: readonly Line[]
}

/** A story at its address; where it has moved, the way there; where it was withdrawn, a note. */
export async function storyPage(ask: Ask): Promise<Page> {
  const found = await findStoryPage(ask.db, ask.path)
  if (found) {
    const photos = photosAmong(ask.print, new Map(found.photos.map((photo) => [photo.id, photo])))
    return drawn(ask, found.story, { photos, more: found.rail })
  }
  const forward = await findForward(ask.db, ask.path)
  if (!forward) return notFoundPage(ask)
  return 'to' in forward ? movedPage(forward.to) : withdrawnPage(ask, forward.withdrawn)
}

/** The page of a story in hand that readers may not have yet, for those who work on it. */
export async function storyPreview(ask: Ask, story: LiveStory): Promise<Page> {
  const [photos, more] = await Promise.all([
    photosFor(ask, [story.lead, ...photosIn(story.body)]),
    moreFrom(ask, story),
  ])
  return drawn(ask, story, { photos, more }, { hidden: true, keep: false })
}

/**
 * The rail is no list that the page promises to keep: it is as new as the page, so that one new story does not make afresh
 * every page of its section.
 */
function drawn(ask: Ask, story: LiveStory, { photos, more }: Around, frame: Partial<Frame> = {}): Page {
  const trail = lineage(ask.paper.sections, story.sectionId)
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
      ...frame,
    },
    <StoryView ask={ask} story={story} trail={trail} photos={photos} more={more} />,
    [appealKey, ...shown.map(({ id }) => storyKey(id)), ...photoKeysOf([story.lead, ...photosIn(story.body)])],
  )
}

async function moreFrom({ db, paper }: Ask, story: LiveStory): Promise<readonly Line[]> {
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
  more: readonly Line[]
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
          <h1>{shownHeadline(story.headline)}</h1>
          {story.deck && <p class="deck">{story.deck}</p>}
          <Byline story={story} />
          <Times ask={ask} story={story} />
        </header>
        <Corrections corrections={story.corrections} placement="top" zone={zone} />
        {story.lead && <Figure photos={photos} use={story.lead} shape="full" sizes="story" eager class="lead" />}
        <StoryBody body={story.body} dateline={story.dateline} photos={photos} />
        <Corrections corrections={story.corrections} placement="foot" zone={zone} />
        {ask.appeal && <AppealForm appeal={ask.appeal} print={ask.print} paperName={ask.paper.name} />}
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
