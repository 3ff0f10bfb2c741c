import { dropStart } from '#domains/clippings'
import { type Block, type Body, textOfBlock } from '#domains/stories/shared'
import { letters } from '#wire/markup/wording.ts'
import { knownAgency } from './agency.ts'
import { isBylineLine } from './bylines.ts'
import { datelineAtStart, type WireDateline } from './dateline.ts'
import { isEmbargoLine } from './signal.ts'

/** A body without the lines that are not its story, and those lines. `above` and `below` is all that was taken out, in words. */
export interface Split {
  readonly body: Body
  readonly bylines: readonly string[]
  readonly dateline: WireDateline | undefined
  readonly ednotes: readonly string[]
  readonly contributors: readonly string[]
  readonly usageTerms: readonly string[]
  readonly above: readonly string[]
  readonly below: readonly string[]
}

const EDNOTE =
  /^\(in .{1,60}\b(?:story|item|report)\b.*\bcorrects?\b.*\)$|^\((?:adds?|updates?|recasts?|corrects?|refiles?|repeats?|rewrites?|writes through|releads?|fixes|changes|removes|clarifies|eds:|editor[’']s? note:)\b.*\)$/is
const CONTRIBUTORS =
  /^\((?:additional )?(?:reporting|writing|editing|compiled|written|report)\s+(?:and\s+\w+\s+)*by\b.*\)$|^(?:the )?(?:associated press|ap|reuters|afp)\b[^.]{0,120}\bcontributed(?: to this (?:report|story))?\b.{0,20}$/is
// Below a rule, who else was at work is told in whole sentences.
const BELOW_RULE = /\bcontributed (?:reporting|to this (?:report|story))\b|\breported from \p{Lu}/u
const RIGHTS =
  /^(?:©|\(c\)|copyright\b).*(?:all rights reserved|may not be|alle rechte|any use|reproduction)|^©\s?[\p{Lu}\d]|^\(c\)\s?\d{4}\b|^this material may not be published, broadcast/isu
// AFP's desks sign a story with their initials, AAP's with their name before them.
const SIGNED = /^[a-z]{2,4}(?:[-/][a-z]{1,5})*\/[a-z]{2,4}$/
const SIGNED_BY_NAME = /^(\p{Lu}{2,5})(?: \p{Lu}{2,4})?(?: [a-z]{2,4}(?:\/[a-z]{0,4})*)?$/u
// Nothing but that the story is over.
const END = /^(?:ends?|-\s?30\s?-|#{2,}|\/[\p{L}.-]{2,12}\/|\((?:©|\(c\))\s?\p{Lu}{2,8}\))$/iu
const RULE = /^[\s_*–—-]{2,}$/

/** Takes datelines, bylines, notes to editors, contributors and rights lines off a body, each only where it is surely one. */
export function split(body: Body, { headline, place }: { headline: string; place: string }): Split {
  const top = splitTop(body, headline)
  const { dateline, body: afterDateline } = splitDateline(top.body, place)
  const tail = splitTail(afterDateline, dateline?.agency ?? '')
  return {
    body: tail.body,
    bylines: top.bylines,
    ednotes: [...top.ednotes, ...tail.ednotes],
    dateline,
    contributors: tail.contributors,
    usageTerms: tail.usageTerms,
    above: [...top.removed, ...(dateline ? [dateline.removed] : [])],
    below: tail.removed,
  }
}

const isParagraph = (block: Block | undefined): block is Extract<Block, { type: 'paragraph' }> =>
  block?.type === 'paragraph'

function splitTop(body: Body, headline: string) {
  const bylines: string[] = []
  const ednotes: string[] = []
  const removed: string[] = []
  const [only] = body
  if (body.length === 1 && only?.type === 'paragraph' && isBylineLine(textOfBlock(only)))
    return { body: [], bylines: [textOfBlock(only)], ednotes, removed: [textOfBlock(only)] }
  const head = letters(headline)
  let first = 0
  const kept: Block[] = []
  for (; first < Math.min(body.length - 1, 9); first += 1) {
    const block = body[first]
    if (!block) break
    const text = textOfBlock(block).trim()
    const repeats = head !== '' && letters(text) === head && (block.type === 'heading' || kept.length === 0)
    if (repeats) removed.push(text)
    else if (block.type === 'heading') kept.push(block)
    else if (isParagraph(block) && bylines.length === 0 && isBylineLine(text)) {
      bylines.push(text)
      removed.push(text)
    } else if (
      isParagraph(block) &&
      text.length < 600 &&
      (EDNOTE.test(text) || (text.length < 200 && isEmbargoLine(text)))
    ) {
      ednotes.push(text)
      removed.push(text)
    } // Reuters lists what matters before the byline.
    else if (isParagraph(block) && (kept.length < 2 || text.startsWith('* '))) kept.push(block)
    else break
  }
  return { body: [...kept, ...body.slice(first)], bylines, ednotes, removed }
}

function splitDateline(body: Body, place: string) {
  const upTo = Math.min(body.length, 5)
  let paragraphs = 0
  for (let at = 0; at < upTo; at += 1) {
    const block = body[at]
    if (!isParagraph(block)) continue
    const text = textOfBlock(block)
    const found = datelineAtStart(text, { place, isFirst: paragraphs === 0 })
    paragraphs += 1
    if (!found) continue
    const runs = dropStart(block.runs, found.length)
    const dateline = {
      text: found.text,
      place: found.place,
      agency: found.agency,
      removed: text.slice(0, found.length),
    }
    return { dateline, body: body.with(at, { ...block, runs }) }
  }
  return { dateline: undefined, body }
}

function splitTail(body: Body, agency: string) {
  const contributors: string[] = []
  const usageTerms: string[] = []
  const ednotes: string[] = []
  const removed: string[] = []
  const kept = [...body]
  while (kept.length > 1) {
    const last = kept.at(-1)
    if (!isParagraph(last)) break
    const text = textOfBlock(last).trim()
    const before = kept.at(-2)
    const isBelowRule = before !== undefined && RULE.test(textOfBlock(before))
    if (text.length < 600 && (CONTRIBUTORS.test(text) || (isBelowRule && BELOW_RULE.test(text))))
      contributors.unshift(text)
    else if (isRightsLine(text)) usageTerms.unshift(text)
    else if (isSignature(text)) ednotes.unshift(text)
    else if (!(END.test(text) || RULE.test(text) || (agency !== '' && text === `(${agency})`))) break
    removed.unshift(text)
    kept.pop()
    const rule = kept.at(-1)
    if (kept.length > 1 && rule && RULE.test(textOfBlock(rule))) kept.pop()
  }
  return { body: kept, contributors, usageTerms, ednotes, removed }
}

/** True for a line that says whose a story is and what may be done with it. */
export function isRightsLine(text: string): boolean {
  return text.length < 600 && RIGHTS.test(text)
}

function isSignature(text: string): boolean {
  const named = SIGNED_BY_NAME.exec(text)
  return SIGNED.test(text) || (named !== null && text.includes(' ') && knownAgency(named[1] ?? '') !== undefined)
}
