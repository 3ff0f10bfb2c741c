import { useState } from 'react'
import { lineage } from '#domains/paper/shared'
import { pinStory, unpinStory } from '#newsroom/api-calls.ts'
import { sentenceOf } from '#newsroom/api-client.ts'
import { useDesk } from '#newsroom/parts/desk.ts'
import { useMe } from '#newsroom/parts/me.ts'
import { useVoice } from '#newsroom/parts/say.tsx'

/** Keeps a published story at the top of the front page or of its sections. Acts at once and can be undone as easily. */
export function Pins() {
  const { view, copy, took } = useDesk()
  const { paper } = useMe()
  const { say } = useVoice()
  const [busy, setBusy] = useState(false)
  if (!view.may.publish || view.liveVersion === null) return null

  const fronts = [
    { front: 'front', name: 'the front page' },
    ...lineage(paper.sections, copy.sectionId).map((section) => ({ front: section.path, name: section.name })),
  ]
  async function set(front: string, name: string, pinned: boolean) {
    setBusy(true)
    try {
      took(await (pinned ? pinStory(view.id, front) : unpinStory(view.id, front)))
      say(pinned ? `Pinned to the top of ${name}.` : `No longer pinned to ${name}.`, {
        label: 'Undo',
        act: () => void set(front, name, !pinned),
      })
    } catch (error) {
      say(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="block stack">
      <fieldset className="stack tight">
        <legend>Pinned to the top</legend>
        {fronts.map(({ front, name }) => (
          <label className="pick" key={front}>
            <input
              type="checkbox"
              disabled={busy}
              checked={view.pinnedTo.includes(front)}
              onChange={(event) => void set(front, name, event.currentTarget.checked)}
            />
            <span>
              <b>{name === 'the front page' ? 'Front page' : name}</b>
              <small>Readers see this at once</small>
            </span>
          </label>
        ))}
      </fieldset>
    </section>
  )
}
