import { type FormEvent, useState } from 'react'
import type { SourceKind, SourceTested, SourceView } from '#faces/api/contract'
import { ApiProblem, sentenceOf } from '#newsroom/api-client.ts'
import { Sheet, Wrong } from '#newsroom/parts/dialog.tsx'
import { AreaField, ChoiceField, TextField } from '#newsroom/parts/field.tsx'
import { Icon } from '#newsroom/parts/icon.tsx'
import { sectionChoices, useMe } from '#newsroom/parts/me.ts'
import { useVoice } from '#newsroom/parts/say.tsx'
import { saveSource, trySource } from '#newsroom/source-calls.ts'
import { useDesks } from './desks.ts'
import { KindFields } from './kind-fields.tsx'
import { PushKeyPanel } from './push-key.tsx'
import { RulesEditor } from './rules-editor.tsx'
import { asKind, blankSource, draftOf, requestOf, type SourceDraft } from './source-draft.ts'
import { kindWords } from './source-words.ts'

const PACES = [
  { value: '5', label: 'Every 5 seconds' },
  { value: '10', label: 'Every 10 seconds' },
  { value: '30', label: 'Every 30 seconds' },
  { value: '60', label: 'Every minute' },
  { value: '300', label: 'Every 5 minutes' },
  { value: '900', label: 'Every 15 minutes' },
  { value: '3600', label: 'Every hour' },
]
const KILLS = [
  { value: 'ask', label: 'Ring, and wait for an editor' },
  { value: 'withdraw', label: 'Withdraw ours at once' },
]
const EXPIRIES = [
  { value: 'warn', label: 'Warn' },
  { value: 'withdraw', label: 'Withdraw on the day' },
]
const NO_WRONG = { fields: {} as Readonly<Record<string, string>>, text: '' }

interface SourceSheetProps {
  /** The one to change; a new one without. */
  readonly source: SourceView | undefined
  readonly onSaved: () => void
  readonly onClose: () => void
}

