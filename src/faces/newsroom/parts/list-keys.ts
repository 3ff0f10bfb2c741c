import { type KeyboardEvent, useEffect, useId, useState } from 'react'

interface ListKeysProps {
  readonly count: number
  readonly label: string
  readonly onChoose: (index: number) => void
  /** Enter was pressed while nothing in the list was chosen. */
  readonly onEnter?: (() => void) | undefined
  /** True where nothing is chosen until an arrow is pressed. */
  readonly startsEmpty?: boolean
}

/** A line of text above a list it chooses from, by ARIA's combobox: focus stays in the line, arrows move in the list, Enter chooses. */
export function useListKeys({ count, label, onChoose, onEnter, startsEmpty = false }: ListKeysProps) {
  const id = useId()
  const none = startsEmpty ? -1 : 0
  const [at, setAt] = useState(none)
  const active = at < count ? at : none
  const activeId = active >= 0 && count > 0 ? `${id}-${active}` : undefined

  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const from = active < 0 && event.key === 'ArrowUp' ? 0 : active
      if (count > 0) setAt((from + (event.key === 'ArrowDown' ? 1 : -1) + count) % count)
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      if (activeId) onChoose(active)
      else onEnter?.()
    }
  }
  return {
    /** Forgets which was chosen: the words have changed. */
    reset: () => setAt(none),
    input: {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': count > 0,
      'aria-controls': id,
      'aria-activedescendant': activeId,
      onKeyDown,
    } as const,
    list: { id, role: 'listbox', 'aria-label': label, hidden: count === 0 } as const,
    option: (index: number) =>
      ({
        id: `${id}-${index}`,
        role: 'option',
        'aria-selected': index === active,
        ...(index === active ? { 'data-focused': true } : {}),
        // The line keeps the focus.
        onPointerDown: (event: React.PointerEvent) => event.preventDefault(),
        onClick: () => onChoose(index),
      }) as const,
  }
}
