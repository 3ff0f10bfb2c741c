import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { StoryView, WireOfStory } from '#faces/api/contract'
import { useDesk } from '#newsroom/parts/desk.ts'
import { useHeard, useStoryEvents } from '#newsroom/parts/events.tsx'
import { Icon } from '#newsroom/parts/icon.tsx'
import { useMe } from '#newsroom/parts/me.ts'
import { embargoWords, writeThruWords } from '#newsroom/screens/wire/marks.ts'
import { readWireOfStory } from '#newsroom/wire-calls.ts'

/** Where a story that came from the wire came from, whether the wire is newer, and the agency's note, which never enters the story. */
export function WireStrip({ reread }: { readonly reread: () => Promise<StoryView> }) {
  const { view, loop, took } = useDesk()
  const { may } = useMe()
  const from = useQuery({
    queryKey: ['wire', 'for-story', view.id],
    queryFn: () => readWireOfStory(view.id),
    enabled: may.draft,
    staleTime: 30_000,
  })
  const items = from.data?.items ?? []
  useHeard('wire', ({ ids }) => {
    if (ids.length === 0 || items.some(({ itemId }) => ids.includes(itemId))) void from.refetch()
  })
  // A hold that came or went changes what may be done, not the words: those in hand stay as they are.
  useStoryEvents(view.id, async () => {
    const now = await reread().catch(() => undefined)
    if (now && now.revision === loop.state().basedOn && !loop.state().sending) took(now)
  })
  return items.map((item) => <Origin key={item.itemId} item={item} />)
}

function Origin({ item }: { readonly item: WireOfStory['items'][number] }) {
  const { paper } = useMe()
  const stopped = item.standing !== 'usable'
  const embargo = embargoWords(item, paper.zone)
  return (
    <section
      className={stopped || item.isBehind ? 'notice origin asks' : 'notice origin'}
      aria-label="From the wire"
      data-field="origin"
      tabIndex={-1}
    >
      <Icon name={stopped ? 'stop' : item.isBehind ? 'again' : 'page'} />
      <p>
        From the wire:{' '}
        <Link to="/wire" search={{ item: item.itemId }}>
          <b className="strong">
            {item.agency} {item.slugline || item.headline}
          </b>
        </Link>
        {item.ordinal > 1 ? `, ${writeThruWords(item.ordinal)}` : ''}.
        {stopped ? (
          <b className="red strong">
            {' '}
            {item.standing === 'killed' ? 'The agency killed it.' : 'The agency withholds it.'}
          </b>
        ) : null}
        {embargo ? <b className="strong"> {embargo}.</b> : null}
        {item.isBehind && !stopped ? ` The wire is newer: ${writeThruWords(item.newestOrdinal)}.` : ''}
        {item.ednote ? (
          <span className="not-for-print">
            <Icon name="hide" small /> Not for publication: {item.ednote}
          </span>
        ) : null}
      </p>
      {item.isBehind && !stopped ? (
        <Link className="btn small" to="/wire" search={{ item: item.itemId }} hash="changes">
          See changes
        </Link>
      ) : null}
    </section>
  )
}
