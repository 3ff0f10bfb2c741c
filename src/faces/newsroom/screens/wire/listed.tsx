import type { WireLine } from '#faces/api/contract'
import { ApiProblem } from '#newsroom/api-client.ts'
import { useZone } from '#newsroom/parts/me.ts'
import { Empty, Failed, Loading, Notice } from '#newsroom/parts/rest.tsx'
import { zoneName } from '#newsroom/parts/times.ts'
import type { WireSearch } from '#newsroom/router.tsx'
import { List } from './list.tsx'
import type { LiveList } from './use-lines.ts'

interface ListedProps {
  readonly list: LiveList
  readonly title: string
  readonly narrowed: boolean
  readonly search: WireSearch
  readonly onAll: () => void
  readonly selected: string | undefined
  readonly onSelect: (line: WireLine, how: 'press' | 'move') => void
  readonly reach: number
}

/** The list, or why there is none. Lines that were there stay while others are asked for, and when they cannot be had. */
export function Listed({ list, title, narrowed, search, onAll, ...rest }: ListedProps) {
  const zone = useZone()
  const { lines, isAsking, error } = list
  if (lines.shown.length === 0) {
    if (error instanceof ApiProblem && error.status === 404) return <Empty title="There is no such list" />
    if (error) return <Failed error={error} again={list.askAgain} />
    if (isAsking) return <Loading what="the wire" />
    return <Nothing narrowed={narrowed} search={search} onAll={onAll} />
  }
  return (
    <>
      {error ? (
        <Notice
          asks
          actions={
            <button className="btn small" type="button" onClick={list.askAgain}>
              Try again
            </button>
          }
        >
          The server cannot be reached. These are the stories from before.
        </Notice>
      ) : null}
      <List list={list} label={`${title}, newest first, ${zoneName(zone)}`} {...rest} />
    </>
  )
}

function Nothing({ narrowed, search, onAll }: Pick<ListedProps, 'narrowed' | 'search' | 'onAll'>) {
  if (!narrowed) {
    return (
      <Empty title="The wire is quiet">
        <p>Nothing has come in yet. What a source sends shows here by itself.</p>
      </Empty>
    )
  }
  return (
    <Empty title={search.view === 'unread' ? 'All read' : 'Nothing here'}>
      <p>{search.q ? 'Nothing on this list has those words.' : 'What comes shows here by itself.'}</p>
      <button className="btn" type="button" onClick={onAll}>
        Show all of the wire
      </button>
    </Empty>
  )
}
