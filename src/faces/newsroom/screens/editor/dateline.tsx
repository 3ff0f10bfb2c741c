import { useDesk } from '#newsroom/parts/desk.ts'
import { TextField } from '#newsroom/parts/field.tsx'

/** Where and when the reporting was done. An empty place means no dateline. */
export function Dateline() {
  const { copy, change } = useDesk()
  const { place, agency, on } = { place: '', agency: '', on: undefined, ...copy.dateline }
  function set(next: { place?: string; agency?: string; on?: string }) {
    const whole = { place, agency, ...(on ? { on } : {}), ...next }
    const { on: day, ...rest } = whole
    const empty = whole.place === '' && whole.agency === '' && !day
    change({ dateline: empty ? null : day ? { ...rest, on: day } : rest })
  }
  return (
    <div className="stack tight">
      <TextField
        label="Dateline"
        beside="as printed"
        placeholder="Olympia, Wash."
        maxLength={200}
        value={place}
        onValue={(value) => set({ place: value })}
      />
      <div className="two">
        <TextField
          label="Dateline agency"
          placeholder="AP"
          maxLength={60}
          value={agency}
          onValue={(value) => set({ agency: value })}
        />
        <TextField label="Dateline date" type="date" value={on ?? ''} onValue={(value) => set({ on: value })} />
      </div>
    </div>
  )
}
