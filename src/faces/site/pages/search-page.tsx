import { type Found, find, Query, type Results, type Shard } from '#domains/archive'
import { slugOf } from '#domains/stories'
import type { Page } from '#platform/cache'
import { htmlPage } from '#site/layout.tsx'
import type { Ask } from '#site/page.ts'
import { signature } from '#site/parts/byline.tsx'
import { shownHeadline } from '#site/parts/headline.ts'
import { ShortMoment } from '#site/parts/moment.tsx'
import { Paging } from '#site/parts/paging.tsx'
import { urls } from '#site/urls.ts'

const RETRY_SECONDS = 5

// The database takes no NUL, and nobody types the others.
const CONTROL = /[\u0000-\u001f\u007f]/g

/** Search of everything that is live. Never kept and never indexed: its addresses are without number. */
export async function searchPage(ask: Ask): Promise<Page> {
  const query = Query.parse(
    Object.fromEntries([...ask.query].map(([name, value]) => [name, value.replace(CONTROL, ' ')])),
  )
  const asked = { ...query, byline: slugOf(query.byline) }
  const isAsked = Boolean(query.q || query.section || query.byline || query.from || query.to)
  const found = isAsked ? await ask.print.searching.pass(() => find(ask.db, ask.paper, asked)) : { result: undefined }
  const title = query.q ? `Search: ${query.q}` : 'Search'
  const busy = found ? {} : { status: 503, headers: { 'retry-after': String(RETRY_SECONDS) } }
  return htmlPage(
    ask,
    { sheet: 'list', title, path: urls.search, hidden: true, keep: false, ...busy },
    <>
      <header class="list-head">
        <h1>Search</h1>
        <AskForm ask={ask} query={query} />
      </header>
      {!found ? <Busy /> : found.result ? <ResultsView ask={ask} query={query} results={found.result} /> : <Advice />}
    </>,
    [],
  )
}

function AskForm({ ask, query }: { ask: Ask; query: Query }) {
  const narrowed = Boolean(query.section || query.byline || query.from || query.to || query.sort !== 'best')
  return (
    <search aria-label="The archive">
      <form class="find wide" action={urls.search}>
        <label for="q">Words to look for</label>
        <div>
          <input
            type="search"
            id="q"
            name="q"
            value={query.q}
            maxlength={200}
            autocomplete="off"
            enterkeyhint="search"
          />
          <button type="submit" class="button">
            Search
          </button>
        </div>
        <details open={narrowed}>
          <summary>Narrow it down</summary>
          <div class="fields">
            <p>
              <label for="section">Section</label>
              <select id="section" name="section">
                <option value="">All of them</option>
                {ask.paper.sections.map(({ path, name, parentId }) => (
                  <option
                    value={path.slice(1, -1)}
                    selected={path.slice(1, -1) === query.section.replace(/^\/|\/$/g, '')}
                  >
                    {parentId === null ? name : `– ${name}`}
                  </option>
                ))}
              </select>
            </p>
            <p>
              <label for="byline">Written by</label>
              <input type="text" id="byline" name="byline" value={query.byline} maxlength={100} autocomplete="off" />
            </p>
            <p>
              <label for="from">From</label>
              <input type="date" id="from" name="from" value={query.from} />
            </p>
            <p>
              <label for="to">To</label>
              <input type="date" id="to" name="to" value={query.to} />
            </p>
            <p>
              <label for="sort">In order of</label>
              <select id="sort" name="sort">
                <option value="best" selected={query.sort === 'best'}>
                  Best match
                </option>
                <option value="newest" selected={query.sort === 'newest'}>
                  Newest first
                </option>
                <option value="oldest" selected={query.sort === 'oldest'}>
                  Oldest first
                </option>
              </select>
            </p>
          </div>
        </details>
      </form>
    </search>
  )
}

function ResultsView({ ask, query, results }: { ask: Ask; query: Query; results: Results }) {
  const { items, total, atLeast, more } = results
  if (items.length === 0) {
    return (
      <section class="advice" role="status">
        <h2>Nothing was found{query.q && <> for “{query.q}”</>}</h2>
        <Tips />
      </section>
    )
  }
  const count = `${atLeast ? 'More than ' : ''}${total.toLocaleString('en-US')} ${total === 1 ? 'story' : 'stories'}`
  return (
    <>
      <p class="count" role="status">
        {count}
        {query.q && <> for “{query.q}”</>}
      </p>
      <ol class="stories">
        {items.map((found) => (
          <FoundStory found={found} ask={ask} />
        ))}
      </ol>
      <Paging page={query.page} more={more} to={(page) => urls.find({ ...query, page })} />
    </>
  )
}

function FoundStory({ found: { story, excerpt }, ask }: { found: Found; ask: Ask }) {
  return (
    <li class="listed">
      <article class="teaser">
        <p class="when">
          <ShortMoment at={story.publishedAt} zone={ask.paper.zone} now={ask.at} />
        </p>
        <h2>
          <a href={story.address}>{shownHeadline(story.headline)}</a>
        </h2>
        <p>{shownExcerpt(excerpt)}</p>
        {signature(story) && <p class="signed">By {signature(story)}</p>}
      </article>
    </li>
  )
}

// The database cuts excerpts at words, not at sentences.
function shownExcerpt(excerpt: readonly Shard[]) {
  const text = excerpt.map((shard) => shard.text).join('')
  const marked = excerpt.map((shard) => (shard.hit ? <mark>{shard.text}</mark> : shard.text))
  return [/^[\p{Ll}\d,;]/u.test(text) ? '… ' : '', ...marked, /[.!?…”"]\s*$/.test(text) ? '' : ' …']
}

function Busy() {
  return (
    <section class="advice" role="status">
      <h2>Many people are searching just now</h2>
      <p>
        Wait a few seconds and press Search again; your words are still there. The paper of a day is always in the{' '}
        <a href={urls.archive}>archive</a>.
      </p>
    </section>
  )
}

function Advice() {
  return (
    <section class="advice">
      <h2>How to find it</h2>
      <Tips />
    </section>
  )
}

function Tips() {
  return (
    <ul>
      <li>A few words are best: a name, a place, what happened.</li>
      <li>
        Put words that belong together in quotation marks: <kbd>“water main”</kbd>
      </li>
      <li>
        Leave something out with a minus sign: <kbd>fair -rodeo</kbd>
      </li>
      <li>
        The paper of a day is in the <a href={urls.archive}>archive</a>.
      </li>
    </ul>
  )
}
