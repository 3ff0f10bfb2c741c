import { useState } from 'react'
import { type PhotoUse, photosIn } from '#domains/stories/shared'
import { useDesk } from '#newsroom/parts/desk.ts'
import { Icon } from '#newsroom/parts/icon.tsx'
import { insertBlocks } from '#newsroom/parts/insert-block.ts'
import { PhotoPicker } from '#newsroom/parts/photo-picker.tsx'
import { changeBodyPhoto, showBodyPhoto, useOf } from '#newsroom/parts/photo-uses.ts'
import { useVoice } from '#newsroom/parts/say.tsx'
import { PhotoUseCard } from './photo-use-card.tsx'

/** Every photo the story uses, the lead first; each with its words, its focal point, and what can be done with it. */
export function PhotosPanel() {
  const { copy, change, editor, readOnly } = useDesk()
  const { say } = useVoice()
  const [adding, setAdding] = useState<'lead' | 'text' | undefined>()
  const inText = photosIn(copy.body)

  function takeOutLead() {
    const before = copy.lead
    change({ lead: null })
    say('The story has no lead photo now.', { label: 'Undo', act: () => change({ lead: before }) })
  }
  function takeOut(nth: number) {
    changeBodyPhoto(editor, nth, undefined)
    say('Photo taken out.', { label: 'Undo', act: () => editor.commands.undo() })
  }
  // The old lead takes the place of the new one, so that no photo is lost on the way.
  function makeLead(nth: number, use: PhotoUse) {
    changeBodyPhoto(editor, nth, copy.lead ?? undefined)
    change({ lead: use })
    say('This photo leads the story now.')
  }
  return (
    <fieldset disabled={readOnly} className="bare-set">
      <section className="block">
        <h2>
          Lead photo <span className="quiet">above the text, on fronts and when shared</span>
        </h2>
        {copy.lead ? (
          <PhotoUseCard
            at={0}
            use={copy.lead}
            onUse={(lead) => change({ lead })}
            acts={
              <>
                <button className="btn small" type="button" onClick={() => setAdding('lead')}>
                  Change…
                </button>
                <button className="btn small bare" type="button" onClick={takeOutLead}>
                  Take out
                </button>
              </>
            }
          />
        ) : (
          <button className="btn" type="button" onClick={() => setAdding('lead')}>
            <Icon name="plus" />
            Choose a lead photo
          </button>
        )}
      </section>
      <section className="block">
        <h2>
          In the text <span className="quiet">{inText.length}</span>
        </h2>
        {inText.map((use, nth) => (
          <PhotoUseCard
            // biome-ignore lint/suspicious/noArrayIndexKey: a story may use one photo twice
            key={`${use.photoId} ${nth}`}
            at={nth + (copy.lead ? 1 : 0)}
            use={use}
            onUse={(changed) => changeBodyPhoto(editor, nth, changed)}
            acts={
              <>
                <button className="btn small" type="button" onClick={() => showBodyPhoto(editor, nth)}>
                  Show
                </button>
                <button className="btn small" type="button" onClick={() => makeLead(nth, use)}>
                  Make it lead
                </button>
                <button className="btn small bare" type="button" onClick={() => takeOut(nth)}>
                  Take out
                </button>
              </>
            }
          />
        ))}
        <button className="btn" type="button" onClick={() => setAdding('text')}>
          <Icon name="plus" />
          Add to the text
        </button>
      </section>
      {adding ? (
        <PhotoPicker
          title={adding === 'lead' ? 'Choose a lead photo' : 'Add photos to the text'}
          many={adding === 'text'}
          onClose={() => setAdding(undefined)}
          onPick={(photos) => {
            const uses = photos.map(useOf)
            if (adding === 'lead') change({ lead: uses[0] ?? null })
            else
              insertBlocks(
                editor,
                uses.map((photo) => ({ type: 'photo', attrs: { photo } })),
                'after',
              )
            setAdding(undefined)
          }}
        />
      ) : null}
    </fieldset>
  )
}