/** A source to add or change: where it is, what is done with its items, and a button to try it. */
export function SourceSheet({ source, onSaved, onClose }: SourceSheetProps) {
  const { paper } = useMe()
  const { say } = useVoice()
  const desks = useDesks()
  const [draft, setDraft] = useState<SourceDraft>(() => (source ? draftOf(source) : blankSource('folder')))
  const [busy, setBusy] = useState<'' | 'saving' | 'trying'>('')
  const [tried, setTried] = useState<SourceTested>()
  const [wrong, setWrong] = useState(NO_WRONG)
  const change = (now: Partial<SourceDraft>) => setDraft((before) => ({ ...before, ...now }))
  const isAsked = draft.kind !== 'push' && draft.kind !== 'by-hand'

  async function act(what: 'saving' | 'trying', work: () => Promise<void>) {
    setBusy(what)
    setWrong(NO_WRONG)
    try {
      await work()
    } catch (error) {
      const fields = error instanceof ApiProblem ? error.problem.fields : {}
      setWrong({ fields, text: sentenceOf(error) })
    } finally {
      setBusy('')
    }
  }
  function save(event: FormEvent) {
    event.preventDefault()
    void act('saving', async () => {
      const saved = await saveSource(requestOf(draft), source?.id)
      onSaved()
      say(saved.isOn ? `${saved.name} is kept.` : `${saved.name} is kept. It is off.`)
      onClose()
    })
  }
  return (
    <Sheet title={source ? `Change ${source.name}` : 'Add a source'} shape="wide" onClose={onClose}>
      <form className="pb" onSubmit={save}>
        <section>
          <fieldset className="bare-set stack" disabled={busy !== ''}>
            <div className="two">
              <TextField
                label="Name"
                required
                maxLength={80}
                value={draft.name}
                onValue={(name) => change({ name })}
                wrong={wrong.fields.name}
              />
              <ChoiceField
                label="Kind"
                value={draft.kind}
                disabled={source !== undefined}
                onValue={(kind) => setDraft((before) => asKind(before, kind as SourceKind))}
                choices={Object.entries(kindWords).map(([value, label]) => ({ value, label }))}
              />
            </div>
            <label className="pick">
              <input
                type="checkbox"
                checked={draft.isOn}
                onChange={(event) => change({ isOn: event.currentTarget.checked })}
              />
              <span>
                <b>Switched on</b>
              </span>
            </label>
            <KindFields draft={draft} hasSecret={source?.hasSecret ?? false} wrong={wrong.fields} onDraft={change} />
            {isAsked ? (
              <ChoiceField
                label="Looked at"
                value={draft.everySeconds}
                onValue={(everySeconds) => change({ everySeconds })}
                choices={pacesWith(draft.everySeconds)}
              />
            ) : null}
            {source?.kind === 'push' ? <PushKeyPanel source={source} /> : null}
            {draft.kind === 'push' && !source ? (
              <p className="quiet">Keep it first; its key and address are made then.</p>
            ) : null}
            <h3>What comes from it</h3>
            <div className="two">
              <TextField
                label="Agency"
                beside="where an item does not say"
                maxLength={120}
                value={draft.agency}
                onValue={(agency) => change({ agency })}
              />
              <TextField
                label="Ring when nothing new came for"
                beside="minutes"
                inputMode="numeric"
                value={draft.quietAfterMinutes}
                onValue={(quietAfterMinutes) => change({ quietAfterMinutes })}
                wrong={wrong.fields.quietAfterMinutes}
              />
            </div>
            <div className="two">
              <ChoiceField
                label="Desk"
                value={draft.deskId}
                onValue={(deskId) => change({ deskId })}
                choices={[{ value: '', label: 'None' }, ...desks]}
                wrong={wrong.fields.deskId}
              />
              <ChoiceField
                label="Section"
                value={draft.sectionId}
                onValue={(sectionId) => change({ sectionId })}
                choices={[{ value: '', label: 'None' }, ...sectionChoices(paper)]}
                wrong={wrong.fields.sectionId}
              />
            </div>
            <AreaField
              label="Terms of use"
              beside="one to a line"
              value={draft.usageTerms}
              onValue={(usageTerms) => change({ usageTerms })}
            />
            <div className="two">
              <TextField
                label="May be used for"
                beside="days; empty: without end"
                inputMode="numeric"
                value={draft.expiresAfterDays}
                onValue={(expiresAfterDays) => change({ expiresAfterDays })}
                wrong={wrong.fields.expiresAfterDays}
              />
              <ChoiceField
                label="When that runs out"
                value={draft.expiryPolicy}
                onValue={(expiryPolicy) => change({ expiryPolicy: expiryPolicy as SourceDraft['expiryPolicy'] })}
                choices={EXPIRIES}
              />
            </div>
            <ChoiceField
              label="When the agency kills a story we used"
              value={draft.killPolicy}
              onValue={(killPolicy) => change({ killPolicy: killPolicy as SourceDraft['killPolicy'] })}
              choices={KILLS}
            />
            <RulesEditor rules={draft.rules} desks={desks} onRules={(rules) => change({ rules })} />
          </fieldset>
        </section>
        {tried ? <Trial tried={tried} /> : null}
        <Wrong text={wrong.text} />
        <div className="pf">
          <button className="btn primary" type="submit" disabled={busy !== ''}>
            {busy === 'saving' ? 'One moment…' : 'Keep'}
          </button>
          {isAsked ? (
            <button
              className="btn"
              type="button"
              disabled={busy !== ''}
              onClick={() =>
                void act('trying', async () =>
                  setTried(
                    await trySource({ ...requestOf(draft), name: draft.name || 'Trial', rules: [] }, source?.id),
                  ),
                )
              }
            >
              {busy === 'trying' ? 'Trying…' : 'Try it'}
            </button>
          ) : null}
          <button className="btn bare" type="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Sheet>
  )
}

function Trial({ tried }: { readonly tried: SourceTested }) {
  return (
    <section role="status" className="stack">
      <p className={tried.works ? 'strong' : 'red strong'}>
        <Icon name={tried.works ? 'check' : 'stop'} /> {tried.sentence}
      </p>
      {tried.headlines.length > 0 ? (
        <ul>
          {tried.headlines.map((headline) => (
            <li key={headline}>{headline}</li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

// A pace that was set elsewhere is one of the choices.
function pacesWith(seconds: string) {
  return PACES.some(({ value }) => value === seconds)
    ? PACES
    : [{ value: seconds, label: `Every ${seconds} seconds` }, ...PACES]
}
