import { useState } from 'react'
import type { StoryView } from '#faces/api/contract'
import { isClean } from '#newsroom/parts/autosave.ts'
import { useDesk } from '#newsroom/parts/desk.ts'
import { useStoryEvents } from '#newsroom/parts/events.tsx'
import { useZone } from '#newsroom/parts/me.ts'
import { Notice } from '#newsroom/parts/rest.tsx'
import { useVoice } from '#newsroom/parts/say.tsx'
import { secondTime } from '#newsroom/parts/times.ts'

// A save of our own is told of too; its answer comes within this, in ms.
const OWN_ANSWER_MS = 400

/** Tells that someone else changed the story while it is open here. The text never changes under the person's hands. */
export function MeanwhileNotice({ reread }: { readonly reread: () => Promise<StoryView> }) {
  const { view, loop, took, saving } = useDesk()
  const { whisper } = useVoice()
  const zone = useZone()
  const [theirs, setTheirs] = useState<StoryView>()

  useStoryEvents(view.id, () => {
    setTimeout(async () => {
      if (loop.state().sending || loop.state().trouble?.kind === 'conflict') return
      const now = await reread().catch(() => undefined)
      if (!now || loop.state().sending || now.revision <= loop.state().basedOn) return
      setTheirs(now)
      whisper(`${now.changedBy} changed this story.`)
    }, OWN_ANSWER_MS)
  })
  if (!theirs || theirs.revision <= saving.basedOn || saving.trouble?.kind === 'conflict') return null
  const clean = isClean(saving)
  return (
    <Notice
      asks
      actions={
        clean ? (
          <button
            className="btn small primary"
            type="button"
            onClick={() => {
              took(theirs, { copy: true })
              setTheirs(undefined)
            }}
          >
            Show the new copy
          </button>
        ) : (
          <button className="btn small primary" type="button" onClick={() => void loop.flush('version')}>
            Look at both
          </button>
        )
      }
    >
      {theirs.changedBy} saved this story at {secondTime(new Date(theirs.changedAt), zone)}.{' '}
      {clean ? 'You have the copy from before.' : 'You have words of your own that are not saved yet.'}
    </Notice>
  )
}
