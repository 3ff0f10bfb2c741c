import { useRef, useState } from 'react'
import type { WireItemView, WireLine } from '#faces/api/contract'
import { type ScreenKey, useKeys } from '#newsroom/parts/keys.tsx'
import type { Lines } from './lines.ts'
import type { Panel } from './reader.tsx'
import type { Changing } from './use-changes.ts'
import type { Deeds } from './use-deeds.ts'

interface WireKeysNeeds {
  readonly lines: Lines
  readonly selected: WireLine | undefined
  readonly item: WireItemView | undefined
  readonly panel: Panel
  readonly deeds: Deeds
  readonly changing: Changing
  readonly mayPull: boolean
  readonly select: (id: string) => void
  readonly showPanel: (panel: Panel) => void
  readonly showNewer: () => void
  readonly filter: () => void
  readonly focusText: () => void
  readonly pull: () => void
  readonly back: () => void
}

/** The keys of the wire desk. Each is a visible control too. */
export function useWireKeys(needs: WireKeysNeeds): void {
  const { lines, panel, deeds, changing } = needs
  // The address follows a press a moment later; the next press already means the line that was moved to.
  const aim = useRef<{ id: string; from: string | undefined }>(undefined)
  if (aim.current && needs.selected?.id !== aim.current.from) aim.current = undefined
  const aimed = () => {
    const id = aim.current?.id
    return id === undefined ? needs.selected : lines.shown.find((line) => line.id === id)
  }
  const { selected } = needs
  const [readKill, setReadKill] = useState('')
  const isUnreadKill = selected !== undefined && selected.standing !== 'usable' && readKill !== selected.id
  const hasChoice = panel === 'changes' && changing.changes !== undefined

  function move(by: 1 | -1) {
    const from = aimed()?.id
    const at = lines.shown.findIndex((line) => line.id === from)
    const next = lines.shown[Math.min(lines.shown.length - 1, Math.max(0, at + by))]
    if (!next || next.id === from) return
    aim.current = { id: next.id, from: needs.selected?.id }
    needs.select(next.id)
  }
  // On a kill that nobody has read here K reads it first; then it moves as always.
  function up() {
    if (!isUnreadKill) return move(-1)
    setReadKill(selected.id)
    needs.showPanel('story')
    needs.focusText()
  }
  function update() {
    if (!selected || selected.uses.length === 0) return
    if (panel === 'changes' && changing.isReady) changing.update(false)
    else needs.showPanel('changes')
  }
  const on = (act: (line: WireLine) => void) => () => {
    const line = aimed()
    if (line) act(line)
  }
  const key = (keys: string, label: string, run: () => void, hidden = false): ScreenKey => ({
    keys,
    label,
    run,
    hidden,
  })

  useKeys([
    key('J', 'Down', () => move(1)),
    key('K', isUnreadKill ? 'Read the kill' : 'Up', up),
    key('Enter', 'Read', needs.focusText),
    key('U', 'Update ours', update),
    key(
      'N',
      'New story',
      on((line) => (line.standing === 'usable' ? deeds.take(line) : undefined)),
    ),
    key('D', 'Changes', () => selected && needs.showPanel(panel === 'changes' ? 'story' : 'changes')),
    key('H', 'Hold', on(deeds.hold)),
    key('X', 'Spike', on(deeds.spike)),
    key('Z', 'Undo', deeds.undo),
    key('/', 'Filter', needs.filter),
    key('.', 'Newer stories', needs.showNewer),
    ...(needs.mayPull && selected && selected.standing !== 'usable' && selected.uses.length > 0
      ? [key('Shift+K', 'Pull from the site', needs.pull, true)]
      : []),
    ...(hasChoice
      ? [
          key('1', 'Keep ours', () => changing.chooseNext('ours')),
          key('2', 'Take the wire’s', () => changing.chooseNext('wire')),
        ]
      : []),
    key('Escape', 'Back', () => (panel === 'story' ? needs.back() : needs.showPanel('story')), true),
  ])
}
