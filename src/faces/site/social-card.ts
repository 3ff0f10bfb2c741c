import { lineage } from '#domains/paper'
import type { LiveStory } from '#domains/stories'
import type { Ask } from './page.ts'
import { signature } from './parts/byline.tsx'
import type { Photos } from './photos-on-page.ts'
import { summaryOf } from './summary.ts'
import { absolute } from './urls.ts'

/** What a link to the story looks like where it is shared (Open Graph; `twitter:` where a name of its own is needed). */
export function storyCard(ask: Ask, story: LiveStory, photos: Photos): [property: string, content: string][] {
  const whole = (path: string) => absolute(ask.print.siteUrl, path)
  const picture = story.lead && photos.picture(story.lead, '1.91x1')
  const section = lineage(ask.paper.sections, story.sectionId)[0]
  const image: [string, string][] =
    picture && story.lead
      ? [
          ['og:image', whole(picture.src)],
          ['og:image:width', String(picture.width)],
          ['og:image:height', String(picture.height)],
          ['og:image:alt', story.lead.alt],
        ]
      : []
  return [
    ['og:type', 'article'],
    ['og:title', story.headline],
    ['og:description', summaryOf(story)],
    ['og:url', whole(story.address)],
    ...image,
    ['article:published_time', story.publishedAt.toISOString()],
    ...(story.updatedAt ? ([['article:modified_time', story.updatedAt.toISOString()]] as [string, string][]) : []),
    ...(section ? ([['article:section', section.name]] as [string, string][]) : []),
    ...story.topics.map((topic): [string, string] => ['article:tag', topic.name]),
    ['article:author', signature(story)],
    ['twitter:card', picture ? 'summary_large_image' : 'summary'],
  ]
}
