import { useQuery } from '@tanstack/react-query'
import { readHistory } from '#newsroom/api-calls.ts'
import { useDesk } from '#newsroom/parts/desk.ts'
import { useZone } from '#newsroom/parts/me.ts'
import { Failed, Loading } from '#newsroom/parts/rest.tsx'
import { fullTime, shortTime } from '#newsroom/parts/times.ts'
import { factWords } from '#newsroom/parts/words.ts'

/** What was done to the story, by whom and when, newest first. */
export function HistoryPanel() {
  const { view } = useDesk()
  const zone = useZone()
  const history = useQuery({
    queryKey: ['history', view.id, view.revision, view.state],
    queryFn: () => readHistory(view.id),
  })
  if (history.isPending) return <Loading what="the history" />
  if (history.isError) return <Failed error={history.error} again={() => void history.refetch()} />
  return (
    <section className="block">
      <h2>What was done</h2>
      <ol className="log">
        {history.data.items.map((line) => (
          <li key={line.id}>
            <time className="n quiet" dateTime={line.at} title={fullTime(line.at, zone)}>
              {shortTime(line.at, zone)}
            </time>
            <p>
              <b className="strong">{factWords(line.fact)}</b>
              <br />
              <span className="quiet">{line.by}</span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
