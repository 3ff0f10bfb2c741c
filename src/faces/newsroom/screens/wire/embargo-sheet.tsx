import { useState } from 'react'
import { wallTimeOf } from '#domains/paper/shared'
import type { WireLine } from '#faces/api/contract'
import { AskFirst } from '#newsroom/parts/dialog.tsx'
import { AreaField, TextField } from '#newsroom/parts/field.tsx'
import { useZone } from '#newsroom/parts/me.ts'
import { zoneName } from '#newsroom/parts/times.ts'
import { decideEmbargo } from '#newsroom/wire-calls.ts'

interface EmbargoSheetProps {
  readonly line: Pick<WireLine, 'id' | 'headline' | 'embargoUntil'>
  readonly onDecided: (line: WireLine) => void
  readonly onClose: () => void
}

/** An editor decides when an embargo ends, and says why: it goes into the history. */
export function EmbargoSheet({ line, onDecided, onClose }: EmbargoSheetProps) {
  const zone = useZone()
  const [ends, setEnds] = useState<'at' | 'now'>('at')
  const [until, setUntil] = useState(() =>
    wallTimeOf(line.embargoUntil ? new Date(line.embargoUntil) : new Date(), zone),
  )
  const [reason, setReason] = useState('')
  return (
    <AskFirst
      title="When the embargo ends"
      yes={ends === 'at' ? 'Embargo to that time' : 'It has ended'}
      grave={ends === 'now'}
      mayYes={reason.trim() !== '' && (ends === 'now' || until !== '')}
      onClose={onClose}
      onYes={async () => onDecided(await decideEmbargo(line.id, ends === 'now' ? null : until, reason.trim()))}
    >
      <p>
        <b className="strong">{line.headline}</b>
      </p>
      <fieldset>
        <legend className="vh">When</legend>
        <label className="pick">
          <input type="radio" name="ends" checked={ends === 'at'} onChange={() => setEnds('at')} />
          <span>
            <b>It ends at a time</b>
            <small>Nothing made from it goes out before.</small>
          </span>
        </label>
        {ends === 'at' ? (
          <TextField
            label="Ends"
            beside={zoneName(zone)}
            type="datetime-local"
            value={until}
            onValue={setUntil}
            required
          />
        ) : null}
        <label className="pick">
          <input type="radio" name="ends" checked={ends === 'now'} onChange={() => setEnds('now')} />
          <span>
            <b>It has ended, or never was one</b>
            <small>Stories made from it may go out at once.</small>
          </span>
        </label>
      </fieldset>
      <AreaField
        label="How we know"
        beside="kept in the history"
        maxLength={500}
        value={reason}
        onValue={setReason}
        required
      />
    </AskFirst>
  )
}
