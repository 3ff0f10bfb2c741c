import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { type SuggestionKind, suggest } from '#newsroom/api-calls.ts'
import { useListKeys } from './list-keys.ts'

export interface Suggestion {
  readonly value: string
  readonly label: string
  readonly hint: string
}

interface SuggestBoxProps {
  readonly kind: SuggestionKind
  readonly label: string
  readonly words: string
  readonly onWords: (words: string) => void
  /** A suggestion was chosen. */
  readonly onChoose: (suggestion: Suggestion) => void
  /** Enter was pressed on words of one's own. */
  readonly onEnter?: () => void
  readonly placeholder?: string
  readonly id?: string
  readonly field?: string
}

const SHOWN_MOST = 8

/** A line of text that suggests what the paper already knows; one's own words are as good. */
export function SuggestBox({
  kind,
  label,
  words,
  onWords,
  onChoose,
  onEnter,
  placeholder,
  id,
  field,
}: SuggestBoxProps) {
  const [open, setOpen] = useState(false)
  const asked = useDeferredValue(words.trim())
  const found = useQuery({
    queryKey: ['suggest', kind, asked],
    queryFn: ({ signal }) => suggest(kind, asked, signal),
    enabled: open && asked !== '',
    placeholderData: (before) => before,
    staleTime: 60_000,
  })
  const known = open && asked !== '' ? (found.data?.items ?? []) : []
  const items = known.filter((item) => item.label !== words).slice(0, SHOWN_MOST)
  const keys = useListKeys({
    count: items.length,
    label: `Suggestions for ${label}`,
    startsEmpty: true,
    onEnter,
    onChoose: (index) => {
      const item = items[index]
      setOpen(false)
      if (item) onChoose(item)
    },
  })
  return (
    <div>
      <input
        {...(id ? { id } : {})}
        {...keys.input}
        className="ctl"
        type="text"
        aria-label={label}
        autoComplete="off"
        placeholder={placeholder}
        data-field={field}
        value={words}
        onChange={(event) => {
          setOpen(true)
          keys.reset()
          onWords(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setOpen(true)
          if (event.key === 'Escape' && items.length > 0) {
            event.preventDefault()
            event.nativeEvent.stopPropagation()
            setOpen(false)
          }
          keys.input.onKeyDown(event)
        }}
        onBlur={() => setOpen(false)}
      />
      <div {...keys.list} className="drop under">
        {items.map((item, index) => (
          <div {...keys.option(index)} key={`${item.value} ${item.label}`}>
            {item.label}
            {item.hint ? <span className="hint">{item.hint}</span> : null}
          </div>
        ))}
      </div>
    </div>
  )
}
