import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { PhotoCredit, PhotoView } from '#faces/api/contract'
import { creditPhoto } from '#newsroom/api-calls.ts'
import { sentenceOf } from '#newsroom/api-client.ts'
import { Sheet, Wrong } from '#newsroom/parts/dialog.tsx'
import { AreaField, TextField } from '#newsroom/parts/field.tsx'
import { FocusPicker } from '#newsroom/parts/focus-picker.tsx'
import { useMe, useZone } from '#newsroom/parts/me.ts'
import { usePhoto } from '#newsroom/parts/photo-image.tsx'
import { useVoice } from '#newsroom/parts/say.tsx'
import { fullTime } from '#newsroom/parts/times.ts'
import { PhotoReplacement } from './photo-replacement.tsx'
import { PhotoRightsPanel } from './photo-rights-panel.tsx'
import { PhotoUsesList } from './photo-uses-list.tsx'

/** One photo of the library: the words it goes out with, what is allowed with it, where it is used. Stories that use it already keep their own words. */
export function PhotoSheet({ photo: opened, onClose }: { readonly photo: PhotoView; readonly onClose: () => void }) {
  const { may } = useMe()
  const zone = useZone()
  const { say } = useVoice()
  const queries = useQueryClient()
  const formId = useId()
  const photo = usePhoto(opened.id).data ?? opened
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

  /** Takes what the server says of the photo now. */
  async function take(now: PhotoView) {
    queries.setQueryData(['photo', photo.id], now)
    await queries.invalidateQueries({ queryKey: ['photos'] })
  }
  async function save() {
    setBusy(true)
    try {
      await take(await creditPhoto(photo.id, credit))
      say('Saved with the photo.', {
        label: 'Undo',
        act: () =>
          void creditPhoto(photo.id, before)
            .then(take)
            .catch((error: unknown) => say(sentenceOf(error))),
      })
      onClose()
    } catch (error) {
      setWrong(sentenceOf(error))
      setBusy(false)
    }
  }
  return (
    <Sheet title="Photo" onClose={onClose} shape="wide">
      <div className="pb photo-form">
        <div className="two-columns">
          <section className="stack">
            <fieldset disabled={!may.draft || photo.retired !== null} className="bare-set">
              {photo.large ? (
                <FocusPicker src={photo.large} focus={credit.focus ?? undefined} onFocus={(focus) => set({ focus })} />
              ) : (
                <p className="quiet">This photo was taken out of the library. Its picture is not shown any more.</p>
              )}
            </fieldset>
            <p className="quiet">
              {photo.width} by {photo.height} pixels
              {photo.name ? `, ${photo.name}` : ''}. Uploaded {fullTime(photo.uploadedAt, zone)} by {photo.uploadedBy}.
              {photo.version > 1 ? ` Replaced ${photo.version - 1 === 1 ? 'once' : `${photo.version - 1} times`}.` : ''}
            </p>
            {photo.hasCredentials ? <p className="quiet">The file carries content credentials (not checked).</p> : null}
            <PhotoUsesList photoId={photo.id} />
          </section>
          <section className="stack">
            <form
              id={formId}
              onSubmit={(event) => {
                event.preventDefault()
                void save()
              }}
            >
              <fieldset disabled={!may.draft || photo.retired !== null} className="bare-set stack">
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
              </fieldset>
            </form>
            <PhotoRightsPanel photo={photo} onPhoto={take} />
            <PhotoReplacement photo={photo} onPhoto={take} onRetired={onClose} />
          </section>
        </div>
        <Wrong text={wrong} />
        <div className="pf">
          <button
            className="btn primary"
            type="submit"
            form={formId}
            disabled={busy || !may.draft || photo.retired !== null}
          >
            Save
          </button>
          <button className="btn bare" type="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </div>
    </Sheet>
  )
}
