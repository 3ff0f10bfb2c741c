import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { WireLine } from '#faces/api/contract'
import { useHeard } from '#newsroom/parts/events.tsx'
import { listWire, type Narrowing, readWireLines } from '#newsroom/wire-calls.ts'
import {
  begun,
  type Lines,
  NO_LINES,
  withAllShown,
  withBack,
  withChanged,
  withNewer,
  withOlder,
  without,
  withRead,
} from './lines.ts'

const LOOK_EVERY_MS = 600
const LINES_AT_ONCE = 100

/** The list on screen and what can become of it. */
export interface LiveList {
  readonly lines: Lines
  /** A first answer is on its way; what is shown meanwhile is from before. */
  readonly isAsking: boolean
  readonly isOlderAsked: boolean
  readonly error: unknown
  readonly askAgain: () => void
  readonly askOlder: () => void
  readonly showNewer: () => void
  readonly put: (line: WireLine) => void
  readonly drop: (id: string) => void
  readonly putBack: (line: WireLine, at: number) => void
  readonly read: (id: string) => void
}

/** The lines a filter gives, page by page, told live of what comes and changes. `onNewer` hears of what was not waiting before. */
export function useLines(filter: Narrowing, onNewer: (lines: readonly WireLine[]) => void): LiveList {
  const key = JSON.stringify(filter)
  const [lines, setLines] = useState(NO_LINES)
  const [isAsking, setAsking] = useState(true)
  const [isOlderAsked, setOlderAsked] = useState(false)
  const [error, setError] = useState<unknown>()
  const now = useRef({ lines, key, filter })
  now.current = { lines: now.current.lines, key, filter }
  const tell = useRef(onNewer)
  tell.current = onNewer

  const change = useCallback((to: (lines: Lines) => Lines) => {
    now.current.lines = to(now.current.lines)
    setLines(now.current.lines)
  }, [])

  const begin = useCallback(
    async (signal: AbortSignal) => {
      setAsking(true)
      setError(undefined)
      try {
        const list = await listWire(now.current.filter, {}, signal)
        if (!signal.aborted) change(() => begun(list))
      } catch (failed) {
        if (!signal.aborted) setError(failed)
      }
      if (!signal.aborted) setAsking(false)
    },
    [change],
  )
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter, or a wish to ask again, begins anew
  useEffect(() => {
    const asked = new AbortController()
    void begin(asked.signal)
    return () => asked.abort()
  }, [key, turn, begin])

  const older = useRef('')
  const askOlder = useCallback(async () => {
    const { lines: have, key: asked, filter: by } = now.current
    const before = have.bottom
    if (!have.hasOlder || before === undefined || older.current === asked + before) return
    older.current = asked + before
    setOlderAsked(true)
    try {
      const list = await listWire(by, { before })
      if (now.current.key === asked && now.current.lines.bottom === before) change((lines) => withOlder(lines, list))
    } catch (failed) {
      setError(failed)
    }
    older.current = ''
    setOlderAsked(false)
  }, [change])

  const lookNow = useCallback(
    async (ids: readonly string[]) => {
      const { lines: have, key: asked, filter: by } = now.current
      const mine = new Set([...have.shown, ...have.newer].map((line) => line.id))
      const changed = ids.filter((id) => mine.has(id)).slice(0, LINES_AT_ONCE)
      const after = have.top
      const [newer, again] = await Promise.all([
        listWire(by, after === undefined ? {} : { after }),
        changed.length > 0 ? readWireLines(changed) : undefined,
      ])
      if (now.current.key !== asked || now.current.lines.top !== after) return
      const waiting = new Map(now.current.lines.newer.map((line) => [line.id, line.cursor]))
      const fresh = newer.items.filter((line) => waiting.get(line.id) !== line.cursor)
      change((lines) => withNewer(again ? withChanged(lines, again.items) : lines, newer))
      setError(undefined)
      if (fresh.length > 0) tell.current(fresh)
    },
    [change],
  )
  const look = useLooks(lookNow)
  useHeard('wire', ({ ids }) => look(ids.length > 0 ? ids : firstIds(now.current.lines)))
  useHeard('again', () => look(firstIds(now.current.lines)))

  return useMemo<LiveList>(
    () => ({
      lines,
      isAsking,
      isOlderAsked,
      error,
      askAgain: () => setTurn((last) => last + 1),
      askOlder: () => void askOlder(),
      showNewer: () => (now.current.lines.newerIsCut ? setTurn((last) => last + 1) : change(withAllShown)),
      put: (line) => change((have) => withChanged(have, [line])),
      drop: (id) => change((have) => without(have, [id])),
      putBack: (line, at) => change((have) => withBack(have, line, at)),
      read: (id) => change((have) => withRead(have, id)),
    }),
    [lines, isAsking, isOlderAsked, error, askOlder, change],
  )
}

const firstIds = (lines: Lines): string[] => lines.shown.slice(0, LINES_AT_ONCE).map((line) => line.id)

/** Looks at once when told, then at most so often: what is told in between is looked at together. One look at a time. */
function useLooks(lookNow: (ids: readonly string[]) => Promise<void>): (ids: readonly string[]) => void {
  const waiting = useRef(new Set<string>())
  const wanted = useRef(false)
  const busy = useRef(false)
  const last = useRef(0)
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])
  return useCallback(
    (ids) => {
      for (const id of ids) waiting.current.add(id)
      wanted.current = true
      void run()
      async function run(): Promise<void> {
        if (busy.current || !wanted.current || gone.current) return
        busy.current = true
        const rest = last.current + LOOK_EVERY_MS - Date.now()
        if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
        const asked = [...waiting.current]
        waiting.current.clear()
        wanted.current = false
        last.current = Date.now()
        // Out of reach: the next word, or the connection that comes back, asks again.
        if (!gone.current) await lookNow(asked).catch(() => undefined)
        busy.current = false
        void run()
      }
    },
    [lookNow],
  )
}
