import { lineage, type Paper } from '#domains/paper'
import type { Byline, LiveStory, PhotoUse } from '#domains/stories'
import type { Ask } from './page.ts'
import { creditOf } from './parts/photo.tsx'
import type { Photos } from './photos-on-page.ts'
import { summaryOf } from './summary.ts'
import { absolute, urls } from './urls.ts'

const CONTEXT = 'https://schema.org'

/** A story for machines (schema.org NewsArticle): what search engines and archives read. */
export function newsArticle(ask: Ask, story: LiveStory, photos: Photos): object {
  const { paper, print } = ask
  const url = absolute(print.siteUrl, story.address)
  const sections = lineage(paper.sections, story.sectionId).map((section) => section.name)
  return {
    '@context': CONTEXT,
    '@type': 'NewsArticle',
    mainEntityOfPage: url,
    url,
    headline: story.headline,
    ...(story.deck ? { alternativeHeadline: story.deck } : {}),
    description: summaryOf(story),
    datePublished: story.publishedAt.toISOString(),
    dateModified: (story.updatedAt ?? story.publishedAt).toISOString(),
    author: authorsOf(story, print.siteUrl),
    ...(sections.length > 0 ? { articleSection: sections } : {}),
    ...(story.dateline?.place ? { dateline: story.dateline.place } : {}),
    ...(story.lead ? { image: [imageOf(story.lead, photos, print.siteUrl)] } : {}),
    publisher: publisherOf(paper, print.siteUrl),
    ...(story.agency ? { sourceOrganization: { '@type': 'Organization', name: story.agency } } : {}),
    ...(story.corrections.length > 0
      ? {
          correction: story.corrections.map((correction) => ({
            '@type': 'CorrectionComment',
            text: correction.text,
            datePublished: correction.at.toISOString(),
            url: `${url}#correction-${correction.id}`,
          })),
        }
      : {}),
    ...(story.topics.length > 0 ? { keywords: story.topics.map((topic) => topic.name) } : {}),
    inLanguage: 'en-US',
    isAccessibleForFree: true,
    wordCount: story.words,
  }
}

/** Where a page stands below the front, for machines. */
export function breadcrumbs(ask: Ask, trail: readonly { readonly name: string; readonly path: string }[]): object {
  const steps = [{ name: ask.paper.name, path: urls.front }, ...trail]
  return {
    '@context': CONTEXT,
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ name, path }, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      name,
      item: absolute(ask.print.siteUrl, path),
    })),
  }
}

/** The paper itself, for machines. */
export function publisherOf(paper: Paper, siteUrl: URL): object {
  return {
    '@type': 'NewsMediaOrganization',
    name: paper.name,
    url: absolute(siteUrl, urls.front),
    foundingDate: paper.establishedOn,
    ...(paper.place ? { address: paper.place } : {}),
    correctionsPolicy: absolute(siteUrl, urls.corrections),
    masthead: absolute(siteUrl, urls.staff),
  }
}

function authorsOf(story: LiveStory, siteUrl: URL): object[] {
  const authors = story.bylines.map((byline) => ({
    ...authorOf(byline, story.agency),
    url: absolute(siteUrl, urls.writer(byline.slug)),
  }))
  return authors.length > 0 || !story.agency ? authors : [{ '@type': 'Organization', name: story.agency }]
}

function authorOf(byline: Byline, agency: string): object {
  if (!byline.name) return { '@type': 'Organization', name: byline.agency }
  const employer = byline.agency || agency
  return {
    '@type': 'Person',
    name: byline.name,
    ...(byline.title ? { jobTitle: byline.title } : {}),
    ...(employer ? { affiliation: { '@type': 'Organization', name: employer } } : {}),
  }
}

function imageOf(use: PhotoUse, photos: Photos, siteUrl: URL): object {
  const picture = photos.picture(use, 'full')
  return {
    '@type': 'ImageObject',
    ...(picture ? { url: absolute(siteUrl, picture.src), width: picture.width, height: picture.height } : {}),
    ...(use.caption ? { caption: use.caption } : {}),
    ...(creditOf(use) ? { creditText: creditOf(use) } : {}),
    ...(use.creator ? { creator: { '@type': 'Person', name: use.creator } } : {}),
  }
}
