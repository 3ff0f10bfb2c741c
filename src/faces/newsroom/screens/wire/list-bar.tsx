import type { RefObject } from 'react'
import { FilterBox } from '#newsroom/parts/filter-box.tsx'
import { Icon } from '#newsroom/parts/icon.tsx'
import type { Lines } from './lines.ts'

const FIELDS = 'slug:, headline:, byline:, place:, category:, keyword: or agency: before a word looks there only'

interface ListBarProps {
  readonly title: string
  readonly lines: Lines
  readonly words: string
  readonly onWords: (words: string) => void
  readonly isUnread: boolean
  readonly onUnread: (only: boolean) => void
  readonly filter: RefObject<HTMLInputElement | null>
  /** Keeps what the list shows as a search; nothing when it is one already. */
  readonly onKeep: (() => void) | undefined
}

/** What the list is, how much of it is unread, and what narrows it. */
export function ListBar({ title, lines, words, onWords, isUnread, onUnread, filter, onKeep }: ListBarProps) {
  const of = lines.total > 1_000 ? `about ${lines.total.toLocaleString('en-US')}` : lines.total.toLocaleString('en-US')
  return (
    <div className="bar">
      <h1 id="desk">{title}</h1>
      <span className="quiet counts">
        {lines.unread.toLocaleString('en-US')} unread of {of}
      </span>
      <FilterBox
        words={words}
        onWords={onWords}
        input={filter}
        label={`Filter this list. ${FIELDS}`}
        title={FIELDS}
        placeholder="Filter"
      />
      <button className="btn" type="button" aria-pressed={isUnread} onClick={() => onUnread(!isUnread)}>
        Unread only
      </button>
      {onKeep ? (
        <button
          className="btn bare icon"
          type="button"
          aria-label="Keep this search…"
          title="Keep this search…"
          onClick={onKeep}
        >
          <Icon name="pin" />
        </button>
      ) : null}
    </div>
  )
}
