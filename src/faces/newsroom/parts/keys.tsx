import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'

/** One key of a screen. `keys` as shown: "J", "Ctrl+S", "Shift+K", "/", "Alt+1", "G W" (one after the other). A plain letter acts only when no field has focus. */
export interface ScreenKey {
  readonly keys: string
  readonly label: string
  readonly run: () => void
  /** Kept from the bar at the foot, still in the list of all keys. */
  readonly hidden?: boolean
}

interface Board {
  readonly all: readonly ScreenKey[]
  readonly lettersAct: boolean
  readonly setLettersAct: (act: boolean) => void
  readonly add: (owner: symbol, keys: readonly ScreenKey[]) => void
  readonly remove: (owner: symbol) => void
}

const BoardContext = createContext<Board | undefined>(undefined)
const PREFERENCE = 'broadsheet.letters-act'
// How long the first of two keys waits for the second.
const SECOND_KEY_MS = 1_500

/** The keys that work now, and whether single letters act (WCAG 2.1.4). */
export function useBoard(): Board {
  const board = useContext(BoardContext)
  if (!board) throw new Error('useBoard outside KeysProvider')
  return board
}

/** Makes these keys work while the calling part is on screen. */
export function useKeys(keys: readonly ScreenKey[]): void {
  const { add, remove } = useBoard()
  const owner = useRef(Symbol('keys'))
  const latest = useRef(keys)
  latest.current = keys
  const shape = keys.map((key) => `${key.keys}\t${key.label}\t${key.hidden ?? false}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape says when the list changed; what keys run is read when pressed
  useEffect(() => {
    const me = owner.current
    add(
      me,
      latest.current.map((key, index) => ({ ...key, run: () => latest.current[index]?.run() })),
    )
    return () => remove(me)
  }, [shape, add, remove])
}

/** Listens for every key of the newsroom, in one place. */
export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const [owners, setOwners] = useState<ReadonlyMap<symbol, readonly ScreenKey[]>>(new Map())
  const [lettersAct, setAct] = useState(() => localStorage.getItem(PREFERENCE) !== 'no')
  const all = useMemo(() => [...owners.values()].flat(), [owners])
  const now = useRef({ all, lettersAct })
  now.current = { all, lettersAct }
  const first = useRef({ keys: '', at: 0 })

  useEffect(() => {
    const inDialog = () => document.querySelector('[role="dialog"], [role="alertdialog"]') !== null
    function act(event: KeyboardEvent, pressed: string) {
      const found = now.current.all.findLast((key) => key.keys === pressed)
      if (!found) return
      event.preventDefault()
      found.run()
    }
    // The text takes Enter and Escape for itself, so what is pressed with Ctrl or Alt is heard before it.
    function chord(event: KeyboardEvent) {
      if (event.isComposing || !isChord(event)) return
      const pressed = nameOf(event)
      if (!inDialog() || pressed === 'Ctrl+Enter') act(event, pressed)
    }
    function plain(event: KeyboardEvent) {
      if (event.isComposing || isChord(event) || inDialog()) return
      const { target } = event
      if (event.key === 'Escape' && isField(target)) {
        if (!event.defaultPrevented || (target instanceof HTMLElement && target.isContentEditable)) leaveField(target)
        return
      }
      if (event.defaultPrevented || isField(target)) return
      if (event.key !== 'Escape' && !now.current.lettersAct) return
      // Enter belongs to the button or link it is pressed on.
      if (event.key === 'Enter' && target instanceof Element && target.closest('a, button, summary')) return
      const pressed = nameOf(event)
      if (pressed === 'Shift') return
      const { keys, at } = first.current
      const isSecond = keys !== '' && event.timeStamp - at < SECOND_KEY_MS
      const begins = !isSecond && now.current.all.some((key) => key.keys.startsWith(`${pressed} `))
      first.current = begins ? { keys: pressed, at: event.timeStamp } : { keys: '', at: 0 }
      act(event, isSecond ? `${keys} ${pressed}` : pressed)
    }
    document.addEventListener('keydown', chord, true)
    document.addEventListener('keydown', plain)
    return () => {
      document.removeEventListener('keydown', chord, true)
      document.removeEventListener('keydown', plain)
    }
  }, [])

  // Never made anew: parts that add keys would otherwise add them again whenever any part does.
  const add = useCallback(
    (owner: symbol, keys: readonly ScreenKey[]) => setOwners((map) => new Map([...map, [owner, keys]])),
    [],
  )
  const remove = useCallback(
    (owner: symbol) => setOwners((map) => new Map([...map].filter(([mine]) => mine !== owner))),
    [],
  )

  const board = useMemo<Board>(
    () => ({
      all,
      lettersAct,
      setLettersAct(act) {
        localStorage.setItem(PREFERENCE, act ? 'yes' : 'no')
        setAct(act)
      },
      add,
      remove,
    }),
    [all, lettersAct, add, remove],
  )
  return <BoardContext value={board}>{children}</BoardContext>
}

function isChord(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey || /^F\d+$/.test(event.key)
}

function nameOf(event: KeyboardEvent): string {
  const ctrl = event.ctrlKey || event.metaKey ? 'Ctrl+' : ''
  const alt = event.altKey ? 'Alt+' : ''
  // Alt changes the letter on some keyboards (Alt+1 is "¡" on a Mac), so figures are told by their place.
  const figure = /^Digit(\d)$/.exec(event.code)?.[1]
  const key = event.altKey && figure ? figure : event.key.length === 1 ? event.key.toUpperCase() : event.key
  const shift = event.shiftKey && (key.length > 1 || /[A-Z]/.test(key)) ? 'Shift+' : ''
  return `${ctrl}${alt}${shift}${key}`
}

function leaveField(target: EventTarget | null): void {
  if (target instanceof HTMLElement) target.blur()
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return target.matches('textarea, select, [role="menuitem"], [role="option"], [role="combobox"]')
}

/** A key as caps: "Ctrl+S" and "G W" are two. */
export function Caps({ keys }: { readonly keys: string }) {
  const caps = keys === '+' ? ['+'] : /^[A-Z] [A-Z]$/.test(keys) ? keys.split(' ') : keys.split('+')
  return caps.map((cap) => <kbd key={cap}>{cap === 'Escape' ? 'Esc' : cap}</kbd>)
}
