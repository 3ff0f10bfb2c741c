import type { Signal, WireStatus } from '#wire/item.ts'

/** Where an item says what it is: its marks as sent, and its lines. */
export interface Telltales {
  readonly marks: readonly string[]
  readonly headline: string
  readonly slugline: string
  readonly ednote: string
  readonly opening: string
}

// Marks as agencies send them, without their prefix ("sig:", "stat:", "edStat:") where the prefix says nothing.
const KILLS =
  /^(?:(?:aptypes?|stat|signal):?)?(?:kill|killed|cancel|canceled|cancelled|elimination|eliminated|disregard)$|^edstat:d$/i
const WITHHOLDS = /^(?:stat:)?(?:withheld|withhold)$/i
const EMBARGOES = /^(?:stat:)?(?:embargoed|embargo|holdforrelease|hold for release)$/i
const CORRECTIONS = /^(?:sig:)?(?:correction|corrective|corrected|clarification|refile)$|^edstat:c$/i
const ADVISORIES = /^(?:advisory|daybook|digest|budget|news digest|planner|schedule|anpacat:v)$/i
const ALERTS = /^(?:sig:)?(?:newsalert|news alert|apnewsalert|alert|flash|bulletin)$/i
const WRITETHRUS = /^(?:writethru|write-through|lead)$/i
const ADDS = /^(?:add|takes?)$/i
const UPDATES = /^(?:sig:)?(?:update|updated)$|^edstat:u$/i

const HEAD_KILL =
  /^(?:\W*kill\b[\W_]*){2,}|^\W*(?:kill|eilmeldung zurückgezogen|story withdrawn|withdrawn|bulletin kill|advisory kill)\b\W*(?:$|[-:–—])/i
const THRICE = /^(?:\W*kill\b){3,}/i
const SLUG_KILL = /[,(/]\s*(?:bulletin\s+|advisory\s+|mandatory\s+)?kill\)?\s*$/i
const SLUG_HOLD = /[,(/]\s*(?:bulletin\s+|advisory\s+)?(?:withhold|withheld|hold)\)?\s*$/i
const NOTE_KILL =
  /^\W*(?:eds|editors)\W+(?:(?:bulletin|mandatory)\s+)?kill\s+(?:the\s+|this\s+)?(?:story|item|version|above)\b/i
const HEAD_HOLD = /^(?:\W*hold\b[\W_]*){2,}/i
const HEAD_CORRECTION =
  /^\W*(?:corrected|correction|corrective|refile|clarification|berichtigung|korrektur)\b\s*(?:\(|-|:|–|—|\/)/i
const SLUG_WRITETHRU =
  /\b\d+(?:st|nd|rd|th)\s+(?:ld|lead)(?:[-\s]*writethr(?:u|ough))?\b|\bwritethr(?:u|ough)\b|\bld-writethru\b/i
const EMBARGO_NOTE = /\bembargo(?:ed)?\b|\bhold for release\b|\bsperrfrist\b/i
const EMBARGO_LINE =
  /^\W*(?:strictly\s+)?(?:embargo(?:ed)?|sperrfrist|hold for release)\b\s*(?:[:\-–—,(]|$|until\b|till\b|to\s+\d|for\s+(?:\d|release)|bis\b)|^\W*not for (?:publication|release|broadcast)\s+(?:before|until)\b/i
const NO_EMBARGO =
  /\b(?:no|lifts?|lifted|without|ohne|aufgehoben)\b[^.]{0,20}\b(?:embargo|sperrfrist)|\b(?:embargo|sperrfrist)\b[^.]{0,20}\b(?:lifted|over|aufgehoben|passed)\b/i

/** Whether an item recalls what was sent, holds it back, or waits. What a format said outright counts as a mark. */
export function statusFrom({ marks, headline, slugline, ednote, opening }: Telltales): WireStatus {
  const has = (pattern: RegExp) => marks.some((mark) => pattern.test(mark.trim()))
  const lines = [headline, slugline, opening]
  const isKilled =
    lines.some((line) => HEAD_KILL.test(line)) ||
    SLUG_KILL.test(slugline) ||
    NOTE_KILL.test(ednote) ||
    THRICE.test(ednote)
  if (has(KILLS) || isKilled) return 'killed'
  if (has(WITHHOLDS) || lines.some((line) => HEAD_HOLD.test(line)) || SLUG_HOLD.test(slugline)) return 'withheld'
  return has(EMBARGOES) ? 'embargoed' : 'usable'
}

/** True when a line above a text says that it must wait: "EMBARGOED until 6 a.m.", "Sperrfrist: 19.00 Uhr". */
export function isEmbargoLine(line: string): boolean {
  return EMBARGO_LINE.test(line) && !NO_EMBARGO.test(line)
}

/** True when a note to editors speaks of an embargo that is not over. */
export function speaksOfEmbargo(ednote: string): boolean {
  return EMBARGO_NOTE.test(ednote) && !NO_EMBARGO.test(ednote)
}

/** What the item is to those before it, from the strongest sign to the weakest. */
export function signalFrom(telltales: Telltales, status: WireStatus): Signal {
  const { marks, headline, slugline, ednote, opening } = telltales
  const has = (pattern: RegExp) => marks.some((mark) => pattern.test(mark.trim()))
  if (status === 'killed') return 'kill'
  const isCorrected = [headline, slugline, opening].some((line) => HEAD_CORRECTION.test(line))
  if (
    has(CORRECTIONS) ||
    isCorrected ||
    /\bcorrected\b/i.test(slugline) ||
    /^\W*(?:eds:\s*)?(?:corrects|corrected|correction)\b/i.test(ednote)
  )
    return 'correction'
  if (isAdvisory(telltales)) return 'advisory'
  if (has(ALERTS) || /\bnewsalert\b/i.test(slugline)) return 'alert'
  if (has(ADDS) || /\b\d+(?:st|nd|rd|th)\s+(?:add|take)\b/i.test(slugline)) return 'add'
  if (has(WRITETHRUS) || SLUG_WRITETHRU.test(slugline) || /^\W*\d+(?:st|nd|rd|th) lead\b/i.test(opening))
    return 'writethru'
  if (
    has(UPDATES) ||
    /^update \d+\s*-/i.test(headline) ||
    /\bupdate \d+\b/i.test(slugline) ||
    /\(\d+\)\s*$/.test(headline)
  )
    return 'update'
  return /^\W*(?:eds:\s*)?updates\b/i.test(ednote) ? 'update' : 'new'
}

/** True for what is for the desk only: advisories, daybooks, digests, budgets. */
export function isAdvisory({ marks, headline, slugline }: Telltales): boolean {
  const line =
    /^\W*(?:(?:media|editors?|news|photo)\s+)?advisory\b\s*[-:–—]|^\W*attention editors\b|\b(?:daybook|news digest|budget digest)\b/i
  return marks.some((mark) => ADVISORIES.test(mark.trim())) || line.test(headline) || line.test(slugline)
}
