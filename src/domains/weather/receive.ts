import type { Work } from '#domains/accounts'
import { dayIn, findPaper } from '#domains/paper'
import { earAt, summaryOf } from './ear.ts'
import { type News, reportAfter } from './forecast.ts'
import { type Outcome, waitAfter } from './patience.ts'
import { lineOf } from './plain-words.ts'
import { findSummary } from './queries.ts'
import type { Errand, Route } from './route.ts'
import { claim, giveBack, lockReport, saveFetch, saveShown } from './store.ts'

// Longer than any fetch is given; after that whoever took it on is taken for dead.
const CLAIM_MS = 120_000

/** Takes on the fetch that is due. Undefined when none is, or when another worker has it. */
export function claimFetch(work: Work): Promise<Errand | undefined> {
  return claim(work.db, work.at, new Date(work.at.getTime() + CLAIM_MS))
}

/** Gives a fetch back that was stopped before it could end. */
export function giveBackFetch(work: Work, errand: Errand): Promise<void> {
  return giveBack(work.db, errand.spot)
}

/** What a fetch brought. `troubles` says, in sentences, what did not come; `route` is null where it has to be found anew. */
export interface Fetched {
  readonly news?: News
  readonly route: Route | null
  readonly troubles: readonly string[]
  readonly askedToWaitMs?: number
}

/**
 * Keeps what a fetch brought and says when the next is due. Nothing happens when the paper meanwhile asks for another place.
 * `chance` is from 0 to 1.
 */
export async function receive(work: Work, errand: Errand, fetched: Fetched, chance: number): Promise<boolean> {
  const before = await lockReport(work.db, errand.spot)
  if (!before) return false
  const { news, route, troubles, askedToWaitMs } = fetched
  const outcome: Outcome = !news ? 'nothing' : troubles.length > 0 ? 'some' : 'all'
  const failures = outcome === 'all' ? 0 : before.failures + 1
  const waitMs = waitAfter(outcome, { failures, chance, ...(askedToWaitMs ? { askedToWaitMs } : {}) })
  const report = news && reportAfter(before.report, news, work.at)
  await saveFetch(work.db, {
    ...(report ? { report, summary: summaryOf(report, await todayAt(work)) } : {}),
    route,
    at: work.at,
    nextAt: new Date(work.at.getTime() + waitMs),
    failures,
    trouble: lineOf(troubles.join(' '), 500),
  })
  return report !== undefined
}

/**
 * Notes what the ear shows at this moment, after news or because time has passed. True when it is not what pages show, so that they have to be
 * made afresh; told to one of several who ask at once.
 */
export async function turnEar(work: Work): Promise<boolean> {
  const summary = await findSummary(work.db)
  const ear = summary && earAt(summary, work.at, await todayAt(work))
  return saveShown(work.db, ear ? JSON.stringify(ear) : '')
}

async function todayAt(work: Work): Promise<string> {
  return dayIn((await findPaper(work.db))?.zone ?? 'UTC', work.at)
}
