import { dayIn, longDate, weekdayOf } from '#domains/paper'
import { dayKey, dayOfPath, findSpan, listDays, listKeys, listTeasers } from '#domains/stories'
import type { Page } from '#platform/cache'
import { htmlPage } from '#site/layout.tsx'
import { type Ask, pageNumber } from '#site/page.ts'
import { Crumbs } from '#site/parts/crumbs.tsx'
import { SearchForm } from '#site/parts/search-form.tsx'
import { urls } from '#site/urls.ts'
import { listPage } from './list-page.tsx'
import { notFoundPage } from './not-found-page.tsx'

/** The archive: every year and month since the first story, and the search. */
export async function archivePage(ask: Ask): Promise<Page> {
  const months = await monthsWithPapers(ask)
  const years = [...new Set(months.map((month) => month.slice(0, 4)))]
  return htmlPage(
    ask,
    { sheet: 'list', title: 'Archive', path: urls.archive, description: `Past papers of ${ask.paper.name}, by day.` },
    <>
      <header class="list-head">
        <h1>Archive</h1>
        <p class="deck">Past papers by day, or search them all.</p>
        <SearchForm id="find-here" />
      </header>
      {years.length === 0 && <p class="empty">Nothing has been published yet.</p>}
      {years.map((year) => (
        <section class="year">
          <h2>
            <a href={urls.year(year)}>{year}</a>
          </h2>
          <Months months={months.filter((month) => month.startsWith(year))} />
        </section>
      ))}
    </>,
    [listKeys.sitemap],
  )
}

/** One year: its months. */
export async function yearPage(ask: Ask): Promise<Page> {
  const year = ask.params.year ?? ''
  const months = (await monthsWithPapers(ask)).filter((month) => month.startsWith(`${year}-`))
  if (months.length === 0) return notFoundPage(ask)
  return htmlPage(
    ask,
    {
      sheet: 'list',
      title: `Papers of ${year}`,
      path: urls.year(year),
      description: `${ask.paper.name} in ${year}, by day.`,
    },
    <>
      <header class="list-head">
        <Crumbs trail={[{ name: 'Archive', path: urls.archive }]} />
        <h1>{year}</h1>
      </header>
      <Months months={months} />
    </>,
    [listKeys.sitemap],
  )
}

/** One month: its days, with how many stories each has. */
export async function monthPage(ask: Ask): Promise<Page> {
  const { year = '', month = '' } = ask.params
  const first = dayOfPath(year, month, '01')
  const days = first ? await listDays(ask.db, first.slice(0, 7)) : []
  if (!first || days.length === 0) return notFoundPage(ask)
  const name = nameOfMonth(first)
  return htmlPage(
    ask,
    {
      sheet: 'list',
      title: `Papers of ${name}`,
      path: urls.month(first.slice(0, 7)),
      description: `${ask.paper.name} in ${name}, by day.`,
    },
    <>
      <header class="list-head">
        <Crumbs
          trail={[
            { name: 'Archive', path: urls.archive },
            { name: year, path: urls.year(year) },
          ]}
        />
        <h1>{name}</h1>
      </header>
      <ol class="days">
        {days.toReversed().map(({ day, stories }) => (
          <li>
            <a href={urls.day(day)}>
              {weekdayOf(day)}, {longDate(day).replace(/, \d+$/, '')}
            </a>
            <span>
              {stories} {stories === 1 ? 'story' : 'stories'}
            </span>
          </li>
        ))}
      </ol>
    </>,
    [listKeys.sitemap, ...days.map(({ day }) => dayKey(day))],
  )
}

/** The paper of one day. A day without stories is a page too, as long as the paper had begun and the day has come. */
export async function dayPage(ask: Ask): Promise<Page> {
  const { year = '', month = '', date = '' } = ask.params
  const day = dayOfPath(year, month, date)
  const span = day && (await findSpan(ask.db))
  if (!day || !span || day < span.first || day > dayIn(ask.paper.zone, ask.at)) return notFoundPage(ask)
  const page = pageNumber(ask.query)
  const { items, more } = await listTeasers(ask.db, { day, page, size: 60 })
  const [before, after] = [nextDay(day, -1), nextDay(day, 1)]
  return listPage(ask, {
    title: longDate(day),
    path: urls.day(day),
    description: `${ask.paper.name} of ${weekdayOf(day)}, ${longDate(day)}.`,
    page,
    stories: items,
    more,
    hidden: items.length === 0,
    head: (
      <>
        <Crumbs
          trail={[
            { name: 'Archive', path: urls.archive },
            { name: year, path: urls.year(year) },
            { name: nameOfMonth(day).replace(/ \d+$/, ''), path: urls.month(day.slice(0, 7)) },
          ]}
        />
        <h1>
          {weekdayOf(day)}, {longDate(day)}
        </h1>
      </>
    ),
    foot: (
      <nav class="paging" aria-label="Days">
        {before >= span.first ? <a href={urls.day(before)}>{longDate(before)}</a> : <span />}
        {after <= dayIn(ask.paper.zone, ask.at) ? <a href={urls.day(after)}>{longDate(after)}</a> : <span />}
      </nav>
    ),
    empty: 'Nothing was published on this day.',
    keys: [dayKey(day), listKeys.sitemap],
  })
}

function Months({ months }: { months: readonly string[] }) {
  return (
    <ul class="months">
      {months.map((month) => (
        <li>
          <a href={urls.month(month)}>{nameOfMonth(month).replace(/ \d+$/, '')}</a>
        </li>
      ))}
    </ul>
  )
}

// From the first month with a story to the last, newest first.
async function monthsWithPapers(ask: Ask): Promise<string[]> {
  const span = await findSpan(ask.db)
  if (!span) return []
  const months: string[] = []
  const first = span.first.slice(0, 7)
  for (let month = span.last.slice(0, 7); month >= first; month = nextDay(`${month}-01`, -1).slice(0, 7))
    months.push(month)
  return months
}

/** "April 2017". */
function nameOfMonth(day: string): string {
  return longDate(`${day.slice(0, 7)}-01`).replace(' 1,', '')
}

function nextDay(day: string, step: 1 | -1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + step * 86_400_000).toISOString().slice(0, 10)
}
