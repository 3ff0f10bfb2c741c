import { apDate, dayIn } from '#domains/paper'
import type { Page } from '#platform/cache'
import { htmlPage } from '#site/layout.tsx'
import type { Ask } from '#site/page.ts'
import { SearchForm } from '#site/parts/search-form.tsx'
import { urls } from '#site/urls.ts'

/** What stands where a withdrawn story stood. */
export function withdrawnPage(ask: Ask, { at, note }: { at: Date; note: string }): Page {
  return htmlPage(
    ask,
    { sheet: 'list', title: 'Withdrawn', path: ask.path, status: 410, hidden: true },
    <div class="notice">
      <h1>This story was withdrawn</h1>
      <p>
        {ask.paper.name} took it down on {apDate(dayIn(ask.paper.zone, at))}.
      </p>
      {note && <p class="note">{note}</p>}
      <p>
        What was wrong in stories that still stand is listed under <a href={urls.corrections}>corrections</a>.
      </p>
      <SearchForm id="find-here" />
    </div>,
    [],
  )
}
