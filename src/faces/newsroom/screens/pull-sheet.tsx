import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { WireAlarmView, WireReach } from '#faces/api/contract'
import { sentenceOf } from '#newsroom/api-client.ts'
import { useAnswer } from '#newsroom/parts/alarms.ts'
import { Sheet, Wrong } from '#newsroom/parts/dialog.tsx'
import { AreaField } from '#newsroom/parts/field.tsx'
import { Failed, Loading } from '#newsroom/parts/rest.tsx'
import { useVoice } from '#newsroom/parts/say.tsx'
import { stateWords } from '#newsroom/parts/states.tsx'
import { count } from '#newsroom/parts/words.ts'
import { pullItem, readReach } from '#newsroom/wire-calls.ts'

const NOTE = 'This story has been withdrawn. The report it was based on was taken back by the agency that supplied it.'

interface PullSheetProps {
  readonly alarm?: WireAlarmView | undefined
  readonly itemId: string | null
  readonly onClose: () => void
}

/** The one confirmed action that answers a kill: everything it touches, a note to readers, and off it goes everywhere. */
export function PullSheet({ alarm, itemId, onClose }: PullSheetProps) {
  const reach = useQuery({
    queryKey: ['wire', 'reach', itemId],
    queryFn: () => readReach(itemId ?? ''),
    enabled: itemId !== null,
    staleTime: 0,
  })
  return (
    <Sheet title="Pull from the site" onClose={onClose} role="alertdialog">
      {reach.isPending ? (
        <Loading what="what it touches" />
      ) : reach.isError ? (
        <Failed error={reach.error} again={() => void reach.refetch()} />
      ) : (
        <Pull reach={reach.data} alarm={alarm} itemId={itemId ?? ''} onClose={onClose} />
      )}
    </Sheet>
  )
}

function Pull({
  reach,
  alarm,
  itemId,
  onClose,
}: PullSheetProps & { readonly reach: WireReach; readonly itemId: string }) {
  const queries = useQueryClient()
  const { say } = useVoice()
  const answer = useAnswer()
  const [note, setNote] = useState(NOTE)
  const [left, setLeft] = useState<readonly string[]>([])
  const [why, setWhy] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  const open = reach.stories.filter(({ state }) => state !== 'withdrawn')
  const chosen = open.filter(({ storyId }) => !left.includes(storyId))
  const live = chosen.filter(({ state }) => state === 'published').length

  async function act(what: () => Promise<unknown>) {
    setBusy(true)
    setWrong('')
    try {
      await what()
      onClose()
    } catch (error) {
      setWrong(sentenceOf(error))
      setBusy(false)
    }
  }
  async function pull() {
    const ids = chosen.map(({ storyId }) => storyId)
    const { withdrawn, blocked, retired } = await pullItem(itemId, note.trim(), left.length > 0 ? ids : undefined)
    const done = [
      withdrawn.length > 0 ? `${count(withdrawn.length, 'story', 'stories')} withdrawn` : '',
      blocked.length > 0 ? `${count(blocked.length, 'draft')} blocked` : '',
      retired.length > 0 ? `${count(retired.length, 'photo')} retired` : '',
    ].filter(Boolean)
    say(done.length > 0 ? `${done.join(', ')}.` : 'There was nothing left to pull.')
    for (const key of ['wire', 'stories']) void queries.invalidateQueries({ queryKey: [key] })
  }
  return (
    <form
      className="pb"
      onSubmit={(event) => {
        event.preventDefault()
        void act(pull)
      }}
    >
      <section>
        {open.length === 0 ? (
          <p>Nothing of ours that readers have, or could have, was made from it.</p>
        ) : (
          <fieldset>
            <legend>Made from it</legend>
            {open.map((story) => (
              <label className="pick" key={story.storyId}>
                <input
                  type="checkbox"
                  checked={!left.includes(story.storyId)}
                  onChange={(event) =>
                    setLeft(
                      event.currentTarget.checked
                        ? left.filter((id) => id !== story.storyId)
                        : [...left, story.storyId],
                    )
                  }
                />
                <span>
                  <b>{story.headline || story.slugline}</b>
                  <small>
                    {stateWords[story.state]}
                    {story.address ? `, ${story.address}` : ''}
                  </small>
                </span>
              </label>
            ))}
          </fieldset>
        )}
        {reach.photos.length > 0 ? (
          <>
            <h3>{left.length > 0 ? 'Its photos stay while a story does' : 'Its photos go too'}</h3>
            <ul className="pull-photos">
              {reach.photos.map((photo) => (
                <li key={photo.id}>
                  {photo.preview ? <img src={photo.preview} alt="" /> : null}
                  <span>{photo.caption || 'No caption'}</span>
                  <span className="quiet">used in {count(photo.usedIn, 'story', 'stories')}</span>
                </li>
              ))}
            </ul>
          </>
        ) : null}
        <p className="quiet">
          Readers lose it at once: pages, front, sections, feeds, search and newsletters not yet sent. The address stays
          and says this:
        </p>
        <AreaField label="Note to readers" rows={3} maxLength={1_000} value={note} onValue={setNote} />
      </section>
      <Wrong text={wrong} />
      <div className="pf">
        <button className="btn stop" type="submit" disabled={busy || chosen.length === 0}>
          {busy ? 'One moment…' : live > 0 ? `Pull ${count(live, 'story', 'stories')} now` : 'Block what is not out'}
        </button>
        <button className="btn bare" type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
      {alarm ? (
        <section>
          <h3>Or answer without pulling</h3>
          <AreaField
            label="Why nothing needs to go"
            beside="kept in the history"
            maxLength={500}
            value={why}
            onValue={setWhy}
          />
          <p>
            <button
              className="btn"
              type="button"
              disabled={busy || why.trim() === ''}
              onClick={() => void act(() => answer(alarm, why.trim()))}
            >
              Answer the alarm
            </button>
          </p>
        </section>
      ) : null}
    </form>
  )
}
