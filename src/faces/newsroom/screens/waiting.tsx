import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { WireAlarmView } from '#faces/api/contract'
import { isGrave, useAlarms, useAnswer } from '#newsroom/parts/alarms.ts'
import { Sheet } from '#newsroom/parts/dialog.tsx'
import { Icon } from '#newsroom/parts/icon.tsx'
import { useMe, useZone } from '#newsroom/parts/me.ts'
import { shortTime } from '#newsroom/parts/times.ts'

const KINDS: Record<WireAlarmView['kind'], string> = {
  kill: 'Kill',
  withheld: 'Withheld',
  correction: 'Correction',
  quiet: 'Quiet source',
  failing: 'Failing source',
  expired: 'Rights over',
  alert: 'Alert',
}

// What editors answer for; anyone in the newsroom may answer the rest.
const FOR_EDITORS: readonly WireAlarmView['kind'][] = ['kill', 'withheld', 'correction', 'expired']

/** What waits for an answer but does not take the top of the screen: a count by the clock, and the list behind it. */
export function Waiting() {
  const quieter = useAlarms().filter((alarm) => !isGrave(alarm))
  const [open, setOpen] = useState(false)
  if (quieter.length === 0) return null
  return (
    <>
      <button className="btn bare waiting" type="button" onClick={() => setOpen(true)}>
        <Icon name="look" />
        <span className="n">{quieter.length}</span> <span className="words">to answer</span>
      </button>
      {open ? <WaitingSheet alarms={quieter} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

interface WaitingSheetProps {
  readonly alarms: readonly WireAlarmView[]
  readonly onClose: () => void
}

function WaitingSheet({ alarms, onClose }: WaitingSheetProps) {
  const zone = useZone()
  const answer = useAnswer()
  const { may } = useMe()
  return (
    <Sheet title="Waiting for an answer" onClose={onClose} shape="corner">
      <div className="pb">
        {alarms.map((alarm) => (
          <section key={alarm.id}>
            <h3>
              {KINDS[alarm.kind]} <span className="quiet">{shortTime(alarm.raisedAt, zone)}</span>
            </h3>
            <p>{alarm.sentence}</p>
            {alarm.stories.length > 0 ? (
              <ul>
                {alarm.stories.map((story) => (
                  <li key={story.storyId}>
                    <Link to="/stories/$storyId" params={{ storyId: story.storyId }} onClick={onClose}>
                      {story.headline || story.slugline}
                    </Link>
                    , {story.state}
                  </li>
                ))}
              </ul>
            ) : null}
            <p className="btns">
              {alarm.itemId ? (
                <Link className="btn small" to="/wire" search={{ item: alarm.itemId }} onClick={onClose}>
                  Read it
                </Link>
              ) : null}
              {may.publish || !FOR_EDITORS.includes(alarm.kind) ? (
                <button
                  className="btn small"
                  type="button"
                  onClick={() => void answer(alarm, alarm.kind === 'correction' ? 'Acknowledged.' : '')}
                >
                  {alarm.kind === 'correction' ? 'Acknowledge' : 'Seen'}
                </button>
              ) : null}
            </p>
          </section>
        ))}
      </div>
    </Sheet>
  )
}
