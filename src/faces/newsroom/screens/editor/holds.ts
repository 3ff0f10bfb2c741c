import { useEffect, useMemo, useState } from 'react'
import type { StoryView } from '#faces/api/contract'

type Held = StoryView['obstacles'][number]

const KINDS: readonly string[] = ['killed', 'withheld', 'embargo', 'embargo-unknown', 'advisory', 'rights']
// What fits in a timer: 24 days. Nobody keeps a story open so long.
const TIMER_MAX_MS = 2 ** 31 - 1

/** What holds the story back whatever its copy says, as the server last said. One that ends by itself goes when its time comes. */
export function useHolds({ obstacles }: Pick<StoryView, 'obstacles'>): readonly Held[] {
  const [now, setNow] = useState(() => Date.now())
  const holds = useMemo(
    () => obstacles.filter(({ code, until }) => KINDS.includes(code) && (until === null || Date.parse(until) > now)),
    [obstacles, now],
  )
  useEffect(() => {
    const next = Math.min(...holds.map(({ until }) => (until === null ? Number.POSITIVE_INFINITY : Date.parse(until))))
    const rest = next - Date.now() + 50
    if (rest > TIMER_MAX_MS) return
    const timer = setTimeout(() => setNow(Date.now()), rest)
    return () => clearTimeout(timer)
  }, [holds])
  return holds
}

/** Goes to where the story came from, which says what holds it. */
export function goToOrigin(): void {
  const strip = document.querySelector<HTMLElement>('[data-field="origin"]')
  strip?.scrollIntoView({ block: 'center' })
  strip?.focus()
}
