// biome-ignore-all lint/a11y/useSemanticElements: lines that are placed one by one cannot be rows of a table, so their roles are said
// biome-ignore-all lint/a11y/useFocusableInteractive: one line at a time takes the focus, never its cells
import { Link } from '@tanstack/react-router'
import type { WireLine } from '#faces/api/contract'
import { Icon } from '#newsroom/parts/icon.tsx'
import { useZone } from '#newsroom/parts/me.ts'
import { fullTime, shortTime } from '#newsroom/parts/times.ts'
import { count } from '#newsroom/parts/words.ts'
import { type Mark, marksOf, priorityOf, usageAsks, usageWords, writeThruWords } from './marks.ts'

/** The cells of a line: priority, headline with what it is and where we use it, source and place, time and words. */
export function RowCells({ line }: { readonly line: WireLine }) {
  const zone = useZone()
  const priority = priorityOf(line)
  const writeThru = line.signal === 'correction' ? '' : writeThruWords(line.ordinal)
  return (
    <>
      <div role="gridcell" className="mk">
        {priority ? (
          <span className={priority.letter === 'B' ? 'pri f' : 'pri'} title={priority.word}>
            <span aria-hidden="true">{priority.letter}</span>
            <span className="vh">{priority.word}</span>
          </span>
        ) : line.unread ? (
          <span className="dot" />
        ) : null}
        {line.unread ? <span className="vh">Unread</span> : null}
      </div>
      <div role="rowheader" className="what">
        <Link className="hl" to="/wire" search={(now) => ({ ...now, item: line.id })} tabIndex={-1} draggable={false}>
          {line.headline || <span className="quiet">No headline</span>}
        </Link>
        <span className="sub">
          <Marks marks={marksOf(line, zone)} />
          {line.slugline ? <b className="slug">{line.slugline}</b> : null}
          {writeThru ? (
            <span>
              <Icon name="again" small />
              {writeThru}
            </span>
          ) : null}
          {line.uses.map((use) => (
            <span key={use.storyId} className={usageAsks(line, use) ? 'red' : undefined}>
              <Icon name="page" small />
              {usageWords(use)}
            </span>
          ))}
          {line.photos > 0 ? (
            <span title={count(line.photos, 'photo')}>
              <Icon name="photo" small />
              <span className="vh">Photos: </span>
              {line.photos}
            </span>
          ) : null}
          {line.more > 0 ? <span>{count(line.more, 'more like it', 'more like it')}</span> : null}
        </span>
      </div>
      <div role="gridcell" className="src" title={line.source}>
        {line.agency || line.source}
        <span>{line.place}</span>
      </div>
      <div role="gridcell" className="when n" title={fullTime(line.movedAt, zone)}>
        {shortTime(line.movedAt, zone)}
        <span>
          {line.words.toLocaleString('en-US')}
          <span className="vh"> words</span>
        </span>
      </div>
    </>
  )
}

/** Marks as small tags. */
export function Marks({ marks }: { readonly marks: readonly Mark[] }) {
  return marks.map(({ words, tone }) => (
    <span key={words} className={tone === 'plain' ? 'tag' : `tag ${tone}`}>
      {tone === 'solid' ? <Icon name="clock" small /> : null}
      {words}
    </span>
  ))
}
