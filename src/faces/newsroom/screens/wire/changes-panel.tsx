import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { WireChanges, WireItemView, WirePassage, WireWords } from '#faces/api/contract'
import { Icon } from '#newsroom/parts/icon.tsx'
import { Failed, Loading } from '#newsroom/parts/rest.tsx'
import { type Choices, choiceOf, openPassages, summaryOf, takenPassages } from './choices.ts'
import { shortNameOf, writeThruWords } from './marks.ts'
import type { Changing } from './use-changes.ts'

/** What the newest version would change in a story of ours, passage by passage, and what goes in. */
export function ChangesPanel({ item, changing }: { readonly item: WireItemView; readonly changing: Changing }) {
  const { changes, story, choices, choose, query } = changing
  if (item.uses.length === 0 || !story) {
    return <p className="quiet">No story of ours uses this, so there is nothing to compare it with.</p>
  }
  return (
    <>
      {item.uses.length > 1 ? (
        <fieldset className="btns which" aria-label="Which story of ours">
          {item.uses.map((use) => (
            <button
              key={use.storyId}
              className="btn small"
              type="button"
              aria-pressed={use.storyId === story.storyId}
              onClick={() => changing.setStory(use.storyId)}
            >
              {shortNameOf(use)}
            </button>
          ))}
        </fieldset>
      ) : null}
      <p className="facts">
        <span>
          <b>{shortNameOf(story)}</b>, as we edited it
        </span>
        {changes ? <span>made from {versionWords(changes.fromOrdinal)}</span> : null}
        <span>{story.state}</span>
      </p>
      <h2>What the new version would change</h2>
      {query.isPending ? (
        <Loading what="the changes" />
      ) : query.isError ? (
        <Failed error={query.error} again={() => void query.refetch()} />
      ) : (
        <Passages changes={query.data} choices={choices} choose={choose} storyId={story.storyId} />
      )}
      {changes ? <Finish changes={changes} changing={changing} name={shortNameOf(story)} /> : null}
    </>
  )
}

const versionWords = (ordinal: number): string => {
  const words = writeThruWords(ordinal)
  return words ? `the ${words}` : 'the first version'
}

interface PassagesProps {
  readonly changes: WireChanges
  readonly choices: Choices
  readonly choose: (id: string, choice: 'ours' | 'wire') => void
  readonly storyId: string
}

function Passages({ changes, choices, choose, storyId }: PassagesProps) {
  const next = openPassages(changes, choices)[0]?.id
  return (
    <>
      <p className="sum">{summaryOf(changes)}</p>
      {changes.passages.map((passage) => (
        <section className="change" key={passage.id} aria-labelledby={`passage-${passage.id}`}>
          <h3 className="head" id={`passage-${passage.id}`}>
            {passage.kind === 'both-changed' ? (
              <span className="red">
                <Icon name="look" />
              </span>
            ) : null}
            {passage.graf > 0 ? `Graf ${passage.graf}` : passage.what}{' '}
            <span className="quiet">{KINDS[passage.kind]}</span>
          </h3>
          <Passage passage={passage} />
          <Choice passage={passage} choices={choices} choose={choose} isNext={passage.id === next} storyId={storyId} />
        </section>
      ))}
    </>
  )
}

const KINDS: Record<WirePassage['kind'], string> = {
  'wire-changed': 'changed by the wire',
  'wire-added': 'new on the wire',
  'wire-removed': 'taken out by the wire',
  'both-changed': 'changed by the wire and by us. Choose one',
  'ours-changed': 'changed by us only; it stays',
}

function Passage({ passage }: { readonly passage: WirePassage }) {
  if (passage.kind === 'ours-changed') {
    return (
      <div className="prose">
        <p>
          <Words words={passage.oursChanged} />
        </p>
      </div>
    )
  }
  return (
    <div className="prose">
      <p>
        <Words words={passage.wire} />
      </p>
      {passage.kind === 'both-changed' ? (
        <p className="ours">
          <b className="lab">Ours</b> <Words words={passage.oursChanged} />
        </p>
      ) : null}
    </div>
  )
}

function Words({ words }: { readonly words: z.infer<typeof WireWords> }) {
  return words.map(({ text, change }, index) => {
    const Tag = change === 'out' ? 'del' : change === 'in' ? 'ins' : 'span'
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of a comparison that does not change
    return <Tag key={index}>{text}</Tag>
  })
}

interface ChoiceProps extends Omit<PassagesProps, 'changes'> {
  readonly passage: WirePassage
  readonly isNext: boolean
}

function Choice({ passage, choices, choose, isNext, storyId }: ChoiceProps) {
  if (passage.kind === 'ours-changed') return null
  const choice = choiceOf(passage, choices)
  const both = passage.kind === 'both-changed'
  return (
    <div className="btns">
      <button
        className="btn small"
        type="button"
        aria-pressed={choice === 'ours'}
        onClick={() => choose(passage.id, 'ours')}
      >
        {both ? 'Keep ours' : 'Leave out'} {isNext ? <kbd>1</kbd> : null}
      </button>
      <button
        className="btn small"
        type="button"
        aria-pressed={choice === 'wire'}
        onClick={() => choose(passage.id, 'wire')}
      >
        {both ? 'Take the wire’s' : 'Take it'} {isNext ? <kbd>2</kbd> : null}
      </button>
      {both ? (
        <Link className="btn small bare" to="/stories/$storyId" params={{ storyId }}>
          Write it again
        </Link>
      ) : null}
    </div>
  )
}

interface FinishProps {
  readonly changes: WireChanges
  readonly changing: Changing
  readonly name: string
}

function Finish({ changes, changing, name }: FinishProps) {
  const { choices, busy, update, leave } = changing
  const open = openPassages(changes, choices).length
  const taken = takenPassages(changes, choices).length
  const anything = changes.passages.some((passage) => passage.kind !== 'ours-changed')
  return (
    <div className="finish">
      {open > 0 ? (
        <p role="status">
          <Icon name="look" small /> {open === 1 ? 'One passage waits' : `${open} passages wait`} for a choice.
        </p>
      ) : null}
      <div className="btns">
        <button
          className="btn primary"
          type="button"
          disabled={busy || open > 0 || taken === 0}
          onClick={() => update(false)}
        >
          Update {name} <kbd>U</kbd>
        </button>
        <button className="btn" type="button" disabled={busy || !anything} onClick={() => update(true)}>
          Take all the wire’s
        </button>
        <button className="btn bare" type="button" disabled={busy} onClick={leave}>
          Leave as is
        </button>
      </div>
    </div>
  )
}
