import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { WireChanges, WireItemView, WireUseView } from '#faces/api/contract'
import { sentenceOf } from '#newsroom/api-client.ts'
import { useVoice } from '#newsroom/parts/say.tsx'
import { leaveWireChanges, readWireChanges, updateFromWire } from '#newsroom/wire-calls.ts'
import { type Choices, openPassages, takenPassages } from './choices.ts'
import { shortNameOf } from './marks.ts'

/** A story of ours set against the newest version, while an editor decides. */
export interface Changing {
  readonly query: UseQueryResult<WireChanges>
  readonly changes: WireChanges | undefined
  readonly story: WireUseView | undefined
  readonly setStory: (storyId: string) => void
  readonly choices: Choices
  readonly choose: (id: string, choice: 'ours' | 'wire') => void
  /** Chooses for the first passage that still waits; by key. */
  readonly chooseNext: (choice: 'ours' | 'wire') => void
  readonly isReady: boolean
  readonly busy: boolean
  /** Takes the chosen passages, or the agency's text whole. */
  readonly update: (whole: boolean) => void
  readonly leave: () => void
}

/** The changes of an item for the story that uses it; asked for only when `isOpen`. `onDone` hears when our story was updated or left. */
export function useChanges(
  item: WireItemView | undefined,
  { isOpen, onDone }: { readonly isOpen: boolean; readonly onDone: () => void },
): Changing {
  const queries = useQueryClient()
  const { say } = useVoice()
  const [picked, setStory] = useState<string>()
  const [made, setMade] = useState<{ readonly of: string; readonly choices: Choices }>({ of: '', choices: {} })
  const [busy, setBusy] = useState(false)
  const uses = item?.uses ?? []
  const story = uses.find((use) => use.storyId === picked) ?? uses.find((use) => use.isBehind) ?? uses[0]
  const query = useQuery({
    queryKey: ['wire', 'changes', item?.id, item?.revisionId, story?.storyId],
    queryFn: () => readWireChanges(item?.id ?? '', story?.storyId ?? ''),
    enabled: isOpen && item !== undefined && story !== undefined,
    staleTime: 0,
  })
  const changes = query.data
  // Choices belong to one comparison: what was chosen about another is not carried over.
  const of = changes ? `${changes.storyId} ${changes.basedOn} ${changes.revisionId}` : ''
  const choices = made.of === of ? made.choices : {}
  const choose = (id: string, choice: 'ours' | 'wire') => setMade({ of, choices: { ...choices, [id]: choice } })
  const isReady = changes !== undefined && openPassages(changes, choices).length === 0

  async function act(what: (now: WireChanges, itemId: string) => Promise<string>, offersStory: boolean) {
    if (!changes || !item || !story || busy) return
    setBusy(true)
    try {
      const said = await what(changes, item.id)
      const href = `/newsroom/stories/${story.storyId}`
      say(said, offersStory ? { label: 'Open it', href } : undefined)
      void queries.invalidateQueries({ queryKey: ['wire'] })
      onDone()
    } catch (error) {
      say(sentenceOf(error))
      void query.refetch()
    }
    setBusy(false)
  }
  const name = story ? shortNameOf(story) : ''
  return {
    query,
    changes,
    story,
    setStory,
    choices,
    choose,
    chooseNext(choice) {
      const next = changes && openPassages(changes, choices)[0]
      if (next) choose(next.id, choice)
    },
    isReady,
    busy,
    update: (whole) =>
      void act(async (now, itemId) => {
        const take = whole ? [] : takenPassages(now, choices)
        const { storyId, basedOn, revisionId } = now
        const { warnings } = await updateFromWire(itemId, { storyId, basedOn, revisionId, whole, take })
        const more = story?.state === 'published' ? ' Readers have the old copy until you publish the update.' : ''
        return [`${name} is updated.${more}`, ...warnings].join(' ')
      }, true),
    leave: () =>
      void act(async (now, itemId) => {
        await leaveWireChanges(itemId, now.storyId, now.revisionId)
        return `${name} stays as it is.`
      }, false),
  }
}
