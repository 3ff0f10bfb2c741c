import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { WireLine } from '#faces/api/contract'
import { sentenceOf } from '#newsroom/api-client.ts'
import { useVoice } from '#newsroom/parts/say.tsx'
import { bringItemBack, holdItem, spikeItem, takeItem } from '#newsroom/wire-calls.ts'
import type { LiveList } from './use-lines.ts'

/** What can be done with an item of the list. */
export interface Deeds {
  readonly busy: boolean
  readonly take: (item: Item) => void
  /** Holds it, or brings back what is held. */
  readonly hold: (item: Item) => void
  /** Spikes it, or brings back what is spiked. */
  readonly spike: (item: Item) => void
  /** Undoes the last hold or spike. */
  readonly undo: () => void
}

type Item = Pick<WireLine, 'id' | 'slugline' | 'headline' | 'deskState' | 'agency'>
type View = 'all' | 'unread' | 'stopped' | 'behind' | 'embargoed' | 'held' | 'spiked' | 'used' | 'expiring'

interface DeedsNeeds {
  readonly list: LiveList
  readonly view: View
  readonly selected: string | undefined
  readonly select: (id: string | undefined) => void
}

const CALLS = { held: holdItem, spiked: spikeItem, new: bringItemBack } as const
const SAID = { held: 'held', spiked: 'spiked', new: 'back on the wire' } as const

/** Takes, holds and spikes. A line that leaves the list gives its place to the next, and undo puts it back where it was. */
export function useDeeds({ list, view, selected, select }: DeedsNeeds): Deeds {
  const { say } = useVoice()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const last = useRef<() => void>(undefined)
  // What is undone later is undone on the screen as it is then.
  const now = useRef({ list, selected, select })
  now.current = { list, selected, select }

  async function move(item: Item, to: WireLine['deskState'], isUndo = false): Promise<void> {
    const before = item.deskState
    if (before === to) return
    const { shown } = now.current.list.lines
    const at = shown.findIndex((line) => line.id === item.id)
    const was = shown[at]
    try {
      const line = await CALLS[to](item.id)
      if (belongs(line, view)) {
        now.current.list.put(line)
        if (isUndo) now.current.list.putBack(line, Math.max(0, at))
      } else if (was) {
        const next = shown[at + 1] ?? shown[at - 1]
        now.current.list.drop(item.id)
        if (now.current.selected === item.id) now.current.select(next?.id)
      }
      void queries.invalidateQueries({ queryKey: ['wire', 'item', item.id] })
      void queries.invalidateQueries({ queryKey: ['wire', 'rail'] })
      if (isUndo) return say(`${nameOf(item)} is ${SAID[to]}.`)
      last.current = () => {
        last.current = undefined
        void putBack(line, before, at, was)
      }
      say(`${nameOf(item)} is ${SAID[to]}.`, { label: 'Undo', act: () => last.current?.() })
    } catch (error) {
      say(sentenceOf(error))
    }
  }

  async function putBack(line: WireLine, to: WireLine['deskState'], at: number, was: WireLine | undefined) {
    try {
      const back = await CALLS[to](line.id)
      if (belongs(back, view) && was) {
        now.current.list.putBack(back, Math.max(0, at))
        now.current.select(back.id)
      } else now.current.list.drop(back.id)
      void queries.invalidateQueries({ queryKey: ['wire', 'item', line.id] })
      void queries.invalidateQueries({ queryKey: ['wire', 'rail'] })
      say(`${nameOf(line)} is ${to === 'new' ? 'back where it was' : SAID[to]}.`)
    } catch (error) {
      say(sentenceOf(error))
    }
  }

  return {
    busy,
    take(item) {
      if (busy) return
      setBusy(true)
      takeItem(item.id)
        .then(async ({ storyId, warnings }) => {
          say([`Made from ${item.agency} ${nameOf(item)}.`, ...warnings].join(' '))
          await navigate({ to: '/stories/$storyId', params: { storyId } })
        })
        .catch((error: unknown) => say(sentenceOf(error)))
        .finally(() => setBusy(false))
    },
    hold: (item) => void move(item, item.deskState === 'held' ? 'new' : 'held'),
    spike: (item) => void move(item, item.deskState === 'spiked' ? 'new' : 'spiked'),
    undo: () => (last.current ? last.current() : say('Nothing to undo.')),
  }
}

const nameOf = ({ slugline, headline }: Item): string => slugline || headline || 'The story'

function belongs(line: WireLine, view: View): boolean {
  if (view === 'spiked' || view === 'held') return line.deskState === view
  return line.deskState !== 'spiked'
}
