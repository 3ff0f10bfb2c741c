import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { StateName } from '#faces/api/contract'
import { draftStory, listStories } from '#newsroom/api-calls.ts'
import { sentenceOf } from '#newsroom/api-client.ts'
import { FilterBox } from '#newsroom/parts/filter-box.tsx'
import { Icon } from '#newsroom/parts/icon.tsx'
import { useKeys } from '#newsroom/parts/keys.tsx'
import { sectionChoices, useMe } from '#newsroom/parts/me.ts'
import { Failed, Loading } from '#newsroom/parts/rest.tsx'
import { useVoice } from '#newsroom/parts/say.tsx'
import { Disc, stateWords } from '#newsroom/parts/states.tsx'
import { useTitle } from '#newsroom/parts/title.ts'
import type { StoriesSearch } from '#newsroom/router.tsx'
import { NoStories } from './no-stories.tsx'
import { Pages } from './pages.tsx'
import { StoryTable } from './story-table.tsx'

const STATES: readonly StateName[] = ['draft', 'scheduled', 'published', 'withdrawn']

/** The budget: every story, by state, section, person and words. */
export function Stories() {
  const { paper, may } = useMe()
  const { say, whisper } = useVoice()
  const search = useSearch({ from: '/' })
  const navigate = useNavigate()
  const [row, setRow] = useState(-1)
  const filter = useRef<HTMLInputElement>(null)
  useTitle('Stories')

  const list = useQuery({
    queryKey: ['stories', 'list', search],
    queryFn: ({ signal }) =>
      listStories(
        {
          q: search.q ?? '',
          state: search.state ?? 'all',
          section: search.section ?? '',
          mine: search.mine ?? '0',
          page: search.page ?? 1,
        },
        signal,
      ),
    placeholderData: keepPreviousData,
  })
  const items = list.data?.items ?? []

  function show(change: Partial<StoriesSearch>) {
    setRow(-1)
    void navigate({ to: '/', search: { ...search, page: undefined, ...change }, replace: 'q' in change })
  }
  const start = useMutation({
    mutationFn: () => draftStory(),
    onSuccess: (story) => navigate({ to: '/stories/$storyId', params: { storyId: story.id } }),
    onError: (error) => say(sentenceOf(error)),
  })
  function open(index: number) {
    const line = items[index]
    if (line) void navigate({ to: '/stories/$storyId', params: { storyId: line.id } })
  }
  function move(by: 1 | -1) {
    setRow((now) => Math.min(items.length - 1, Math.max(0, now + by)))
  }

  useKeys([
    { keys: 'J', label: 'Down', run: () => move(1) },
    { keys: 'K', label: 'Up', run: () => move(-1) },
    { keys: 'Enter', label: 'Open', run: () => open(row) },
    ...(may.draft ? [{ keys: 'C', label: 'New story', run: () => start.mutate() }] : []),
    { keys: '/', label: 'Filter', run: () => filter.current?.focus() },
  ])
  const total = list.data?.total
  useEffect(() => {
    if (total !== undefined) whisper(`${total} stories`)
  }, [total, whisper])

  const counts = list.data?.counts
  const all = counts ? counts.draft + counts.scheduled + counts.published + counts.withdrawn : undefined
  return (
    <main id="work" className="page tallied">
      <div className="bar">
        <h1>Stories</h1>
        <span className="push" />
        <button
          className="btn bare"
          type="button"
          aria-pressed={search.mine === '1'}
          onClick={() => show({ mine: search.mine ? undefined : '1' })}
        >
          <Icon name="person" />
          Mine
        </button>
        <span className="select section-filter">
          <select
            className="ctl"
            aria-label="Section"
            value={search.section ?? ''}
            onChange={(event) => show({ section: event.currentTarget.value || undefined })}
          >
            <option value="">All sections</option>
            {sectionChoices(paper).map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
          <Icon name="down" small />
        </span>
        <FilterBox
          words={search.q ?? ''}
          onWords={(q) => show({ q: q || undefined })}
          input={filter}
          label="Filter by words"
          placeholder="Filter by words"
        />
        {may.draft ? (
          <button className="btn primary" type="button" disabled={start.isPending} onClick={() => start.mutate()}>
            New story <kbd>C</kbd>
          </button>
        ) : null}
      </div>
      <fieldset className="tally" aria-label="Show only">
        <button type="button" aria-pressed={search.state === undefined} onClick={() => show({ state: undefined })}>
          All <span className="n">{all ?? ''}</span>
        </button>
        {STATES.map((state) => (
          <button key={state} type="button" aria-pressed={search.state === state} onClick={() => show({ state })}>
            <Disc state={state} />
            {stateWords[state]} <span className="n">{counts?.[state] ?? ''}</span>
          </button>
        ))}
        {list.isFetching && !list.isPending ? <span className="push quiet">Looking…</span> : null}
      </fieldset>
      {list.isPending ? (
        <Loading what="the stories" />
      ) : list.isError && items.length === 0 ? (
        <Failed error={list.error} again={() => void list.refetch()} />
      ) : items.length === 0 ? (
        <NoStories
          narrowed={Object.values(search).some((value) => value !== undefined)}
          onAll={() => void navigate({ to: '/', search: {} })}
          onNew={may.draft ? () => start.mutate() : undefined}
        />
      ) : (
        <StoryTable items={items} row={row} onRow={setRow} />
      )}
      {list.data && list.data.pages > 1 ? (
        <Pages
          page={list.data.page}
          pages={list.data.pages}
          total={list.data.total}
          onPage={(page) => show({ page: page > 1 ? page : undefined })}
        />
      ) : null}
    </main>
  )
}
