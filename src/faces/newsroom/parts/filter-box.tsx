import { type RefObject, useEffect, useRef, useState } from 'react'
import { Icon } from './icon.tsx'

const TYPING_MS = 250

interface FilterBoxProps {
  readonly words: string
  readonly onWords: (words: string) => void
  readonly input: RefObject<HTMLInputElement | null>
  /** What is filtered, for those who hear it. */
  readonly label: string
  readonly placeholder: string
  readonly title?: string
}

/** A field that narrows a list by words, a moment after the last of them is typed. Esc and Enter leave it. */
export function FilterBox({ words, onWords, input, label, placeholder, title }: FilterBoxProps) {
  const [typed, setTyped] = useState(words)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  // Cleared from elsewhere ("All stories", Back): follow, but never under the hands of whoever is typing.
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
        aria-label={label}
        title={title}
        placeholder={placeholder}
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
