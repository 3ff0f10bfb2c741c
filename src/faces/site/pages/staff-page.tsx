import { type Byline, findWriter, lastBylines, listKeys, listTeasers, slugOf, writerKey } from '#domains/stories'
import type { Page } from '#platform/cache'
import { htmlPage } from '#site/layout.tsx'
import { type Ask, pageNumber } from '#site/page.ts'
import { Crumbs } from '#site/parts/crumbs.tsx'
import { urls } from '#site/urls.ts'
import { listPage } from './list-page.tsx'
import { notFoundPage } from './not-found-page.tsx'

/** One writer: who they are and what they wrote. */
export async function writerPage(ask: Ask): Promise<Page> {
  const slug = ask.params.slug ?? ''
  const writer = await findWriter(ask.db, slug)
  if (!writer) return notFoundPage(ask)
  const page = pageNumber(ask.query)
  const { items, more } = await listTeasers(ask.db, { bylineSlug: slug, page })
  const name = writer.name || writer.agency
  const standing = [writer.title, writer.name ? writer.agency : ''].filter(Boolean).join(', ')
  return listPage(ask, {
    title: name,
    path: urls.writer(slug),
    description: `Stories by ${name}${standing ? `, ${standing},` : ''} in ${ask.paper.name}.`,
    page,
    stories: items,
    more,
    head: (
      <>
        <Crumbs trail={[{ name: 'Staff', path: urls.staff }]} />
        <h1>{name}</h1>
        {standing && <p class="deck">{standing}</p>}
      </>
    ),
    empty: '',
    keys: [writerKey(slug)],
  })
}

// A small paper has a dozen writers; with agencies and letters a few hundred names.
const WRITERS_MOST = 1_000

/** Everyone whose name stands over a live story. */
export async function staffPage(ask: Ask): Promise<Page> {
  const writers = (await lastBylines(ask.db, '', WRITERS_MOST)).toSorted(bySurname)
  const ours = writers.filter((writer) => writer.name && !writer.agency)
  const others = writers.filter((writer) => !writer.name || writer.agency)
  return htmlPage(
    ask,
    { sheet: 'list', title: 'Staff', path: urls.staff, description: `Who writes ${ask.paper.name}.` },
    <>
      <header class="list-head">
        <h1>Staff</h1>
        <p class="deck">Who writes {ask.paper.name}, and what they wrote.</p>
      </header>
      {writers.length === 0 && <p class="empty">Nobody’s name stands over a story yet.</p>}
      {ours.length > 0 && <Writers title="Our newsroom" writers={ours} />}
      {others.length > 0 && <Writers title="Contributors and agencies" writers={others} />}
    </>,
    [listKeys.sitemap],
  )
}

function Writers({ title, writers }: { title: string; writers: readonly Byline[] }) {
  return (
    <section class="people">
      <h2>{title}</h2>
      <ul>
        {writers.map((writer) => (
          <li>
            <a href={urls.writer(slugOf(writer.name || writer.agency) || 'staff')}>{writer.name || writer.agency}</a>
            <span>{[writer.title, writer.name ? writer.agency : ''].filter(Boolean).join(', ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function bySurname(one: Byline, other: Byline): number {
  const key = ({ name, agency }: Byline) => (name || agency).split(' ').toReversed().join(' ')
  return key(one).localeCompare(key(other), 'en')
}
