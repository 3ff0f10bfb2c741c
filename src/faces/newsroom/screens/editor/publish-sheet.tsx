import { useState } from 'react'
import { instantOf, lineage, wallTimeOf } from '#domains/paper/shared'
import { addressOf, slugOf } from '#domains/stories/shared'
import { publishStory, scheduleStory, unscheduleStory } from '#newsroom/api-calls.ts'
import { sentenceOf } from '#newsroom/api-client.ts'
import { useDesk } from '#newsroom/parts/desk.ts'
import { Sheet, Wrong } from '#newsroom/parts/dialog.tsx'
import { Icon } from '#newsroom/parts/icon.tsx'
import { useKeys } from '#newsroom/parts/keys.tsx'
import { useMe } from '#newsroom/parts/me.ts'
import { useVoice } from '#newsroom/parts/say.tsx'
import { fullTime, shortTime, zoneName } from '#newsroom/parts/times.ts'
import { count, ended } from '#newsroom/parts/words.ts'
import type { Checks } from './checks.ts'

interface PublishSheetProps {
  readonly checks: Checks
  readonly onClose: () => void
  readonly onPreview: () => void
}

/** Says what will happen, asks when, and does it. */
export function PublishSheet({ checks, onClose, onPreview }: PublishSheetProps) {
  const { view, loop, took, saveAll } = useDesk()
  const { paper } = useMe()
  const { say } = useVoice()
  const scheduled = view.state === 'scheduled' && view.scheduledFor
  const [when, setWhen] = useState<'now' | 'later'>(scheduled ? 'later' : 'now')
  const [at, setAt] = useState(() =>
    scheduled ? wallTimeOf(new Date(scheduled), paper.zone) : tomorrowAtFive(paper.zone),
  )
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  const isUpdate = view.state === 'published'
  // Under an embargo a story may be scheduled, for no earlier than it ends: the server sees to that.
  const stopped = checks.stops.some(({ code }) => code !== 'embargo' || when === 'now')

  async function attempt(act: () => Promise<void>) {
    setBusy(true)
    setWrong('')
    try {
      await act()
      onClose()
    } catch (error) {
      setWrong(sentenceOf(error))
      setBusy(false)
    }
  }
  const go = () =>
    attempt(async () => {
      if (!(await saveAll()))
        throw new Error('The copy in hand could not be saved, so nothing was published. Look at the story bar.')
      if (when === 'now') {
        const done = await publishStory(view.id, loop.state().basedOn)
        took(done.story)
        say(`Live on ${count(done.shownOn.length, 'page')}.`, { label: 'See it', href: done.story.address ?? '/' })
      } else {
        const story = await scheduleStory(view.id, loop.state().basedOn, at)
        took(story)
        say(ended(`Scheduled for ${fullTime(story.scheduledFor ?? instantOf(at, paper.zone), paper.zone)}`), {
          label: 'Undo',
          act: () =>
            void unscheduleStory(view.id).then(
              (now) => took(now),
              (error: unknown) => say(sentenceOf(error)),
            ),
        })
      }
    })
  const unschedule = () =>
    attempt(async () => {
      took(await unscheduleStory(view.id))
      say('Off the schedule. It is a draft again.')
    })
  useKeys([{ keys: 'Ctrl+Enter', label: 'Publish', run: () => !busy && !stopped && void go(), hidden: true }])

  const label =
    when === 'later' ? (scheduled ? 'Change the time' : 'Schedule') : isUpdate ? 'Publish update' : 'Publish'
  return (
    <Sheet title={isUpdate ? 'Publish update' : scheduled ? 'Scheduled' : 'Publish'} onClose={onClose} shape="corner">
      <form
        className="pb"
        onSubmit={(event) => {
          event.preventDefault()
          void go()
        }}
      >
        {stopped ? (
          <section>
            {checks.stops.map((check) => (
              <div className="issue stops" key={check.sentence}>
                <Icon name="stop" />
                <p>
                  <b>{check.sentence}</b>
                </p>
                <div className="btns">
                  <button
                    className="btn small"
                    type="button"
                    onClick={() => {
                      onClose()
                      setTimeout(check.jump, 60)
                    }}
                  >
                    Go there
                  </button>
                </div>
              </div>
            ))}
          </section>
        ) : null}
        {isUpdate ? null : (
          <section>
            <fieldset>
              <legend>When</legend>
              <label className="pick">
                <input type="radio" name="when" checked={when === 'now'} onChange={() => setWhen('now')} />
                <span>
                  <b>Now</b>
                </span>
              </label>
              <label className="pick">
                <input type="radio" name="when" checked={when === 'later'} onChange={() => setWhen('later')} />
                <span>
                  <b>At a time</b>
                  <small>{timeWords(at, paper.zone)}</small>
                </span>
              </label>
              {when === 'later' ? (
                <input
                  className="ctl"
                  type="datetime-local"
                  aria-label={`Time, in ${zoneName(paper.zone)}`}
                  required
                  value={at}
                  onChange={(event) => setAt(event.currentTarget.value)}
                />
              ) : null}
            </fieldset>
          </section>
        )}
        <section>
          <h3>Where it appears</h3>
          <Places
            day={
              when === 'later' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(at) ? instantOf(at, paper.zone) : new Date()
            }
          />
        </section>
        {checks.looks.length > 0 ? (
          <section>
            <h3>Worth a look first</h3>
            {checks.looks.map((check) => (
              <div className="issue" key={check.sentence}>
                <Icon name="look" />
                <p>{check.sentence}</p>
              </div>
            ))}
          </section>
        ) : null}
        <Wrong text={wrong} />
        <div className="pf">
          <button className="btn primary" type="submit" disabled={busy || stopped}>
            {busy ? 'One moment…' : label} <kbd>Ctrl Enter</kbd>
          </button>
          <button className="btn bare" type="button" onClick={onPreview}>
            Preview
          </button>
          {scheduled ? (
            <button className="btn bare push" type="button" disabled={busy} onClick={() => void unschedule()}>
              Take off the schedule
            </button>
          ) : null}
        </div>
      </form>
    </Sheet>
  )
}

function Places({ day }: { readonly day: Date }) {
  const { view, copy } = useDesk()
  const { paper } = useMe()
  const sections = lineage(paper.sections, copy.sectionId).map((section) => section.name)
  const slug = copy.slug || slugOf(copy.headline)
  const address =
    view.liveVersion !== null && view.address
      ? view.address.replace(/[^/]+\/$/, `${slug}/`)
      : addressOf(slug, day, paper.zone)
  return (
    <dl className="places">
      <dt>Front</dt>
      <dd>
        {view.pinnedTo.includes('front')
          ? 'Pinned to the top'
          : 'Among the newest, unless something is pinned above it'}
      </dd>
      <dt>Sections</dt>
      <dd>{sections.length > 0 ? sections.toReversed().join(', ') : 'None chosen'}</dd>
      <dt>Address</dt>
      <dd>{address}</dd>
      <dt>Readers see</dt>
      <dd>
        {view.liveVersion === null
          ? 'The story in feeds, search and the sitemap as well'
          : `“Updated ${shortTime(new Date(), paper.zone)}”`}
      </dd>
    </dl>
  )
}

function tomorrowAtFive(zone: string): string {
  return `${wallTimeOf(new Date(Date.now() + 86_400_000), zone).slice(0, 10)}T05:00`
}

function timeWords(at: string, zone: string): string {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(at)) return `In ${zoneName(zone)}`
  return `${fullTime(instantOf(at, zone), zone)}, ${zoneName(zone)}`
}
