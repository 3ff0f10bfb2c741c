import { useState } from 'react'
import type { Byline } from '#domains/stories/shared'
import { useDesk } from '#newsroom/parts/desk.ts'
import { Icon } from '#newsroom/parts/icon.tsx'
import { useVoice } from '#newsroom/parts/say.tsx'
import { SuggestBox } from '#newsroom/parts/suggest-box.tsx'

const MOST = 12

/** Who wrote it, in the order readers see. Anyone can be named; no account is needed. */
export function Bylines() {
  const { copy, change } = useDesk()
  const { whisper } = useVoice()
  const [words, setWords] = useState('')
  const set = (bylines: Byline[]) => change({ bylines })
  function add(name: string, title = '', agency = '') {
    setWords('')
    if (name.trim() !== '') set([...copy.bylines, { name: name.trim(), title, agency }])
  }
  function move(from: number, to: number) {
    const byline = copy.bylines[from]
    if (!byline) return
    set(copy.bylines.toSpliced(from, 1).toSpliced(to, 0, byline))
    whisper(`${byline.name} is now number ${to + 1} of ${copy.bylines.length}.`)
  }
  return (
    <div className="field">
      <span className="lab">
        Bylines <span>{copy.bylines.length > 1 ? 'in this order' : ''}</span>
      </span>
      <ol className="bylines">
        {copy.bylines.map((byline, at) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: a byline has no id, and a name changes while it is typed
            key={at}
            at={at}
            count={copy.bylines.length}
            byline={byline}
            onByline={(changed) => set(copy.bylines.with(at, changed))}
            onMove={(to) => move(at, to)}
            onRemove={() => set(copy.bylines.toSpliced(at, 1))}
          />
        ))}
      </ol>
      {copy.bylines.length < MOST ? (
        <div className="combo">
          <SuggestBox
            kind="byline"
            label="Add a byline"
            placeholder="Add a byline"
            field="add-byline"
            words={words}
            onWords={setWords}
            onChoose={({ value, hint }) => add(value, hint)}
            onEnter={() => add(words)}
          />
          <button className="btn" type="button" disabled={words.trim() === ''} onClick={() => add(words)}>
            Add
          </button>
        </div>
      ) : null}
    </div>
  )
}

interface LineProps {
  readonly at: number
  readonly count: number
  readonly byline: Byline
  readonly onByline: (byline: Byline) => void
  readonly onMove: (to: number) => void
  readonly onRemove: () => void
}

function Line({ at, count, byline, onByline, onMove, onRemove }: LineProps) {
  const who = byline.name || `byline ${at + 1}`
  return (
    <li>
      <div className="first">
        <input
          className="ctl"
          aria-label={`Name, byline ${at + 1}`}
          placeholder="Name"
          data-field={`byline-${at}`}
          maxLength={200}
          value={byline.name}
          onChange={(event) => onByline({ ...byline, name: event.currentTarget.value })}
        />
        <div className="btns">
          <button
            className="btn small icon"
            type="button"
            aria-label={`Move ${who} up`}
            disabled={at === 0}
            onClick={() => onMove(at - 1)}
          >
            <Icon name="up" small />
          </button>
          <button
            className="btn small icon"
            type="button"
            aria-label={`Move ${who} down`}
            disabled={at === count - 1}
            onClick={() => onMove(at + 1)}
          >
            <Icon name="down" small />
          </button>
          <button className="btn small icon" type="button" aria-label={`Remove ${who}`} onClick={onRemove}>
            <Icon name="x" small />
          </button>
        </div>
      </div>
      <input
        className="ctl"
        aria-label={`Title of ${who}`}
        placeholder="Title"
        maxLength={200}
        value={byline.title}
        onChange={(event) => onByline({ ...byline, title: event.currentTarget.value })}
      />
      <div className="combo">
        <SuggestBox
          kind="agency"
          label={`Agency of ${who}`}
          placeholder="Agency"
          words={byline.agency}
          onWords={(agency) => onByline({ ...byline, agency: agency.slice(0, 200) })}
          onChoose={({ value }) => onByline({ ...byline, agency: value })}
        />
      </div>
    </li>
  )
}
