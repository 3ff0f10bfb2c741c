// biome-ignore-all lint/a11y/useSemanticElements: lines that are placed one by one cannot be rows of a table, so their roles are said
// biome-ignore-all lint/a11y/useFocusableInteractive: one line at a time takes the focus, never its cells
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { WireLine } from '#faces/api/contract'
import { RowCells } from './row.tsx'
import type { LiveList } from './use-lines.ts'

// What a line measures before it is measured: on a desk, and on a phone where a headline may take two lines.
const LINE_PX = 51
const TALL_LINE_PX = 104
const ASK_OLDER_AT = 30

interface ListProps {
  readonly list: LiveList
  readonly label: string
  readonly selected: string | undefined
  readonly onSelect: (line: WireLine, how: 'press' | 'move') => void
  /** Counts up when the selected line should have the focus and be in view. */
  readonly reach: number
}

/** The lines as a grid of which only what is in view exists, with true counts for those who listen. On a phone the whole column scrolls. */
export function List({ list, label, selected, onSelect, reach }: ListProps) {
  const { lines, askOlder } = list
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useRef<HTMLDivElement>(null)
  const [margin, setMargin] = useState(0)
  const [isNarrow, setNarrow] = useState(false)
  const at = lines.shown.findIndex((line) => line.id === selected)

  useLayoutEffect(() => {
    const measure = () => {
      const box = scrollerOf(scroller.current)
      const top = rows.current?.getBoundingClientRect().top ?? 0
      if (box) setMargin(top - box.getBoundingClientRect().top + box.scrollTop)
      setNarrow((scroller.current?.clientWidth ?? 0) < 576)
    }
    measure()
    const watch = new ResizeObserver(measure)
    if (scroller.current) watch.observe(scroller.current)
    return () => watch.disconnect()
  }, [])
  // Another list, or the newer ones on top: both are read from the top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the first line of the list is another
  useEffect(() => {
    scrollerOf(scroller.current)?.scrollTo({ top: 0 })
  }, [lines.top])

  const virtual = useVirtualizer({
    count: lines.shown.length,
    getScrollElement: () => scrollerOf(scroller.current),
    estimateSize: () => (isNarrow ? TALL_LINE_PX : LINE_PX),
    getItemKey: (index) => lines.shown[index]?.id ?? index,
    overscan: 12,
    scrollMargin: margin,
    scrollPaddingStart: 32,
    scrollPaddingEnd: 8,
    // The chosen line exists wherever one scrolls, so that it keeps the focus.
    rangeExtractor: useCallback(
      (range: Range) => [...new Set([...defaultRangeExtractor(range), ...(at < 0 ? [] : [at])])].sort((a, b) => a - b),
      [at],
    ),
  })
  const items = virtual.getVirtualItems()
  const lastInView = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (lines.hasOlder && lastInView >= lines.shown.length - ASK_OLDER_AT) askOlder()
  }, [lastInView, lines.hasOlder, lines.shown.length, askOlder])

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for by number, once for each press
  useEffect(() => {
    if (reach === 0 || at < 0) return
    virtual.scrollToIndex(at, { align: 'auto' })
    rows.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus({ preventScroll: true })
  }, [reach])

  // Arrows move here only: in the text beside they scroll it.
  function onKeyDown(event: KeyboardEvent) {
    const last = lines.shown.length - 1
    const to = { ArrowDown: at + 1, ArrowUp: Math.max(0, at - 1), Home: 0, End: last }[event.key]
    const line = to === undefined || event.ctrlKey || event.altKey || event.metaKey ? undefined : lines.shown[to]
    if (!line) return
    event.preventDefault()
    onSelect(line, 'move')
  }

  return (
    <div className="scroll lines" ref={scroller} aria-busy={list.isAsking}>
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={Math.max(lines.total, lines.shown.length) + 1}
        aria-colcount={4}
        tabIndex={at < 0 ? 0 : -1}
        className="wires"
        onKeyDown={onKeyDown}
      >
        <div role="row" aria-rowindex={1} className="wire-head">
          <div role="columnheader">
            <span className="vh">Priority</span>
          </div>
          <div role="columnheader">Headline, slug, state</div>
          <div role="columnheader">Source, dateline</div>
          <div role="columnheader">Time, words</div>
        </div>
        <NewerRow list={list} />
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the screen move and open */}
        <div
          role="rowgroup"
          ref={rows}
          className="rows"
          style={{ height: virtual.getTotalSize() }}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return
            event.preventDefault()
            const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>('.line') : null
            const line = pressed ? lines.shown[Number(pressed.dataset.index)] : undefined
            if (line) onSelect(line, 'press')
          }}
        >
          {items.map(({ index, start }) => {
            const line = lines.shown[index]
            return line ? (
              <Row
                key={line.id}
                line={line}
                index={index}
                top={start - margin}
                isSelected={line.id === selected}
                measure={virtual.measureElement}
              />
            ) : null
          })}
        </div>
      </div>
      {list.isOlderAsked ? <p className="loading older">Getting older stories…</p> : null}
    </div>
  )
}

interface RowProps {
  readonly line: WireLine
  readonly index: number
  readonly top: number
  readonly isSelected: boolean
  readonly measure: (row: HTMLElement | null) => void
}

// Drawn again only when it changes: a key held down passes over hundreds.
const Row = memo(function Row({ line, index, top, isSelected, measure }: RowProps) {
  return (
    <div
      ref={measure}
      data-index={index}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isSelected ? 0 : -1}
      className={classOf(line)}
      style={{ transform: `translateY(${top}px)` }}
    >
      <RowCells line={line} />
    </div>
  )
})

function NewerRow({ list }: { readonly list: LiveList }) {
  const { newer, newerIsCut } = list.lines
  if (newer.length === 0) return null
  return (
    <div role="row" className="more-row">
      <div role="gridcell" aria-colspan={4}>
        <button className="more-new" type="button" onClick={list.showNewer}>
          {newerIsCut ? `${newer.length}+` : newer.length} newer {newer.length === 1 ? 'story' : 'stories'} <kbd>.</kbd>
        </button>
      </div>
    </div>
  )
}

function classOf(line: WireLine): string {
  return [
    'line',
    line.unread ? 'unread' : '',
    line.standing === 'usable' ? '' : 'killed',
    line.embargoUnknown || (line.embargoUntil && Date.parse(line.embargoUntil) > Date.now()) ? 'wait' : '',
  ]
    .filter(Boolean)
    .join(' ')
}

// On a phone the lines do not scroll by themselves: the column around them does.
function scrollerOf(box: HTMLDivElement | null): HTMLElement | null {
  if (!box) return null
  return getComputedStyle(box).overflowY === 'visible' ? box.closest('main') : box
}
