import type { WireItemView } from '#faces/api/contract'
import { useZone } from '#newsroom/parts/me.ts'
import { shortTime } from '#newsroom/parts/times.ts'
import { count } from '#newsroom/parts/words.ts'
import { writeThruWords } from './marks.ts'

const STATUS = { usable: '', embargoed: 'embargoed', withheld: 'withheld', killed: 'killed' } as const

interface HistoryPanelProps {
  readonly item: WireItemView
  /** The revision being read; undefined for the newest. */
  readonly reading: string | undefined
  readonly onRead: (revisionId: string) => void
}

/** Every version the agency sent, the newest first, with what its note says and which story of ours it went into. */
export function HistoryPanel({ item, reading, onRead }: HistoryPanelProps) {
  const zone = useZone()
  const revisions = item.revisions.toSorted((one, other) => other.ordinal - one.ordinal)
  return (
    <>
      <h2>{count(revisions.length, 'version')}</h2>
      <ol className="wire-log">
        {revisions.map((revision) => (
          <li key={revision.id}>
            <span className="n">{shortTime(revision.receivedAt, zone)}</span>
            <span>
              {[
                writeThruWords(revision.ordinal) || 'First version',
                STATUS[revision.status],
                count(revision.words, 'word'),
              ]
                .filter(Boolean)
                .join(', ')}
              {revision.signal === 'correction' ? ', a correction' : ''}
              <span className="quiet">{revision.headline}</span>
              {revision.ednote ? <span className="quiet">Not for publication: {revision.ednote}</span> : null}
              {revision.usedFor.map((use) => (
                <span className="quiet" key={use.storyId}>
                  Used for {use.slugline || `story ${use.storyId}`}
                </span>
              ))}
              {revision.sources.length > 0 ? (
                <span className="quiet">Through {revision.sources.join(', ')}</span>
              ) : null}
            </span>
            <button
              className="btn small bare"
              type="button"
              aria-pressed={revision.id === (reading ?? item.revisionId)}
              onClick={() => onRead(revision.id)}
            >
              Read<span className="vh"> version {revision.ordinal}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  )
}
