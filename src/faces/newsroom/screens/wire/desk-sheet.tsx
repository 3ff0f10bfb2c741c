import { useState } from 'react'
import type { WireDeskView, WireFilter } from '#faces/api/contract'
import { sentenceOf } from '#newsroom/api-client.ts'
import { Sheet, Wrong } from '#newsroom/parts/dialog.tsx'
import { TextField } from '#newsroom/parts/field.tsx'
import { useMe } from '#newsroom/parts/me.ts'
import { dropDesk, type Narrowing, saveDesk } from '#newsroom/wire-calls.ts'

interface DeskSheetProps {
  /** The one to change; a new one without. */
  readonly desk?: Pick<WireDeskView, 'id' | 'name' | 'own' | 'filter'> | undefined
  /** What the list shows now. */
  readonly filter: Narrowing
  readonly onDone: (deskId: string | undefined) => void
  readonly onClose: () => void
}

/** Keeps what the list shows under a name: for oneself, or as a desk for all. */
export function DeskSheet({ desk, filter, onDone, onClose }: DeskSheetProps) {
  const { person } = useMe()
  const mayMakeDesks = person.role === 'admin' || person.role === 'editor'
  const [name, setName] = useState(desk?.name ?? '')
  const [own, setOwn] = useState(desk?.own ?? true)
  const [words, setWords] = useState(desk?.filter.q ?? filter.q ?? '')
  const [view, setView] = useState<WireFilter['view']>(desk?.filter.view ?? filter.view ?? 'all')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  const narrowed = desk?.filter ?? filter

  async function act(what: () => Promise<string | undefined>) {
    setBusy(true)
    try {
      onDone(await what())
      onClose()
    } catch (error) {
      setWrong(sentenceOf(error))
      setBusy(false)
    }
  }
  return (
    <Sheet title={desk ? 'Change this search' : 'Keep this search'} onClose={onClose}>
      <form
        className="pb"
        onSubmit={(event) => {
          event.preventDefault()
          const kept = { ...narrowed, q: words, view }
          void act(async () => (await saveDesk({ name, own, filter: kept }, desk?.id)).id)
        }}
      >
        <section>
          <TextField label="Name" maxLength={60} required value={name} onValue={setName} />
          <TextField
            label="Words"
            hint="All of them must be there. slug:, headline:, byline:, place:, category:, keyword: or agency: before a word looks there only."
            maxLength={400}
            value={words}
            onValue={setWords}
          />
          <label className="pick">
            <input
              type="checkbox"
              checked={view === 'unread'}
              onChange={(event) => setView(event.currentTarget.checked ? 'unread' : 'all')}
            />
            <span>
              <b>Unread only</b>
            </span>
          </label>
          {mayMakeDesks ? (
            <label className="pick">
              <input
                type="checkbox"
                checked={!own}
                disabled={desk !== undefined}
                onChange={(event) => setOwn(!event.currentTarget.checked)}
              />
              <span>
                <b>A desk for everybody</b>
                <small>Otherwise only you see it.</small>
              </span>
            </label>
          ) : null}
        </section>
        <Wrong text={wrong} />
        <div className="pf">
          <button className="btn primary" type="submit" disabled={busy || name.trim() === ''}>
            Keep
          </button>
          <button className="btn bare" type="button" onClick={onClose}>
            Cancel
          </button>
          {desk ? (
            <button
              className="btn bare red push"
              type="button"
              disabled={busy}
              onClick={() => void act(async () => void (await dropDesk(desk.id)))}
            >
              Delete it
            </button>
          ) : null}
        </div>
      </form>
    </Sheet>
  )
}
