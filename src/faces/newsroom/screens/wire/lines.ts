import type { WireLine, WireList } from '#faces/api/contract'

/**
 * The list as it stands before someone's eyes. Lines that came since wait in `newer` and never move what is shown; `top` and `bottom` are
 * the cursors between which everything shown lies, whatever became of the lines meanwhile.
 */
export interface Lines {
  readonly shown: readonly WireLine[]
  readonly newer: readonly WireLine[]
  /** More came than one answer holds: showing them means beginning anew. */
  readonly newerIsCut: boolean
  readonly top: string | undefined
  readonly bottom: string | undefined
  readonly hasOlder: boolean
  readonly total: number
  readonly unread: number
}

export const NO_LINES: Lines = {
  shown: [],
  newer: [],
  newerIsCut: false,
  top: undefined,
  bottom: undefined,
  hasOlder: false,
  total: 0,
  unread: 0,
}

/** The first page of a list. */
export function begun({ items, total, unread, more }: WireList): Lines {
  const [top, bottom] = [items[0]?.cursor, items.at(-1)?.cursor]
  return { shown: items, newer: [], newerIsCut: false, top, bottom, hasOlder: more, total, unread }
}

// What moved since its page was read now stands above the bottom, so it can only be among the newer or, by a hair, the last.
const LAST = 200

/** With an older page below. A line is not shown twice. */
export function withOlder(lines: Lines, { items, total, more }: WireList): Lines {
  const known = new Set([...lines.shown.slice(-LAST), ...lines.newer].map((line) => line.id))
  const shown = [...lines.shown, ...items.filter((line) => !known.has(line.id))]
  return { ...lines, shown, bottom: items.at(-1)?.cursor ?? lines.bottom, hasOlder: more, total }
}

/** With what came after `top`: it waits, and a line already shown takes the new words where it stands. An empty list shows it at once. */
export function withNewer(lines: Lines, list: WireList): Lines {
  if (lines.shown.length === 0) return begun(list)
  const now = withChanged(lines, list.items)
  return { ...now, newer: list.items, newerIsCut: list.more, total: list.total, unread: list.unread }
}

/** With everything that waited on top. A line that came again leaves its old place. */
export function withAllShown(lines: Lines): Lines {
  const [newest] = lines.newer
  if (!newest) return lines
  const came = new Set(lines.newer.map((line) => line.id))
  const shown = [...lines.newer, ...lines.shown.filter((line) => !came.has(line.id))]
  return { ...lines, shown, newer: [], newerIsCut: false, top: newest.cursor }
}

/** With these lines as they are now, each where it stands. */
export function withChanged(lines: Lines, changed: readonly WireLine[]): Lines {
  const now = new Map(changed.map((line) => [line.id, line]))
  const swap = (list: readonly WireLine[]) =>
    list.some((line) => now.has(line.id)) ? list.map((line) => now.get(line.id) ?? line) : list
  return { ...lines, shown: swap(lines.shown), newer: swap(lines.newer) }
}

/** Without these lines: they went elsewhere. */
export function without(lines: Lines, ids: readonly string[]): Lines {
  const gone = (line: WireLine) => ids.includes(line.id)
  const shown = lines.shown.filter((line) => !gone(line))
  const left = lines.shown.length - shown.length
  const unread = lines.unread - lines.shown.filter((line) => gone(line) && line.unread).length
  return { ...lines, shown, newer: lines.newer.filter((line) => !gone(line)), total: lines.total - left, unread }
}

/** With a line back at its place. */
export function withBack(lines: Lines, line: WireLine, at: number): Lines {
  if (lines.shown.some(({ id }) => id === line.id)) return withChanged(lines, [line])
  const shown = lines.shown.toSpliced(at, 0, line)
  return { ...lines, shown, total: lines.total + 1, unread: lines.unread + (line.unread ? 1 : 0) }
}

/** With this line read. It stays where it is, also in a list of what is unread: that must not move under the reader either. */
export function withRead(lines: Lines, id: string): Lines {
  const line = lines.shown.find((one) => one.id === id)
  if (!line?.unread) return lines
  return { ...withChanged(lines, [{ ...line, unread: false }]), unread: Math.max(0, lines.unread - 1) }
}
