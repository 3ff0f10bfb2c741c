import { useState } from 'react'
import { Sheet } from '#newsroom/parts/dialog.tsx'
import { TextField } from '#newsroom/parts/field.tsx'

interface EmbedSheetProps {
  readonly onEmbed: (embed: { url: string; title: string }) => void
  readonly onClose: () => void
}

/** Puts in something from elsewhere, by its address. Readers load it only when they press it. */
export function EmbedSheet({ onEmbed, onClose }: EmbedSheetProps) {
  const [url, setUrl] = useState('')
  const [title, setTitle] = useState('')
  const [wrong, setWrong] = useState<string>()
  function embed() {
    const address = url.trim()
    if (!URL.canParse(address) || new URL(address).protocol !== 'https:')
      return setWrong('Give the whole address, starting with https://')
    onEmbed({ url: new URL(address).href, title: title.trim() })
  }
  return (
    <Sheet title="Embed" onClose={onClose}>
      <form
        className="pb"
        onSubmit={(event) => {
          event.preventDefault()
          embed()
        }}
      >
        <section>
          <TextField
            label="Address"
            inputMode="url"
            value={url}
            onValue={setUrl}
            wrong={wrong}
            placeholder="https://"
            hint="Of the video, map or chart itself. Readers press to load it."
          />
          <TextField label="What it shows" value={title} onValue={setTitle} maxLength={300} />
        </section>
        <div className="pf">
          <button className="btn primary" type="submit">
            Put it in
          </button>
        </div>
      </form>
    </Sheet>
  )
}
