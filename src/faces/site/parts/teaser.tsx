import type { Teaser } from '#domains/stories'
import type { Ask } from '#site/page.ts'
import type { Photos, Shape } from '#site/photos-on-page.ts'
import { signature } from './byline.tsx'
import { shownHeadline } from './headline.ts'
import { ShortMoment } from './moment.tsx'
import { Picture, type Sizes } from './photo.tsx'

interface TeaserProps {
  story: Teaser
  photos: Photos
  /** Which heading it is on its page. */
  level?: 2 | 3
  class?: string
  picture?: { readonly shape: Shape; readonly sizes: Sizes; readonly eager?: boolean }
  deck?: boolean
  signed?: boolean
}

/** A story in a front: picture, kicker, headline, deck. The headline alone is the link; it stretches over the picture. */
export function TeaserView({
  story,
  photos,
  level = 3,
  class: kind = '',
  picture,
  deck = true,
  signed = false,
}: TeaserProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <article class={`teaser ${kind}`.trim()}>
      {picture && story.lead && <Picture photos={photos} use={story.lead} described={false} {...picture} />}
      {story.kicker && <p class="kicker">{story.kicker}</p>}
      <Heading>
        <a href={story.address}>{shownHeadline(story.headline)}</a>
      </Heading>
      {deck && story.deck && <p>{story.deck}</p>}
      {signed && signature(story) && <p class="signed">By {signature(story)}</p>}
    </article>
  )
}

/** A story in a long list: when, headline, deck, and a small picture at the side. */
export function ListedStory({ story, photos, ask }: { story: Teaser; photos: Photos; ask: Ask }) {
  return (
    <li class="listed">
      <article class="teaser">
        <p class="when">
          <ShortMoment at={story.publishedAt} zone={ask.paper.zone} now={ask.at} />
          {story.kicker && <span class="kicker">{story.kicker}</span>}
        </p>
        <h2>
          <a href={story.address}>{shownHeadline(story.headline)}</a>
        </h2>
        {story.deck && <p>{story.deck}</p>}
        {signature(story) && <p class="signed">By {signature(story)}</p>}
      </article>
      {story.lead && <Picture photos={photos} use={story.lead} shape="3x2" sizes="thumb" described={false} />}
    </li>
  )
}

/** Headlines alone, for a rail. */
export function HeadlineList({ stories }: { stories: readonly Pick<Teaser, 'address' | 'headline'>[] }) {
  return (
    <ol>
      {stories.map((story) => (
        <li>
          <a href={story.address}>{shownHeadline(story.headline)}</a>
        </li>
      ))}
    </ol>
  )
}
