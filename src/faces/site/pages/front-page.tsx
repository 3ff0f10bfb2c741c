import { type Front, getFront } from '#domains/fronts'
import { childrenOf, type Section } from '#domains/paper'
import { listKeys, storyKey, type Teaser } from '#domains/stories'
import type { Page } from '#platform/cache'
import { htmlPage } from '#site/layout.tsx'
import { publisherOf } from '#site/linked-data.ts'
import type { Ask } from '#site/page.ts'
import { shownHeadline } from '#site/parts/headline.ts'
import { ShortMoment } from '#site/parts/moment.tsx'
import { TeaserView } from '#site/parts/teaser.tsx'
import { type Photos, photoKeysOf, photosFor } from '#site/photos-on-page.ts'
import { absolute, urls } from '#site/urls.ts'

/** The front page. */
export async function frontPage(ask: Ask): Promise<Page> {
  const front = await getFront(ask.db, ask.paper)
  const shown = [
    ...(front.lead ? [front.lead] : []),
    ...front.second,
    ...front.latest,
    ...front.rows.flatMap((row) => row.stories),
  ]
  const uses = shown.map((story) => story.lead)
  const photos = await photosFor(ask, uses)
  const { paper, print } = ask
  return htmlPage(
    ask,
    {
      sheet: 'front',
      title: paper.name,
      path: urls.front,
      description: [paper.tagline, `News of ${paper.place || paper.name}.`].filter(Boolean).join(' '),
      linkedData: [
        {
          '@context': 'https://schema.org',
          '@type': 'WebSite',
          name: paper.name,
          url: absolute(print.siteUrl, '/'),
          publisher: publisherOf(paper, print.siteUrl),
        },
      ],
    },
    <FrontView ask={ask} front={front} photos={photos} />,
    [listKeys.front, ...shown.map((story) => storyKey(story.id)), ...photoKeysOf(uses)],
  )
}

function FrontView({ ask, front, photos }: { ask: Ask; front: Front; photos: Photos }) {
  if (!front.lead) return <Unprinted ask={ask} />
  const pictured = picturedBeside(front.second, photos)
  return (
    <>
      <h1 class="unseen-title">{ask.paper.name}</h1>
      <TeaserView
        story={front.lead}
        photos={photos}
        level={2}
        class="first"
        signed
        picture={{ shape: '3x2', sizes: 'lead', eager: true }}
      />
      {front.second.length > 0 && (
        <div class="second">
          {front.second.map((story) => (
            <TeaserView
              story={story}
              photos={photos}
              level={2}
              {...(pictured.includes(story) ? { picture: { shape: '3x2', sizes: 'quarter' } as const } : {})}
            />
          ))}
        </div>
      )}
      {front.latest.length > 0 && <Latest ask={ask} stories={front.latest} />}
      {front.rows.map((row, at) => (
        <Row
          ask={ask}
          section={ask.paper.sections.find((section) => section.id === row.sectionId)}
          stories={row.stories}
          photos={photos}
          odd={at % 2 === 1}
        />
      ))}
    </>
  )
}

// The stories beside the lead fill its height: one picture, or two where few of them have a deck.
function picturedBeside(stories: readonly Teaser[], photos: Photos): readonly Teaser[] {
  const room = stories.filter((story) => story.deck !== '').length < 2 ? 2 : 1
  return stories.filter((story) => hasPicture(story, photos)).slice(0, room)
}

function Latest({ ask, stories }: { ask: Ask; stories: readonly Teaser[] }) {
  return (
    <section class="latest" aria-labelledby="latest">
      <h2 id="latest">Latest</h2>
      <ol>
        {stories.map((story) => (
          <li>
            <ShortMoment at={story.publishedAt} zone={ask.paper.zone} now={ask.at} />
            <a href={story.address}>{shownHeadline(story.headline)}</a>
          </li>
        ))}
      </ol>
    </section>
  )
}

interface RowProps {
  ask: Ask
  section: Section | undefined
  stories: readonly Teaser[]
  photos: Photos
  odd: boolean
}

const PER_ROW = 4
const LEADING = { shape: '3x2', sizes: 'half' } as const
const QUARTER = { shape: '3x2', sizes: 'quarter' } as const
const THUMB = { shape: '3x2', sizes: 'thumb' } as const

// Rows of four pictures alternate with rows that one picture leads, so that the page has a rhythm; a row without pictures is words alone.
function Row({ ask, section, stories, photos, odd }: RowProps) {
  if (!section) return null
  const pictured = stories.filter((story) => hasPicture(story, photos))
  const kind = pictured.length === 0 ? 'words' : odd || pictured.length < PER_ROW ? 'led' : 'even'
  const leader = kind === 'led' ? pictured[0] : undefined
  const ordered = leader ? [leader, ...stories.filter((story) => story !== leader)] : stories
  const id = `section-${section.id}`
  return (
    <section class={`row ${kind}`} aria-labelledby={id}>
      <div class="row-head">
        <h2 id={id}>
          <a href={section.path}>{section.name}</a>
        </h2>
        {childrenOf(ask.paper.sections, section.id).map((child) => (
          <a href={child.path}>{child.name}</a>
        ))}
      </div>
      {ordered.map((story) => (
        <TeaserView
          story={story}
          photos={photos}
          class={story === leader ? 'leader' : ''}
          picture={story === leader ? LEADING : kind === 'even' ? QUARTER : THUMB}
        />
      ))}
    </section>
  )
}

function hasPicture(story: Teaser, photos: Photos): boolean {
  return story.lead !== null && photos.picture(story.lead, '3x2') !== undefined
}

function Unprinted({ ask }: { ask: Ask }) {
  return (
    <div class="unprinted">
      <h1>{ask.paper.name}</h1>
      <p>The first edition is being written. Stories appear here as soon as they are published.</p>
    </div>
  )
}
