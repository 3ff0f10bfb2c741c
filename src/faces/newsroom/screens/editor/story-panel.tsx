import { useState } from 'react'
import { dayIn } from '#domains/paper/shared'
import { DECK_MAX, dayPath, HEADLINE_MAX, slugOf } from '#domains/stories/shared'
import { useDesk } from '#newsroom/parts/desk.ts'
import { AreaField, ChoiceField, Field, TextField } from '#newsroom/parts/field.tsx'
import { sectionChoices, useMe } from '#newsroom/parts/me.ts'
import { SuggestBox } from '#newsroom/parts/suggest-box.tsx'
import { Bylines } from './bylines.tsx'
import { Dateline } from './dateline.tsx'
import { Pins } from './pins.tsx'
import { Related } from './related.tsx'
import { Topics } from './topics.tsx'

const CUT_AT = 110

/** Headline to address: what the story is called, by whom, from where, and where it stands in the paper. */
export function StoryPanel() {
  const { copy, change, readOnly } = useDesk()
  const { paper } = useMe()
  const length = copy.headline.length
  return (
    <fieldset disabled={readOnly} className="bare-set">
      <section className="block stack heads">
        <AreaField
          label="Headline"
          beside={length > CUT_AT ? `${length}, over ${CUT_AT}: search engines cut it` : `${length} of ${CUT_AT}`}
          data-field="headline"
          maxLength={HEADLINE_MAX}
          value={copy.headline}
          onValue={(headline) => change({ headline: oneLine(headline) })}
        />
        <AreaField
          label="Deck"
          beside={`${copy.deck.length} of ${DECK_MAX}`}
          data-field="deck"
          maxLength={DECK_MAX}
          value={copy.deck}
          onValue={(deck) => change({ deck: oneLine(deck) })}
        />
        <div className="two">
          <TextField label="Kicker" maxLength={60} value={copy.kicker} onValue={(kicker) => change({ kicker })} />
          <TextField
            label="Slug"
            beside="for us"
            maxLength={60}
            value={copy.slugline}
            onValue={(slugline) => change({ slugline: slugline.toUpperCase() })}
          />
        </div>
      </section>
      <section className="block stack">
        <ChoiceField
          label="Section"
          field="section"
          value={copy.sectionId ?? ''}
          disabled={readOnly}
          choices={[{ value: '', label: 'Choose a section' }, ...sectionChoices(paper)]}
          onValue={(id) => change({ sectionId: id || null })}
        />
        <Topics />
        <Address />
      </section>
      <section className="block stack">
        <Bylines />
        <div className="field">
          <label htmlFor="agency-of-story">
            Agency <span>if the story came from one</span>
          </label>
          <div className="combo">
            <SuggestBox
              id="agency-of-story"
              kind="agency"
              label="Agency the story came from"
              words={copy.agency}
              onWords={(agency) => change({ agency: agency.slice(0, 200) })}
              onChoose={({ value }) => change({ agency: value })}
            />
          </div>
        </div>
        <Dateline />
      </section>
      <section className="block stack">
        <Related />
      </section>
      <Pins />
    </fieldset>
  )
}

function Address() {
  const { copy, change, view } = useDesk()
  const { paper } = useMe()
  const day = view.publishedAt ? new Date(view.publishedAt) : new Date()
  // A live story keeps the day of its first publication; its own address says which.
  const path = view.address?.replace(/[^/]+\/$/, '') ?? `/stories/${dayPath(dayIn(paper.zone, day))}/`
  const made = slugOf(copy.headline)
  const [typed, setTyped] = useState<string>()
  return (
    <Field
      label="Address"
      beside={view.liveVersion === null ? 'made from the headline if empty' : 'the old one forwards'}
    >
      {(ids) => (
        <div className="urlbox">
          <span>{path}</span>
          <input
            {...ids}
            className="ctl"
            type="text"
            maxLength={100}
            spellCheck={false}
            placeholder={made || 'words-of-the-headline'}
            // What is typed stays as typed until the field is left; the copy has it as an address all along.
            value={typed ?? copy.slug}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              change({ slug: slugOf(event.currentTarget.value, 100) })
            }}
            onBlur={() => setTyped(undefined)}
          />
        </div>
      )}
    </Field>
  )
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ')
}
