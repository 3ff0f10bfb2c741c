import { useQuery } from '@tanstack/react-query'
import type { SourceLog, SourceView } from '#faces/api/contract'
import { Sheet } from '#newsroom/parts/dialog.tsx'
import { Icon, type IconName } from '#newsroom/parts/icon.tsx'
import { useZone } from '#newsroom/parts/me.ts'
import { Failed, Loading } from '#newsroom/parts/rest.tsx'
import { fullTime, shortTime } from '#newsroom/parts/times.ts'
import { readSourceLog } from '#newsroom/source-calls.ts'

const LOOK_AGAIN_MS = 5_000
const SIGNS: Readonly<Record<SourceLog['items'][number]['level'], { icon: IconName; word: string }>> = {
  good: { icon: 'check', word: 'Good' },
  look: { icon: 'look', word: 'Worth a look' },
  bad: { icon: 'stop', word: 'Trouble' },
}

/** What happened at a source, newest first. */
export function SourceLogSheet({ source, onClose }: { readonly source: SourceView; readonly onClose: () => void }) {
  const zone = useZone()
  const log = useQuery({
    queryKey: ['wire-source-log', source.id],
    queryFn: () => readSourceLog(source.id),
    refetchInterval: LOOK_AGAIN_MS,
  })
  return (
    <Sheet title={`Log of ${source.name}`} shape="wide" onClose={onClose}>
      <div className="pb">
        <section>
          {log.isPending ? (
            <Loading what="the log" />
          ) : log.isError ? (
            <Failed error={log.error} again={() => void log.refetch()} />
          ) : log.data.items.length === 0 ? (
            <p className="quiet">Nothing has happened yet.</p>
          ) : (
            <table className="plain">
              <thead>
                <tr>
                  <th scope="col">What</th>
                  <th scope="col">When</th>
                </tr>
              </thead>
              <tbody>
                {log.data.items.map((line) => (
                  <tr key={line.id}>
                    <td>
                      <span className={line.level === 'bad' ? 'st red' : 'st'}>
                        <Icon name={SIGNS[line.level].icon} />
                        <span className="vh">{SIGNS[line.level].word}: </span>
                      </span>{' '}
                      {line.sentence}
                    </td>
                    <td>
                      <time dateTime={line.at} title={fullTime(line.at, zone)}>
                        {shortTime(line.at, zone)}
                      </time>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      </div>
    </Sheet>
  )
}
