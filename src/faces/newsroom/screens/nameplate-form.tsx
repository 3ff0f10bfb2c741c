import { useState } from 'react'
import { isZone } from '#domains/paper/shared'
import type { PaperView } from '#faces/api/contract'
import { renamePaper } from '#newsroom/api-calls.ts'
import { ApiProblem, sentenceOf } from '#newsroom/api-client.ts'
import { Wrong } from '#newsroom/parts/dialog.tsx'
import { TextField } from '#newsroom/parts/field.tsx'
import { useVoice } from '#newsroom/parts/say.tsx'

interface NameplateFormProps {
  readonly paper: PaperView
  readonly mayChange: boolean
  readonly onPaper: (paper: PaperView) => void
}

/** What stands at the top of the paper. Administrators change it; others see it. */
export function NameplateForm({ paper, mayChange, onPaper }: NameplateFormProps) {
  const { name, place, establishedOn, zone, tagline } = paper
  const before = { name, place, establishedOn, zone, tagline }
  const [plate, setPlate] = useState(before)
  const [wrong, setWrong] = useState<{ fields: Readonly<Record<string, string>>; text: string }>({
    fields: {},
    text: '',
  })
  const [busy, setBusy] = useState(false)
  const { say } = useVoice()
  const field = (key: keyof typeof plate) => ({
    value: plate[key],
    onValue: (value: string) => setPlate((now) => ({ ...now, [key]: value })),
    wrong: wrong.fields[key],
  })

  async function save() {
    if (!isZone(plate.zone)) return setWrong({ fields: { zone: 'Name a time zone as America/Los_Angeles.' }, text: '' })
    setBusy(true)
    try {
      onPaper(await renamePaper(plate))
      say('The nameplate is changed. Readers see it now.', {
        label: 'Undo',
        act: () => void renamePaper(before).then(onPaper, (error: unknown) => say(sentenceOf(error))),
      })
      setWrong({ fields: {}, text: '' })
    } catch (error) {
      const fields = error instanceof ApiProblem ? error.problem.fields : {}
      setWrong({ fields, text: Object.keys(fields).length > 0 ? '' : sentenceOf(error) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <fieldset disabled={!mayChange || busy} className="bare-set stack">
        <h2>Nameplate</h2>
        <TextField label="Name of the paper" required maxLength={80} {...field('name')} />
        <TextField label="Place" beside="under the name" maxLength={80} {...field('place')} />
        <TextField label="Line under the name" maxLength={160} {...field('tagline')} />
        <div className="two">
          <TextField label="Established" type="date" required {...field('establishedOn')} />
          <TextField label="Time zone" required list="zones" {...field('zone')} />
        </div>
        <datalist id="zones">
          {Intl.supportedValuesOf('timeZone').map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <Wrong text={wrong.text} />
        {mayChange ? (
          <div>
            <button className="btn primary" type="submit">
              Save the nameplate
            </button>
          </div>
        ) : (
          <p className="quiet">An administrator changes the nameplate.</p>
        )}
      </fieldset>
    </form>
  )
}
