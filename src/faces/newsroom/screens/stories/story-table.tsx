import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { StoryLineView } from '#faces/api/contract'
import { Icon } from '#newsroom/parts/icon.tsx'
import { sectionWords, useMe } from '#newsroom/parts/me.ts'
import { StateMark } from '#newsroom/parts/states.tsx'
import { fullTime, shortTime, timeAhead } from '#newsroom/parts/times.ts'
import { count, shortName } from '#newsroom/parts/words.ts'

interface StoryTableProps {
  readonly items: readonly StoryLineView[]
  readonly row: number
  readonly onRow: (row: number) => void
}

/** Stories as lines of a budget. On a phone each line is a small block. */
export function StoryTable({ items, row, onRow }: StoryTableProps) {
  const here = useRef<HTMLTableRowElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row to bring into view is the one that was just chosen
  useEffect(() => {
    here.current?.scrollIntoView({ block: 'nearest' })
  }, [row])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="scroll" tabIndex={0} aria-label="List of stories">
      <table className="budget">
        <colgroup>
          <col className="c-state" />
          <col className="c-slug" />
          <col />
          <col className="c-section" />
          <col className="c-by" />
          <col className="c-words" />
          <col className="c-photos" />
          <col className="c-changed" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">Slug</th>
            <th scope="col">Headline</th>
            <th scope="col">Section</th>
            <th scope="col">Byline</th>
            <th scope="col" className="r words">
              Words
            </th>
            <th scope="col" className="photos">
              Photos
            </th>
            <th scope="col" className="changed">
              Changed
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((line, index) => (
            <tr
              key={line.id}
              ref={index === row ? here : undefined}
              className={index === row ? 'on' : undefined}
              aria-current={index === row ? 'true' : undefined}
              onPointerDown={() => onRow(index)}
            >
              <Line line={line} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Line({ line }: { readonly line: StoryLineView }) {
  const { paper } = useMe()
  const byline = bylineWords(line)
  return (
    <>
      <td className="state">
        <StateMark state={line.state} hasUnpublishedChanges={line.hasUnpublishedChanges} />
      </td>
      <td className="sl slug">{line.slugline}</td>
      <th scope="row" className="head">
        <Link className="hl" to="/stories/$storyId" params={{ storyId: line.id }}>
          {line.headline || <span className="quiet">No headline yet</span>}
        </Link>
        {line.state === 'scheduled' && line.scheduledFor ? (
          <span className="quiet when"> for {timeAhead(line.scheduledFor, paper.zone)}</span>
        ) : null}
      </th>
      <td className="section">{sectionWords(paper, line.sectionId) || <span className="quiet">None</span>}</td>
      <td className="by" title={line.bylines.join(', ')}>
        {byline || <span className="quiet">None</span>}
      </td>
      <td className="r n words">{line.words.toLocaleString('en-US')}</td>
      <td className="photos">
        {line.photos > 0 ? (
          <span className="st" title={count(line.photos, 'photo')}>
            <Icon name="photo" />
            <span className="vh">Photos: </span>
            {line.photos}
          </span>
        ) : (
          <span className="quiet">None</span>
        )}
      </td>
      <td className="changed" title={`${line.changedBy}, ${fullTime(line.changedAt, paper.zone)}`}>
        <span className="n">{shortTime(line.changedAt, paper.zone)}</span>{' '}
        <span className="quiet">{shortName(line.changedBy)}</span>
      </td>
    </>
  )
}

function bylineWords(line: StoryLineView): string {
  const [first, ...others] = line.bylines.filter(Boolean)
  if (first === undefined) return line.agency
  return others.length === 0 ? shortName(first) : `${shortName(first)} +${others.length}`
}
