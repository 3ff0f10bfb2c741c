import type { z } from 'zod'
import {
  WireAlarms,
  WireChanges,
  type WireDeskRequest,
  WireDeskView,
  type WireFilter,
  WireItemView,
  WireLine,
  WireLines,
  WireList,
  WireOfStory,
  WirePulled,
  WireRail,
  WireReach,
  WireTaken,
  type WireUpdateRequest,
} from '#faces/api/contract'
import { ask, tell } from './api-client.ts'

// Everything the newsroom asks of the wire desk; screens call these and never spell a path.

const item = (id: string) => `/api/wire/${id}`
const post = (body: unknown = {}) => ({ method: 'POST', body }) as const

/** What narrows the list; a part left out does not. */
export type Narrowing = Partial<WireFilter>

export const listWire = (
  filter: Narrowing,
  place: { readonly before?: string; readonly after?: string } = {},
  signal?: AbortSignal,
) => ask(`/api/wire?${queryOf({ ...filter, ...place, limit: 100 })}`, WireList, signal ? { signal } : {})
export const readWireLines = (ids: readonly string[]) => ask(`/api/wire/lines?ids=${ids.join(',')}`, WireLines)
export const readWireRail = () => ask('/api/wire/rail', WireRail)

/** An item whole; being asked for, it counts as read. */
export const readWireItem = (id: string, revisionId?: string) =>
  ask(`${item(id)}?${queryOf({ revision: revisionId })}`, WireItemView)
export const takeItem = (id: string) => ask(`${item(id)}/take`, WireTaken, post())
export const holdItem = (id: string) => ask(`${item(id)}/hold`, WireLine, post())
export const spikeItem = (id: string) => ask(`${item(id)}/spike`, WireLine, post())
export const bringItemBack = (id: string) => ask(`${item(id)}/bring-back`, WireLine, post())

export const readWireChanges = (id: string, storyId: string) =>
  ask(`${item(id)}/changes?${queryOf({ story: storyId })}`, WireChanges)
export const updateFromWire = (id: string, request: z.input<typeof WireUpdateRequest>) =>
  ask(`${item(id)}/update`, WireTaken, post(request))
export const leaveWireChanges = (id: string, storyId: string, revisionId: string) =>
  tell(`${item(id)}/leave`, post({ storyId, revisionId }))

/** `until` is wall time in the paper's zone; null: the embargo has ended. */
export const decideEmbargo = (id: string, until: string | null, reason: string) =>
  ask(`${item(id)}/embargo`, WireLine, post({ until, reason }))
export const readReach = (id: string) => ask(`${item(id)}/reach`, WireReach)
/** Without `storyIds` all that was made of it goes, and its photos. */
export const pullItem = (id: string, noteToReaders: string, storyIds: readonly string[] | undefined) =>
  ask(`${item(id)}/pull`, WirePulled, post({ noteToReaders, storyIds }))

export const listWireAlarms = () => ask('/api/wire/alarms', WireAlarms)
export const answerWireAlarm = (id: string, answer: string) => tell(`/api/wire/alarms/${id}/answer`, post({ answer }))

export const saveDesk = (desk: z.input<typeof WireDeskRequest>, id?: string) =>
  ask(id ? `/api/wire/desks/${id}` : '/api/wire/desks', WireDeskView, { method: id ? 'PUT' : 'POST', body: desk })
export const dropDesk = (id: string) => tell(`/api/wire/desks/${id}`, { method: 'DELETE', body: {} })

/** Which item this screen shows. Outlives the page, so that leaving is told too. */
export const tellLooking = (itemId: string | null) =>
  tell('/api/wire/looking', { ...post({ itemId }), keepalive: true })
/** What a story of ours was made from. */
export const readWireOfStory = (storyId: string) => ask(`/api/wire/for-story/${storyId}`, WireOfStory)

function queryOf(query: Readonly<Record<string, string | number | undefined>>): URLSearchParams {
  const filled = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return new URLSearchParams(filled.map(([name, value]) => [name, String(value)]))
}
