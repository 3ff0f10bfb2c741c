import { listTeasers } from '#domains/stories'
import type { Page } from '#platform/cache'
import { htmlPage } from '#site/layout.tsx'
import type { Ask } from '#site/page.ts'
import { SearchForm } from '#site/parts/search-form.tsx'
import { HeadlineList } from '#site/parts/teaser.tsx'
import { urls } from '#site/urls.ts'

/** Nothing stands at this address: the search, with the words of the address in it, and the newest stories. */
export async function notFoundPage(ask: Ask): Promise<Page> {
  const { items } = await listTeasers(ask.db, { size: 6 })
  return htmlPage(
    ask,
    { sheet: 'list', title: 'Page not found', path: ask.path, status: 404, hidden: true },
    <div class="notice">
      <h1>There is no page at this address</h1>
      <p>
        It may have been mistyped, or the link was cut short. Search for what you were looking for, or start from the
        front page.
      </p>
      <SearchForm id="find-here" q={wordsOf(ask.path)} />
      <p>
        <a href={urls.front}>Front page</a>
      </p>
      {items.length > 0 && (
        <section>
          <h2>Latest</h2>
          <HeadlineList stories={items} />
        </section>
      )}
    </div>,
    [],
  )
}

// "/stories/2017/apr/18/pence-pushes-japan/" was about "pence pushes japan".
function wordsOf(path: string): string {
  const last = path.split('/').filter(Boolean).at(-1) ?? ''
  return /^[a-z0-9-]+$/.test(last) ? last.replaceAll('-', ' ').slice(0, 100) : ''
}
