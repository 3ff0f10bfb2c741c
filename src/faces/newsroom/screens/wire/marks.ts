import type { WireLine, WireUseView } from '#faces/api/contract'
import { timeAhead } from '#newsroom/parts/times.ts'

/** A mark beside the slug: `tone` is how loud it is. */
export interface Mark {
  readonly words: string
  readonly tone: 'kill' | 'red' | 'solid' | 'plain'
}

/** B for a flash or bulletin, U for urgent; nothing for the rest. */
export function priorityOf({ urgency }: Pick<WireLine, 'urgency'>): { letter: 'B' | 'U'; word: string } | undefined {
  if (urgency === 1) return { letter: 'B', word: 'Flash' }
  if (urgency === 2) return { letter: 'B', word: 'Bulletin' }
  if (urgency === 3) return { letter: 'U', word: 'Urgent' }
  return undefined
}

/** "1st", "2nd", "3rd", "11th". */
export function nth(number: number): string {
  const teen = number % 100 > 10 && number % 100 < 14
  const ending = teen ? undefined : { 1: 'st', 2: 'nd', 3: 'rd' }[number % 10]
  return `${number}${ending ?? 'th'}`
}

/** "2nd Write-thru" for the third revision; empty for the first. */
export function writeThruWords(ordinal: number): string {
  return ordinal > 1 ? `${nth(ordinal - 1)} Write-thru` : ''
}

/** What an item is besides news, the gravest first. */
export function marksOf(line: Marked, zone: string, now = new Date()): Mark[] {
  const marks: Mark[] = []
  const mark = (words: string, tone: Mark['tone'] = 'plain') => marks.push({ words, tone })
  if (line.standing === 'killed') mark('KILL', 'kill')
  else if (line.standing === 'withheld') mark('WITHHELD', 'kill')
  if (line.signal === 'correction') mark('Correction', 'red')
  const embargo = embargoWords(line, zone, now)
  if (embargo) mark(embargo, 'solid')
  if (line.advisory) mark('Advisory')
  if (line.signal === 'alert') mark('Alert', 'red')
  if (line.signal === 'add') mark('Add')
  if (line.urgency === 7 || line.urgency === 8) mark('Advance')
  if (line.deskState === 'held') mark('Held')
  if (line.deskState === 'spiked') mark('Spiked')
  if (line.expiresAt && Date.parse(line.expiresAt) - now.getTime() < EXPIRES_SOON_MS) {
    const over = Date.parse(line.expiresAt) <= now.getTime()
    mark(over ? 'Rights over' : `Rights end ${timeAhead(line.expiresAt, zone, now)}`, over ? 'red' : 'plain')
  }
  return marks
}

const EXPIRES_SOON_MS = 3 * 24 * 3_600_000

type Marked = Pick<
  WireLine,
  'standing' | 'signal' | 'advisory' | 'urgency' | 'embargoUntil' | 'embargoUnknown' | 'deskState' | 'expiresAt'
>

/** "Embargoed to 9:01 p.m."; empty when it is over or never was. */
export function embargoWords(
  { embargoUntil, embargoUnknown }: Pick<WireLine, 'embargoUntil' | 'embargoUnknown'>,
  zone: string,
  now = new Date(),
): string {
  if (embargoUnknown) return 'Embargo: time unknown'
  if (!embargoUntil || Date.parse(embargoUntil) <= now.getTime()) return ''
  return `Embargoed to ${timeAhead(embargoUntil, zone, now)}`
}

/** What a story of ours is called where there is little room. */
export function shortNameOf(use: Pick<WireUseView, 'slugline' | 'headline' | 'storyId'>): string {
  return use.slugline || use.headline || `story ${use.storyId}`
}

/** "In SALMON18, published"; "Newer than SALMON18, published" where the agency has sent more than ours rests on. */
export function usageWords(use: WireUseView): string {
  return `${use.isBehind ? 'Newer than' : 'In'} ${shortNameOf(use)}, ${use.state}`
}

/** True where someone should look: the item stopped or changed under a story that readers have. */
export function usageAsks(line: Pick<WireLine, 'standing' | 'signal'>, use: WireUseView): boolean {
  return use.isBehind || (use.state === 'published' && (line.standing !== 'usable' || line.signal === 'correction'))
}
