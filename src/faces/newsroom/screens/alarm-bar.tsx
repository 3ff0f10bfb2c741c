import '#newsroom/styles/alarm.css'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { WireAlarmView } from '#faces/api/contract'
import { isGrave, useAlarms } from '#newsroom/parts/alarms.ts'
import { useBoard, useKeys } from '#newsroom/parts/keys.tsx'
import { useMe } from '#newsroom/parts/me.ts'
import { PullSheet } from './pull-sheet.tsx'

const MINUTE_MS = 60_000
const WORDS = { kill: 'KILL', withheld: 'WITHHELD' } as const

/** The top of every screen while an agency has taken back something of ours and nobody has answered. */
export function AlarmBar() {
  const grave = useAlarms().filter(isGrave)
  const [first] = grave
  return first ? <Bar key={first.id} alarm={first} others={grave.length - 1} /> : null
}

function Bar({ alarm, others }: { readonly alarm: WireAlarmView; readonly others: number }) {
  const { may } = useMe()
  const { lettersAct } = useBoard()
  const navigate = useNavigate()
  const [pulling, setPulling] = useState(false)
  const { itemId } = alarm
  const [story] = alarm.stories
  const read = () => {
    if (itemId) void navigate({ to: '/wire', search: { item: itemId } })
  }
  useKeys(
    may.publish ? [{ keys: 'Shift+K', label: 'Pull from the site', run: () => setPulling(true), hidden: true }] : [],
  )
  // The dialog stands beside, not within: what is typed there must not be heard as K.
  return (
    <>
      <section
        className="alarm"
        aria-label={alarm.kind === 'kill' ? 'Kill from a source' : 'Withheld by a source'}
        onKeyDown={(event) => {
          const isPlain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey
          if (!lettersAct || !isPlain || event.key.toLowerCase() !== 'k') return
          event.preventDefault()
          read()
        }}
      >
        <strong>{alarm.kind === 'withheld' ? WORDS.withheld : WORDS.kill}</strong>
        <div role="alert">
          <p>{alarm.sentence}</p>
          <Where alarm={alarm} />
        </div>
        <div className="btns">
          <Since at={alarm.raisedAt} others={others} />
          {may.publish ? (
            <button className="btn primary" type="button" onClick={() => setPulling(true)}>
              {alarm.stories.some(({ state }) => state === 'published') ? 'Pull from the site…' : 'Answer…'}{' '}
              <kbd>Shift K</kbd>
            </button>
          ) : null}
          {story ? (
            <Link className="btn" to="/stories/$storyId" params={{ storyId: story.storyId }}>
              Our story
            </Link>
          ) : null}
          {itemId ? (
            <button className="btn" type="button" onClick={read}>
              Read the kill <kbd>K</kbd>
            </button>
          ) : null}
        </div>
      </section>
      {pulling ? <PullSheet alarm={alarm} itemId={itemId} onClose={() => setPulling(false)} /> : null}
    </>
  )
}

/** What of ours it touches, and where that stands. */
function Where({ alarm }: { readonly alarm: WireAlarmView }) {
  if (alarm.stories.length === 0) return null
  return (
    <p>
      {alarm.stories.slice(0, 3).map((story, index) => (
        <span key={story.storyId}>
          {index > 0 ? '; ' : ''}
          <b>{story.headline || story.slugline}</b> {STANDS[story.state]}
        </span>
      ))}
      {alarm.stories.length > 3 ? `; and ${alarm.stories.length - 3} more` : ''}.
    </p>
  )
}

const STANDS = {
  published: 'is live on the site',
  scheduled: 'is scheduled',
  draft: 'is a draft and cannot be published',
  withdrawn: 'is withdrawn',
} as const

function Since({ at, others }: { readonly at: string; readonly others: number }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  const minutes = Math.max(0, Math.floor((now - Date.parse(at)) / MINUTE_MS))
  const long = minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} hours`
  return (
    <time dateTime={at}>
      {long} unanswered{others > 0 ? `, ${others} more` : ''}
    </time>
  )
}
