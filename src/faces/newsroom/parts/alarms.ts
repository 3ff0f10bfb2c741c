import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { WireAlarmView } from '#faces/api/contract'
import { sentenceOf } from '#newsroom/api-client.ts'
import { answerWireAlarm, listWireAlarms } from '#newsroom/wire-calls.ts'
import { useMe } from './me.ts'
import { useVoice } from './say.tsx'

const KEY = ['wire', 'alarms']

/** What waits for an answer, oldest first. Answered anywhere, it is gone everywhere at once. */
export function useAlarms(): readonly WireAlarmView[] {
  const { may } = useMe()
  const alarms = useQuery({ queryKey: KEY, queryFn: listWireAlarms, enabled: may.draft, staleTime: 60_000 })
  return alarms.data?.items ?? []
}

/** True for what takes the top of every screen: the agency took back something that we used. What touches nothing of ours waits with the rest. */
export function isGrave({ kind, stories }: Pick<WireAlarmView, 'kind' | 'stories'>): boolean {
  return (kind === 'kill' || kind === 'withheld') && stories.length > 0
}

/** Answers an alarm with a few words for the history. */
export function useAnswer(): (alarm: Pick<WireAlarmView, 'id'>, words: string) => Promise<void> {
  const queries = useQueryClient()
  const { say } = useVoice()
  return async (alarm, words) => {
    try {
      await answerWireAlarm(alarm.id, words)
    } catch (error) {
      say(sentenceOf(error))
    }
    await queries.invalidateQueries({ queryKey: KEY })
  }
}
