import { useState } from 'react'
import { correctStory } from '#newsroom/api-calls.ts'
import { useDesk } from '#newsroom/parts/desk.ts'
import { AskFirst } from '#newsroom/parts/dialog.tsx'
import { AreaField } from '#newsroom/parts/field.tsx'
import { useZone } from '#newsroom/parts/me.ts'
import { useVoice } from '#newsroom/parts/say.tsx'
import { fullTime } from '#newsroom/parts/times.ts'
import { count } from '#newsroom/parts/words.ts'

type Placement = 'top' | 'foot'

/** Corrections readers have, and the form for a new one. */
export function CorrectionsPanel() {
  const { view } = useDesk()
  const zone = useZone()
  return (
    <>
      {view.corrections.length > 0 ? (
        <section className="block">
          <h2>
            On this story <span className="quiet">{view.corrections.length}</span>
          </h2>
          {view.corrections.map((correction) => (
            <div key={correction.id}>
              <p className="correction mini">{correction.text}</p>
              <p className="quiet after">
                Published {fullTime(correction.at, zone)}, by {correction.by}, at the {correction.placement} of the
                story.
              </p>
            </div>
          ))}
        </section>
      ) : null}
      {view.state === 'published' && view.may.publish ? (
        <Write />
      ) : (
        <section className="block">
          <h2>Corrections</h2>
          <p className="quiet">
            {view.state === 'published'
              ? 'An editor writes corrections. Tell one what was wrong.'
              : 'A correction is for what readers have read. This story is not published, so change the text itself.'}
          </p>
        </section>
      )}
    </>
  )
}

function Write() {
  const { view, loop, took, saveAll } = useDesk()
  const { say } = useVoice()
  const [text, setText] = useState('')
  const [placement, setPlacement] = useState<Placement>('foot')
  const [asking, setAsking] = useState(false)
  const [wrong, setWrong] = useState<string>()

  async function correct() {
    if (!(await saveAll()))
      throw new Error('The copy in hand could not be saved, so nothing was published. Look at the story bar.')
    const done = await correctStory(view.id, loop.state().basedOn, text.trim(), placement)
    took(done.story)
    setText('')
    say(`Corrected. Live on ${count(done.shownOn.length, 'page')}.`, {
      label: 'See it',
      href: done.story.address ?? '/',
    })
  }
  return (
    <section className="block">
      <h2>Write a correction</h2>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() === '') return setWrong('Say what was wrong and what is so.')
          setWrong(undefined)
          setAsking(true)
        }}
      >
        <AreaField
          label="What readers will read"
          rows={4}
          maxLength={2_000}
          value={text}
          onValue={setText}
          wrong={wrong}
          hint="First mend the text above. Then say here what was wrong and what is so."
        />
        <fieldset className="stack tight">
          <legend>Where it goes</legend>
          <Pick
            value="foot"
            now={placement}
            onPick={setPlacement}
            label="Foot of the story"
            about="A number, a name, a title"
          />
          <Pick
            value="top"
            now={placement}
            onPick={setPlacement}
            label="Top of the story"
            about="The error was in the headline or the main point"
          />
        </fieldset>
        <div>
          <button className="btn" type="submit">
            Publish the correction…
          </button>
        </div>
      </form>
      {asking ? (
        <AskFirst
          title="Publish the correction"
          yes="Publish the correction"
          onYes={correct}
          onClose={() => setAsking(false)}
        >
          <p className="correction mini">{text}</p>
          <p>
            Readers get the copy in hand at once, with this note at the {placement} of the story and on the corrections
            page, and the story says when it was updated. A correction that is out cannot be taken back, only followed
            by another.
          </p>
        </AskFirst>
      ) : null}
    </section>
  )
}

interface PickProps {
  readonly value: Placement
  readonly now: Placement
  readonly onPick: (value: Placement) => void
  readonly label: string
  readonly about: string
}

function Pick({ value, now, onPick, label, about }: PickProps) {
  return (
    <label className="pick">
      <input type="radio" name="placement" checked={now === value} onChange={() => onPick(value)} />
      <span>
        <b>{label}</b>
        <small>{about}</small>
      </span>
    </label>
  )
}
