import { useRef, useState } from 'react'
import type { PhotoView } from '#faces/api/contract'
import { retirePhoto } from '#newsroom/api-calls.ts'
import { sentenceOf } from '#newsroom/api-client.ts'
import { AskFirst, Wrong } from '#newsroom/parts/dialog.tsx'
import { TextField } from '#newsroom/parts/field.tsx'
import { useMe } from '#newsroom/parts/me.ts'
import { useVoice } from '#newsroom/parts/say.tsx'
import { PHOTO_TYPES, sendPhoto } from '#newsroom/parts/send-photo.ts'

interface PhotoReplacementProps {
  readonly photo: PhotoView
  readonly onPhoto: (photo: PhotoView) => Promise<void>
  readonly onRetired: () => void
}

/** Puts another picture in this one's place everywhere, or takes the photo off every page for good. */
export function PhotoReplacement({ photo, onPhoto, onRetired }: PhotoReplacementProps) {
  const { person } = useMe()
  const { say } = useVoice()
  const input = useRef<HTMLInputElement>(null)
  const [share, setShare] = useState<number>()
  const [wrong, setWrong] = useState('')
  const [file, setFile] = useState<File>()
  const [isRetiring, setRetiring] = useState(false)
  const [reason, setReason] = useState('')
  if (!['admin', 'editor', 'photo'].includes(person.role) || photo.retired) return null

  async function replaceBy(chosen: File) {
    setWrong('')
    setShare(0)
    try {
      const signal = new AbortController().signal
      await onPhoto(await sendPhoto(chosen, { onShare: setShare, signal, replaces: photo.id }))
      say('The picture was replaced wherever the photo is used.')
    } catch (error) {
      setWrong(sentenceOf(error))
    }
    setShare(undefined)
  }
  return (
    <div className="stack tight">
      <input
        ref={input}
        type="file"
        accept={PHOTO_TYPES}
        hidden
        onChange={(event) => {
          setFile(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      <div className="btns">
        <button
          className="btn small"
          type="button"
          disabled={share !== undefined}
          onClick={() => input.current?.click()}
        >
          Replace the picture…
        </button>
        <button className="btn small bare" type="button" onClick={() => setRetiring(true)}>
          Take out of the library…
        </button>
      </div>
      {share === undefined ? null : <progress value={share} max={1} aria-label="Uploading the new picture" />}
      <Wrong text={wrong} />
      {file ? (
        <AskFirst
          title="Replace this picture everywhere?"
          yes="Replace"
          onClose={() => setFile(undefined)}
          onYes={() => {
            void replaceBy(file)
            return undefined
          }}
        >
          <p>
            {file.name} takes its place in every story that uses it. Captions, credits and alt text stay; the old
            picture is kept.
          </p>
        </AskFirst>
      ) : null}
      {isRetiring ? (
        <AskFirst
          title="Take this photo out for good?"
          yes="Take out"
          grave
          onClose={() => setRetiring(false)}
          onYes={() =>
            retirePhoto(photo.id, reason)
              .then(() => say('The photo is off every page.'))
              .then(onRetired)
          }
        >
          <p>It goes off every page, and its file cannot be uploaded again.</p>
          <TextField label="Why" maxLength={300} value={reason} onValue={setReason} />
        </AskFirst>
      ) : null}
    </div>
  )
}
