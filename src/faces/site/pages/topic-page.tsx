import { findTopic, listTeasers, topicKey } from '#domains/stories'
import type { Page } from '#platform/cache'
import { type Ask, pageNumber } from '#site/page.ts'
import { urls } from '#site/urls.ts'
import { listPage } from './list-page.tsx'
import { notFoundPage } from './not-found-page.tsx'

/** Everything on one topic. */
export async function topicPage(ask: Ask): Promise<Page> {
  const topic = await findTopic(ask.db, ask.params.slug ?? '')
  if (!topic) return notFoundPage(ask)
  const page = pageNumber(ask.query)
  const { items, more } = await listTeasers(ask.db, { topicSlug: topic.slug, page })
  return listPage(ask, {
    title: topic.name,
    path: urls.topic(topic.slug),
    description: `Stories on ${topic.name} in ${ask.paper.name}.`,
    page,
    stories: items,
    more,
    head: (
      <>
        <p class="kicker">Topic</p>
        <h1>{topic.name}</h1>
      </>
    ),
    empty: '',
    keys: [topicKey(topic.slug)],
  })
}
