import { type RefObject, useEffect, useRef, useState } from 'react'
import { Icon } from '#newsroom/parts/icon.tsx'
import type { Lines } from './lines.ts'

const TYPING_MS = 250

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
      <Filter words={words} onWords={onWords} input={filter} />
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

interface FilterProps {
  readonly words: string
  readonly onWords: (words: string) => void
  readonly input: RefObject<HTMLInputElement | null>
}

function Filter({ words, onWords, input }: FilterProps) {
  const [typed, setTyped] = useState(words)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  // Cleared from elsewhere: follow, but never under the hands of whoever is typing.
  useEffect(() => {
    if (document.activeElement !== input.current) setTyped(words)
  }, [words, input])
  return (
    <search className="filter">
      <Icon name="search" small />
      <input
        ref={input}
        className="ctl"
        type="search"
        aria-label="Filter this list. slug:, headline:, byline:, place:, category:, keyword: or agency: before a word looks there only"
        title="slug:, headline:, byline:, place:, category:, keyword: or agency: before a word looks there only"
        placeholder="Filter"
        maxLength={400}
        value={typed}
        onChange={(event) => {
          const next = event.currentTarget.value
          setTyped(next)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => onWords(next.trim()), TYPING_MS)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Enter') return
          // Left to itself, Escape would empty the field on the way out.
          event.preventDefault()
          event.currentTarget.blur()
        }}
      />
      {typed === '' ? <kbd>/</kbd> : null}
    </search>
  )
}
