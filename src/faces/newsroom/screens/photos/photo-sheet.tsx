import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PhotoCredit, PhotoView } from '#faces/api/contract'
import { creditPhoto } from '#newsroom/api-calls.ts'
import { sentenceOf } from '#newsroom/api-client.ts'
import { Sheet, Wrong } from '#newsroom/parts/dialog.tsx'
import { AreaField, TextField } from '#newsroom/parts/field.tsx'
import { FocusPicker } from '#newsroom/parts/focus-picker.tsx'
import { useMe, useZone } from '#newsroom/parts/me.ts'
import { useVoice } from '#newsroom/parts/say.tsx'
import { fullTime } from '#newsroom/parts/times.ts'

/** One photo of the library and the words it goes out with. Stories that use it already keep their own. */
export function PhotoSheet({ photo, onClose }: { readonly photo: PhotoView; readonly onClose: () => void }) {
  const { may } = useMe()
  const zone = useZone()
  const { say } = useVoice()
  const queries = useQueryClient()
  const before: PhotoCredit = {
    caption: photo.caption,
    creator: photo.creator,
    credit: photo.credit,
    alt: photo.alt,
    focus: photo.focus,
  }
  const [credit, setCredit] = useState(before)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  const set = (change: Partial<PhotoCredit>) => setCredit((now) => ({ ...now, ...change }))

  async function write(words: PhotoCredit) {
    queries.setQueryData(['photo', photo.id], await creditPhoto(photo.id, words))
    await queries.invalidateQueries({ queryKey: ['photos'] })
  }
  async function save() {
    setBusy(true)
    try {
      await write(credit)
      say('Saved with the photo.', {
        label: 'Undo',
        act: () => void write(before).catch((error: unknown) => say(sentenceOf(error))),
      })
      onClose()
    } catch (error) {
      setWrong(sentenceOf(error))
      setBusy(false)
    }
  }
  return (
    <Sheet title="Photo" onClose={onClose} shape="wide">
      <form
        className="pb photo-form"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <fieldset disabled={!may.draft} className="bare-set two-columns">
          <section className="stack">
            <FocusPicker src={photo.large} focus={credit.focus ?? undefined} onFocus={(focus) => set({ focus })} />
          </section>
          <section className="stack">
            <AreaField
              label="Caption"
              rows={4}
              maxLength={5_000}
              value={credit.caption}
              onValue={(caption) => set({ caption })}
            />
            <AreaField
              label="Alt text"
              hint="What the photo shows, for those who do not see it."
              maxLength={1_000}
              value={credit.alt}
              onValue={(alt) => set({ alt })}
            />
            <div className="two">
              <TextField
                label="Photographer"
                maxLength={300}
                value={credit.creator}
                onValue={(creator) => set({ creator })}
              />
              <TextField
                label="Credit"
                beside="agency or paper"
                maxLength={300}
                value={credit.credit}
                onValue={(value) => set({ credit: value })}
              />
            </div>
            {photo.instructions ? (
              <p>
                <b className="strong">The agency says:</b> {photo.instructions}
              </p>
            ) : null}
            <p className="quiet">
              {photo.width} by {photo.height} pixels. Uploaded {fullTime(photo.uploadedAt, zone)}.
            </p>
          </section>
        </fieldset>
        <Wrong text={wrong} />
        <div className="pf">
          <button className="btn primary" type="submit" disabled={busy || !may.draft}>
            Save
          </button>
          <button className="btn bare" type="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Sheet>
  )
}
