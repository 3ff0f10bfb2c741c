import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react'
import { type SuggestionKind, suggest } from '#newsroom/api-calls.ts'

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
  readonly describedBy?: string
  readonly placeholder?: string
  readonly id?: string
  readonly field?: string
}

/** A line of text that suggests what the paper already knows; one's own words are as good. ARIA's combobox with a list. */
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
  const [at, setAt] = useState(-1)
  const listId = useId()
  const asked = useDeferredValue(words.trim())
  const found = useQuery({
    queryKey: ['suggest', kind, asked],
    queryFn: ({ signal }) => suggest(kind, asked, signal),
    enabled: open && asked !== '',
    placeholderData: (before) => before,
    staleTime: 60_000,
  })
  const items = open && asked !== '' ? (found.data?.items ?? []).filter((item) => item.label !== words).slice(0, 8) : []
  const active = items[at]

  function choose(item: Suggestion) {
    setOpen(false)
    setAt(-1)
    onChoose(item)
  }
  function press(event: KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      if (items.length > 0) setAt((now) => (now + step + items.length + (now < 0 && step < 0 ? 1 : 0)) % items.length)
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      if (active) choose(active)
      else onEnter?.()
    } else if (event.key === 'Escape' && items.length > 0) {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    }
  }
  return (
    <div>
      <input
        {...(id ? { id } : {})}
        className="ctl"
        type="text"
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={items.length > 0}
        aria-controls={listId}
        aria-activedescendant={active ? `${listId}-${at}` : undefined}
        autoComplete="off"
        placeholder={placeholder}
        data-field={field}
        value={words}
        onChange={(event) => {
          setOpen(true)
          setAt(-1)
          onWords(event.currentTarget.value)
        }}
        onKeyDown={press}
        onBlur={() => setOpen(false)}
      />
      <div
        id={listId}
        className="drop under"
        role="listbox"
        aria-label={`Suggestions for ${label}`}
        hidden={items.length === 0}
      >
        {items.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox above, as ARIA has it
          <div
            key={`${item.value} ${item.label}`}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            {...(index === at ? { 'data-focused': true } : {})}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(item)}
          >
            {item.label}
            {item.hint ? <span className="hint">{item.hint}</span> : null}
          </div>
        ))}
      </div>
    </div>
  )
}
