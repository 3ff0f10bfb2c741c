import { useState } from 'react'
import { instantOf } from '#domains/paper/shared'
import type { PhotoView } from '#faces/api/contract'
import { clearPhoto, setPhotoRights } from '#newsroom/api-calls.ts'
import { sentenceOf } from '#newsroom/api-client.ts'
import { Wrong } from '#newsroom/parts/dialog.tsx'
import { AreaField, ChoiceField, TextField } from '#newsroom/parts/field.tsx'
import { Icon } from '#newsroom/parts/icon.tsx'
import { useMe, useZone } from '#newsroom/parts/me.ts'
import { fullTime } from '#newsroom/parts/times.ts'

interface PhotoRightsPanelProps {
  readonly photo: PhotoView
  readonly onPhoto: (photo: PhotoView) => Promise<void>
}

/** What the agency allows: each restriction with the way to clear it, the agency's own words, and when the rights end. */
export function PhotoRightsPanel({ photo, onPhoto }: PhotoRightsPanelProps) {
  const { person } = useMe()
  const zone = useZone()
  const mayClear = ['admin', 'editor', 'photo'].includes(person.role) && photo.retired === null
  const [clearing, setClearing] = useState('')
  const [isChanging, setChanging] = useState(false)
  return (
    <div className="photo-rights stack tight">
      <h3 className="strong">Rights</h3>
      {photo.cautions.length === 0 && photo.cleared.length === 0 ? (
        <p className="quiet">No restrictions known.</p>
      ) : null}
      <ul className="cautions">
        {photo.cautions.map(({ kind, words, blocks, sentence }) => (
          <li key={`${kind} ${words}`}>
            <span className={blocks ? 'red strong' : undefined}>
              <Icon name={blocks ? 'stop' : 'look'} small /> {sentence}
            </span>{' '}
            {words ? <span className="quiet">{words}</span> : null}{' '}
            {words && mayClear && clearing !== words ? (
              <button className="btn small bare" type="button" onClick={() => setClearing(words)}>
                Clear…
              </button>
            ) : null}
            {words && clearing === words ? (
              <Clearing photo={photo} words={words} onPhoto={onPhoto} onClose={() => setClearing('')} />
            ) : null}
          </li>
        ))}
        {photo.cleared.map(({ words, note, by, at }) => (
          <li key={`cleared ${words}`} className="quiet">
            <Icon name="check" small /> {words}: cleared by {by}, {fullTime(at, zone)}. {note}
          </li>
        ))}
      </ul>
      {[photo.instructions, ...photo.usageTerms].filter(Boolean).map((words) => (
        <p key={words}>
          <b className="strong">The agency says:</b> {words}
        </p>
      ))}
      {mayClear && !isChanging ? (
        <p>
          <button className="btn small" type="button" onClick={() => setChanging(true)}>
            Change rights…
          </button>
        </p>
      ) : null}
      {isChanging ? <Changing photo={photo} onPhoto={onPhoto} onClose={() => setChanging(false)} /> : null}
    </div>
  )
}

interface ActProps extends PhotoRightsPanelProps {
  readonly onClose: () => void
}

/** Does what the server is asked, says what went wrong, and closes when nothing did. */
function useAct({ onPhoto, onClose }: Pick<ActProps, 'onPhoto' | 'onClose'>) {
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  async function act(ask: () => Promise<PhotoView>) {
    setBusy(true)
    try {
      await onPhoto(await ask())
      onClose()
    } catch (error) {
      setWrong(sentenceOf(error))
      setBusy(false)
    }
  }
  return { busy, wrong, act }
}

function Clearing({ photo, words, onPhoto, onClose }: ActProps & { readonly words: string }) {
  const [note, setNote] = useState('')
  const { busy, wrong, act } = useAct({ onPhoto, onClose })
  return (
    <div className="stack tight">
      <TextField label="Who agreed to it, and when" maxLength={300} value={note} onValue={setNote} />
      <Wrong text={wrong} />
      <div className="btns">
        <button
          className="btn small primary"
          type="button"
          disabled={busy}
          onClick={() => void act(() => clearPhoto(photo.id, words, note))}
        >
          Clear this restriction
        </button>
        <button className="btn small bare" type="button" onClick={onClose}>
          Keep it
        </button>
      </div>
    </div>
  )
}

function Changing({ photo, onPhoto, onClose }: ActProps) {
  const zone = useZone()
  const [instructions, setInstructions] = useState(photo.instructions)
  const [day, setDay] = useState(photo.expiresAt ? dayBefore(photo.expiresAt, zone) : '')
  const [whenExpired, setWhenExpired] = useState(photo.whenExpired)
  const { busy, wrong, act } = useAct({ onPhoto, onClose })
  const before = photo.expiresAt ? dayBefore(photo.expiresAt, zone) : ''
  // An end that nobody touched is left to the minute as it is.
  const end = day === before ? {} : { expiresAt: day === '' ? null : endOf(day, zone) }
  return (
    <div className="stack tight">
      <AreaField
        label="Special instructions"
        hint="As the agency writes them: NO SALES, JAPAN OUT, MANDATORY CREDIT…"
        maxLength={5_000}
        value={instructions}
        onValue={setInstructions}
      />
      <div className="two">
        <TextField label="May be used through" type="date" value={day} onValue={setDay} />
        <ChoiceField
          label="Then"
          value={whenExpired}
          onValue={(chosen) => setWhenExpired(chosen === 'retire' ? 'retire' : 'mark')}
          choices={[
            { value: 'mark', label: 'mark it; stories that show it keep it' },
            { value: 'retire', label: 'take it off every page' },
          ]}
        />
      </div>
      <Wrong text={wrong} />
      <div className="btns">
        <button
          className="btn small primary"
          type="button"
          disabled={busy}
          onClick={() => void act(() => setPhotoRights(photo.id, { instructions, whenExpired, ...end }))}
        >
          Save rights
        </button>
        <button className="btn small bare" type="button" onClick={onClose}>
          Leave as they are
        </button>
      </div>
    </div>
  )
}

// The rights last to the end of the day that is shown, in the paper's zone.
function endOf(day: string, zone: string): string {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  return instantOf(`${next}T00:00`, zone).toISOString()
}

function dayBefore(end: string, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(Date.parse(end) - 1))
}
