import { useMemo, useState } from 'react'
import type { Conflict } from '#faces/api/contract'
import { documentOf } from '#newsroom/parts/body-document.ts'
import { SideBySide } from '#newsroom/parts/changes.tsx'
import { compareBodies, fieldLabels, fieldText, type Names, type Row, wordChanges } from '#newsroom/parts/compare.ts'
import { useDesk } from '#newsroom/parts/desk.ts'
import { Sheet } from '#newsroom/parts/dialog.tsx'
import { useZone } from '#newsroom/parts/me.ts'
import { type Choice, type Clash, clashesBetween, type Field, mergedCopy } from '#newsroom/parts/merge.ts'
import { useVoice } from '#newsroom/parts/say.tsx'
import { secondTime } from '#newsroom/parts/times.ts'
import { useNames } from './names.ts'

interface ConflictSheetProps {
  readonly conflict: Conflict
  readonly onClose: () => void
}

/** Two copies of one story: both shown, a choice for each part that differs, neither lost. */
export function ConflictSheet({ conflict, onClose }: ConflictSheetProps) {
  const { saving, loop, editor, took } = useDesk()
  const { say } = useVoice()
  const zone = useZone()
  const theirs = conflict.theirs.copy
  // What was typed since the save that was refused counts as ours too.
  const mine = saving.copy
  const names = useNames([...theirs.related, ...mine.related])
  const clashes = useMemo(() => clashesBetween(saving.saved, theirs, mine), [saving.saved, theirs, mine])
  const [choices, setChoices] = useState<Partial<Record<Field, Choice>>>(() =>
    Object.fromEntries(clashes.map((clash) => [clash.field, clash.suggested])),
  )
  const all = (choice: 'theirs' | 'mine') =>
    setChoices(Object.fromEntries(clashes.map((clash) => [clash.field, choice])))

  function settle() {
    const copy = mergedCopy(theirs, mine, choices)
    editor.commands.setContent(documentOf(copy.body), { emitUpdate: false })
    loop.tell({ type: 'settled', copy, theirs, revision: conflict.theirs.revision, at: Date.now() })
    took(conflict.theirs)
    onClose()
    say('Settled. Both copies are in the list of versions.')
  }
  return (
    <Sheet title="Two copies of this story" onClose={onClose} shape="wide">
      <form
        className="pb"
        onSubmit={(event) => {
          event.preventDefault()
          settle()
        }}
      >
        <section>
          <p>
            <b className="strong">{conflict.savedBy}</b> saved this story at{' '}
            {secondTime(new Date(conflict.savedAt), zone)} while you were writing. Nothing is lost: yours is kept as
            version {conflict.yoursKeptAs}. Choose what the story should have now.
          </p>
          <div className="btns">
            <button className="btn small" type="button" onClick={() => all('theirs')}>
              Take all of theirs
            </button>
            <button className="btn small" type="button" onClick={() => all('mine')}>
              Keep all of mine
            </button>
          </div>
        </section>
        {clashes.length === 0 ? (
          <section>
            <p>Both copies say the same now.</p>
          </section>
        ) : null}
        {clashes.map((clash) => (
          <Part
            key={clash.field}
            clash={clash}
            rows={rowsOf(clash.field, theirs, mine, names)}
            savedBy={conflict.savedBy}
            choice={choices[clash.field] ?? clash.suggested}
            onChoice={(choice) => setChoices((now) => ({ ...now, [clash.field]: choice }))}
          />
        ))}
        <div className="pf">
          <button className="btn primary" type="submit">
            Use these and save
          </button>
          <button className="btn bare" type="button" onClick={onClose}>
            Not yet
          </button>
          <span className="quiet">Until then your words are kept on this device.</span>
        </div>
      </form>
    </Sheet>
  )
}

interface PartProps {
  readonly clash: Clash
  readonly rows: readonly Row[]
  readonly savedBy: string
  readonly choice: Choice
  readonly onChoice: (choice: Choice) => void
}

function Part({ clash, rows, savedBy, choice, onChoice }: PartProps) {
  const who = { them: `${savedBy} changed this`, me: 'You changed this', both: 'You both changed this' }[
    clash.changedBy
  ]
  const options: readonly (readonly [Choice, string])[] = [
    ['theirs', 'Take theirs'],
    ['mine', 'Keep mine'],
    ...(clash.field === 'body' ? [['both', 'Keep both, mine after theirs'] as const] : []),
  ]
  return (
    <section>
      <fieldset>
        <legend>
          {fieldLabels[clash.field]} <span className="quiet">{who}</span>
        </legend>
        <SideBySide rows={rows} before={`${savedBy}’s`} after="Yours" />
        <div className="btns">
          {options.map(([value, label]) => (
            <label className="pick" key={value}>
              <input
                type="radio"
                name={`take-${clash.field}`}
                checked={choice === value}
                onChange={() => onChoice(value)}
              />
              <span>
                <b>{label}</b>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
    </section>
  )
}

function rowsOf(field: Field, theirs: Conflict['yours'], mine: Conflict['yours'], names: Names): Row[] {
  if (field === 'body') return compareBodies(theirs.body, mine.body).filter((row) => row.kind !== 'same')
  return [
    {
      kind: 'changed',
      where: fieldLabels[field],
      parts: wordChanges(fieldText(theirs, field, names), fieldText(mine, field, names)),
    },
  ]
}
