import { Link } from '@tanstack/react-router'
import type { WireItemView, WirePictureView } from '#faces/api/contract'
import { Icon } from '#newsroom/parts/icon.tsx'
import { useZone } from '#newsroom/parts/me.ts'
import { fullTime, shortTime } from '#newsroom/parts/times.ts'
import { count } from '#newsroom/parts/words.ts'
import { embargoWords, marksOf, shortNameOf, usageAsks, writeThruWords } from './marks.ts'
import { Prose } from './prose.tsx'
import { Marks } from './row.tsx'

interface ItemPanelProps {
  readonly item: WireItemView
  readonly onEmbargo: () => void
}

/** An item to be read: what it is, who wrote it, the note for editors apart, the text, its pictures, and what is known besides. */
export function ItemPanel({ item, onEmbargo }: ItemPanelProps) {
  const zone = useZone()
  const writeThru = writeThruWords(item.ordinal)
  const marks = marksOf(item, zone)
  return (
    <>
      <p className="facts">
        <b>{item.agency || item.source}</b>
        <span title={fullTime(item.movedAt, zone)}>
          {[writeThru, shortTime(item.movedAt, zone)].filter(Boolean).join(', ')}
        </span>
        <span>{count(item.words, 'word')}</span>
        {item.place ? <span>{item.place}</span> : null}
        {item.slugline ? <b className="slug">{item.slugline}</b> : null}
      </p>
      {marks.length > 0 ? (
        <p className="sub marks">
          <Marks marks={marks} />
        </p>
      ) : null}
      <h2 id="wire-headline">{item.headline || 'No headline'}</h2>
      <Bylines item={item} />
      <Looking people={item.looking} />
      <Stops item={item} onEmbargo={onEmbargo} />
      {item.ednote ? (
        <section className="ednote" aria-label="Editor’s note, not for publication">
          <h3>
            <Icon name="hide" />
            Editor’s note. Not for publication, never copied into a story
          </h3>
          <p>{item.ednote}</p>
        </section>
      ) : null}
      {item.summary ? <p className="wire-summary">{item.summary}</p> : null}
      <Prose body={item.body} dateline={item.dateline?.text}>
        {item.pictures.length > 0 ? <Pictures pictures={item.pictures} /> : null}
      </Prose>
      {item.contributors.length > 0 ? (
        <div className="prose contributors">
          {item.contributors.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      ) : null}
      <Uses item={item} />
      <Terms item={item} />
      <Similar item={item} />
    </>
  )
}

function Bylines({ item }: { readonly item: WireItemView }) {
  if (item.bylines.length === 0 && !item.credit) return null
  return (
    <p className="facts by">
      {item.bylines.length > 0 ? (
        <span>
          By{' '}
          {item.bylines.map(({ name, title }, index) => (
            <span key={name}>
              {index > 0 ? ', ' : ''}
              <b>{name}</b>
              {title ? `, ${title}` : ''}
            </span>
          ))}
        </span>
      ) : (
        <span>{item.credit}</span>
      )}
    </p>
  )
}

function Looking({ people }: { readonly people: WireItemView['looking'] }) {
  if (people.length === 0) return null
  return (
    <p className="looking" role="status">
      <Icon name="eye" />
      {people.map(({ name }) => name).join(', ')} {people.length === 1 ? 'has' : 'have'} this open too.
    </p>
  )
}

/** Why it cannot go out now, and what to be careful of. */
function Stops({ item, onEmbargo }: ItemPanelProps) {
  const zone = useZone()
  const embargo = embargoWords(item, zone)
  const lines = [
    ...item.obstacles.map(({ code, sentence }) => ({ key: code, sentence, icon: 'stop' as const })),
    ...item.warnings.map((sentence) => ({ key: sentence, sentence, icon: 'look' as const })),
  ]
  if (lines.length === 0 && !embargo) return null
  return (
    <ul className="stops" aria-label="Before it is used">
      {lines.map(({ key, sentence, icon }) => (
        <li key={key} className={icon === 'stop' ? 'red' : undefined}>
          <Icon name={icon} />
          <span>{sentence}</span>
        </li>
      ))}
      {embargo ? (
        <li>
          <Icon name="clock" />
          <span>
            {embargo}. {item.embargoUntil ? `${fullTime(item.embargoUntil, zone)}.` : 'An editor decides when it ends.'}
          </span>
          {item.may.decideEmbargo ? (
            <button className="btn small" type="button" onClick={onEmbargo}>
              {item.embargoUnknown ? 'Decide when it ends…' : 'Change the time…'}
            </button>
          ) : null}
        </li>
      ) : null}
    </ul>
  )
}

function Pictures({ pictures }: { readonly pictures: readonly WirePictureView[] }) {
  return (
    <div className="pics">
      {pictures.map((picture) => (
        <figure key={picture.id}>
          {picture.preview ? (
            <img src={picture.preview} alt="" loading="lazy" />
          ) : (
            <span className="frame missing">
              <Icon name="photo" />
              {missingWords(picture)}
            </span>
          )}
          <figcaption>
            {picture.caption || 'No caption'}
            <span className="credit">{[picture.creator, picture.credit].filter(Boolean).join(' / ')}</span>
          </figcaption>
        </figure>
      ))}
    </div>
  )
}

function missingWords({ state, why }: WirePictureView): string {
  if (state === 'waiting') return 'The picture is on its way'
  if (state === 'refused') return why || 'The picture was refused'
  if (state === 'not-to-be-had') return why || 'The picture could not be had'
  return 'The picture was retired'
}

function Uses({ item }: { readonly item: WireItemView }) {
  if (item.uses.length === 0) return null
  return (
    <section className="about">
      <h3>Where we use it</h3>
      <ul>
        {item.uses.map((use) => (
          <li key={use.storyId} className={usageAsks(item, use) ? 'red' : undefined}>
            <Icon name="page" small />
            <Link to="/stories/$storyId" params={{ storyId: use.storyId }}>
              <b>{shortNameOf(use)}</b>
            </Link>
            , {use.state}
            {use.isBehind ? ': the wire is newer' : ''}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Terms({ item }: { readonly item: WireItemView }) {
  const zone = useZone()
  const topics = [
    ...item.keywords,
    ...item.subjects.map(({ name, code }) => name || code),
    ...item.categories.map(({ code }) => code),
  ]
  return (
    <section className="about">
      {item.usageTerms.length > 0 || item.expiresAt ? (
        <>
          <h3>Terms of use</h3>
          <ul>
            {item.usageTerms.map((term) => (
              <li key={term}>{term}</li>
            ))}
            {item.expiresAt ? <li>Rights end {fullTime(item.expiresAt, zone)}</li> : null}
          </ul>
        </>
      ) : null}
      {topics.length > 0 ? (
        <>
          <h3>Filed under</h3>
          <p>{[...new Set(topics)].slice(0, 30).join(', ')}</p>
        </>
      ) : null}
      <p className="quiet">
        {item.source}, {item.format}
        {item.language ? `, ${item.language}` : ''}. {item.externalId}
      </p>
    </section>
  )
}

function Similar({ item }: { readonly item: WireItemView }) {
  const zone = useZone()
  if (item.similar.length === 0) return null
  return (
    <section className="about">
      <h3>Much like it</h3>
      <ul>
        {item.similar.map((other) => (
          <li key={other.id}>
            <Link to="/wire" search={(now) => ({ ...now, item: other.id })}>
              {other.headline}
            </Link>{' '}
            <span className="quiet">
              {other.agency}, {shortTime(other.movedAt, zone)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
