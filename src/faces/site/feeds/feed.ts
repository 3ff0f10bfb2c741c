import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith'
import { lineage, type Section, withDescendants } from '#domains/paper'
import { type LiveStory, listForFeed, listKeys, photosIn, sectionKey, storyKey } from '#domains/stories'
import type { Page } from '#platform/cache'
import { type Ask, filePage } from '#site/page.ts'
import { notFoundPage } from '#site/pages/not-found-page.tsx'
import { signature } from '#site/parts/byline.tsx'
import { creditOf } from '#site/parts/photo.tsx'
import { type Photos, photoKeysOf, photosFor } from '#site/photos-on-page.ts'
import { summaryOf } from '#site/summary.ts'
import { absolute, FEED_TYPES, type FeedFormat, urls } from '#site/urls.ts'
import { storyHtml } from './story-html.tsx'

const STORIES_IN_FEED = 40

/** The newest stories, whole, for feed readers: of the paper, or of the section whose path the address begins with. */
export async function feedPage(ask: Ask): Promise<Page> {
  const path = ask.path.slice(0, ask.path.lastIndexOf('/') + 1)
  const format = ask.path.slice(ask.path.lastIndexOf('.') + 1) as FeedFormat
  const section = ask.paper.sections.find((one) => one.path === path)
  if (path !== '/' && !section) return notFoundPage(ask)
  const sectionIds = section && withDescendants(ask.paper.sections, section.id)
  const stories = await listForFeed(ask.db, { size: STORIES_IN_FEED, ...(sectionIds ? { sectionIds } : {}) })
  const uses = stories.flatMap((story) => [story.lead, ...photosIn(story.body)])
  const photos = await photosFor(ask, uses)
  const feed = { ask, stories, photos, path, format, title: titleOf(ask, section) }
  return filePage(GENERATE[format](feed), `${FEED_TYPES[format]}; charset=utf-8`, [
    listKeys.paper,
    section ? sectionKey(section.id) : listKeys.feed,
    ...stories.map((story) => storyKey(story.id)),
    ...photoKeysOf(uses),
  ])
}

interface Feed {
  readonly ask: Ask
  readonly stories: readonly LiveStory[]
  readonly photos: Photos
  readonly path: string
  readonly format: FeedFormat
  readonly title: string
}

const GENERATE: Readonly<Record<FeedFormat, (feed: Feed) => string>> = { xml: rss, atom, json }

function rss({ ask, stories, photos, path, format, title }: Feed): string {
  const whole = (to: string) => absolute(ask.print.siteUrl, to)
  return generateRssFeed({
    title,
    link: whole(path),
    description: describe(ask, title),
    language: 'en-US',
    generator: 'Broadsheet',
    ttl: 5,
    ...(stories[0] ? { lastBuildDate: changedAt(stories) } : {}),
    atom: { links: [{ href: whole(urls.feed(format, path)), rel: 'self', type: FEED_TYPES.xml }] },
    items: stories.map((story) => ({
      title: story.headline,
      link: whole(story.address),
      description: summaryOf(story),
      guid: { value: permanentId(ask, story), isPermaLink: false },
      pubDate: story.publishedAt,
      categories: categoriesOf(ask, story).map((name) => ({ name })),
      ...(signature(story) ? { dc: { creators: [signature(story)] } } : {}),
      content: { encoded: storyHtml(story, photos, ask.print.siteUrl) },
      ...mediaOf(story, photos, ask.print.siteUrl),
    })),
  })
}

function atom({ ask, stories, photos, path, format, title }: Feed): string {
  const whole = (to: string) => absolute(ask.print.siteUrl, to)
  return generateAtomFeed({
    id: whole(path),
    title: { value: title },
    subtitle: { value: describe(ask, title) },
    updated: stories[0] ? changedAt(stories) : ask.at,
    authors: [{ name: ask.paper.name, uri: whole('/') }],
    links: [
      { href: whole(path), rel: 'alternate', type: 'text/html' },
      { href: whole(urls.feed(format, path)), rel: 'self', type: FEED_TYPES.atom },
    ],
    entries: stories.map((story) => ({
      id: permanentId(ask, story),
      title: { value: story.headline },
      links: [{ href: whole(story.address), rel: 'alternate', type: 'text/html' }],
      published: story.publishedAt,
      updated: story.updatedAt ?? story.publishedAt,
      ...(signature(story) ? { authors: [{ name: signature(story) }] } : {}),
      categories: categoriesOf(ask, story).map((name) => ({ term: name })),
      summary: { value: summaryOf(story) },
      content: { type: 'html', value: storyHtml(story, photos, ask.print.siteUrl) },
    })),
  })
}

function json({ ask, stories, photos, path, format, title }: Feed): string {
  const whole = (to: string) => absolute(ask.print.siteUrl, to)
  const feed = generateJsonFeed({
    title,
    home_page_url: whole(path),
    feed_url: whole(urls.feed(format, path)),
    description: describe(ask, title),
    language: 'en-US',
    items: stories.map((story) => {
      const picture = story.lead && photos.picture(story.lead, 'full')
      return {
        id: permanentId(ask, story),
        url: whole(story.address),
        title: story.headline,
        summary: summaryOf(story),
        content_html: storyHtml(story, photos, ask.print.siteUrl),
        date_published: story.publishedAt,
        date_modified: story.updatedAt ?? story.publishedAt,
        ...(picture ? { image: whole(picture.src) } : {}),
        authors: story.bylines.map((byline) => ({
          name: byline.name || byline.agency,
          url: whole(urls.writer(byline.slug)),
        })),
        tags: categoriesOf(ask, story),
      }
    }),
  })
  return JSON.stringify(feed)
}

function titleOf({ paper }: Ask, section: Section | undefined): string {
  return section ? `${paper.name}: ${section.name}` : paper.name
}

function describe({ paper }: Ask, title: string): string {
  return paper.tagline || [title, paper.place].filter(Boolean).join(', ')
}

// Stays when the headline, the slug or the section changes; no reader sees the story as new (RFC 4151).
function permanentId({ print }: Ask, story: LiveStory): string {
  return `tag:${print.siteUrl.hostname},${story.day}:story-${story.id}`
}

function categoriesOf({ paper }: Ask, story: LiveStory): string[] {
  return [
    ...lineage(paper.sections, story.sectionId).map((section) => section.name),
    ...story.topics.map((topic) => topic.name),
  ]
}

function changedAt(stories: readonly LiveStory[]): Date {
  return new Date(Math.max(...stories.map((story) => (story.updatedAt ?? story.publishedAt).getTime())))
}

function mediaOf(story: LiveStory, photos: Photos, siteUrl: URL) {
  const picture = story.lead && photos.picture(story.lead, 'full')
  if (!story.lead || !picture) return {}
  const credit = creditOf(story.lead)
  const content = {
    url: absolute(siteUrl, picture.src),
    medium: 'image',
    type: 'image/jpeg',
    width: picture.width,
    height: picture.height,
    ...(story.lead.caption ? { description: { value: story.lead.caption } } : {}),
    ...(credit ? { credits: [{ value: credit }] } : {}),
  }
  return { media: { contents: [content] } }
}
