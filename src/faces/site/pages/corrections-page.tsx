import { apDate, dayIn } from '#domains/paper'
import { listCorrections, listKeys, storyKey } from '#domains/stories'
import type { Page } from '#platform/cache'
import { htmlPage } from '#site/layout.tsx'
import { type Ask, pageNumber } from '#site/page.ts'
import { shownHeadline } from '#site/parts/headline.ts'
import { Paging } from '#site/parts/paging.tsx'
import { urls } from '#site/urls.ts'
import { notFoundPage } from './not-found-page.tsx'

/** Every correction of a story that still stands, the newest first. */
export async function correctionsPage(ask: Ask): Promise<Page> {
  const page = pageNumber(ask.query)
  const { items, more } = await listCorrections(ask.db, { page })
  if (page > 1 && items.length === 0) return notFoundPage(ask)
  const { name, zone } = ask.paper
  return htmlPage(
    ask,
    {
      sheet: 'list',
      title: page > 1 ? `Corrections, page ${page}` : 'Corrections',
      path: urls.paged(urls.corrections, page),
      description: `What ${name} got wrong, and what is so.`,
      previous: page > 1 ? urls.paged(urls.corrections, page - 1) : undefined,
      next: more ? urls.paged(urls.corrections, page + 1) : undefined,
    },
    <>
      <header class="list-head">
        <h1>Corrections</h1>
        <p class="deck">When {name} gets something wrong, it says so here and on the story.</p>
      </header>
      {items.length === 0 && <p class="empty">No story that stands has needed a correction.</p>}
      <ol class="noted">
        {items.map((correction) => (
          <li>
            <p class="when">
              <time datetime={correction.at.toISOString()}>{apDate(dayIn(zone, correction.at))}</time>
            </p>
            <h2>
              <a href={`${correction.story.address}#correction-${correction.id}`}>
                {shownHeadline(correction.story.headline)}
              </a>
            </h2>
            <p>{correction.text}</p>
          </li>
        ))}
      </ol>
      <Paging page={page} more={more} to={(number) => urls.paged(urls.corrections, number)} />
    </>,
    [listKeys.corrections, ...items.map((correction) => storyKey(correction.story.id))],
  )
}
