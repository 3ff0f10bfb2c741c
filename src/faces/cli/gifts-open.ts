import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { announceMatch, changeTerms, openEntity, openFund, restate, standMatch } from '#domains/gifts'
import { transaction } from '#platform/db'
import { Refusal } from '#platform/refusal'
import { argumentsOf } from './arguments.ts'
import type { GiftsWorld } from './gifts.ts'

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'has only small letters, figures and single hyphens')
const words = z.string().trim().max(2_000)
const Saying = z.object({
  legalName: words.min(1),
  city: words.min(1),
  ein: words.default(''),
  statement: words.default(''),
  checksTo: words.default(''),
  registrations: words.default(''),
})
const day = z.iso.date()

/** What the file of `gifts open` holds: recipients, funds and matches to be opened, and what changes of those that are open. */
const Plan = z.strictObject({
  entities: z
    .array(
      Saying.extend({
        slug,
        kind: z.enum(['taxable', '501c3', 'fiscal-sponsor', 'outside-fund']),
        mode: z.enum(['live', 'practice']).default('live'),
      }),
    )
    .default([]),
  restate: z.array(Saying.extend({ slug })).default([]),
  funds: z
    .array(
      z.object({
        slug,
        entity: slug,
        name: words.min(1),
        purpose: words.default(''),
        restriction: z.enum(['none', 'purpose', 'position', 'event-series']).default('none'),
        outsideUrl: z.union([z.literal(''), z.url({ protocol: /^https$/ })]).default(''),
        minimumMinor: z.number().int().min(100).default(500),
        amounts: z.array(z.number().int().min(100).max(2_500_000)).min(1).max(6).default([1_500, 3_500, 7_500, 15_000]),
        positions: z
          .array(
            z.object({
              title: words.min(1),
              beat: words.default(''),
              holder: words.default(''),
              writerSlug: z.union([z.literal(''), slug]).default(''),
              topicSlug: z.union([z.literal(''), slug]).default(''),
              startsOn: day.optional(),
              endsOn: day.optional(),
              costMinor: z.number().int().min(0).default(0),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
  matches: z
    .array(
      z.object({
        slug,
        title: words.min(1),
        summary: words.default(''),
        ifMissed: words.default(''),
        independence: words.default(''),
        funder: z.object({
          name: words.min(1),
          url: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
          isAnonymous: z.boolean().default(false),
        }),
        funds: z.array(slug).min(1),
        positions: z.array(words).default([]),
        clock: z.enum(['authorized', 'captured', 'postmarked', 'deposited']).default('captured'),
        opensWall: z.string(),
        closesWall: z.string(),
        terms: z.unknown(),
        note: words.default(''),
        evidenceUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
      }),
    )
    .default([]),
  terms: z
    .array(z.object({ match: slug, terms: z.unknown(), note: words.min(1), evidenceUrl: words.default('') }))
    .default([]),
  stand: z
    .array(z.object({ match: slug, state: z.enum(['open', 'closed', 'reporting', 'paid', 'canceled']) }))
    .default([]),
})

/** broadsheet gifts open FILE: opens recipients, funds and matching grants as a JSON file says, all of it or nothing. */
export async function giftsOpen(args: string[], { db, clock, err }: GiftsWorld): Promise<0> {
  const { positionals } = argumentsOf(args, {})
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0)
    throw new Refusal('invalid', 'command.not-understood', 'Name one file: broadsheet gifts open FILE')
  const read = Plan.safeParse(await jsonIn(file))
  if (!read.success)
    throw new Refusal('invalid', 'gifts.plan', `${file} cannot be used:\n${z.prettifyError(read.error)}`)
  const plan = read.data
  await transaction(db, async (tx) => {
    const work = { db: tx, by: { kind: 'operator', command: 'gifts open' }, at: clock() } as const
    for (const entity of plan.entities) await openEntity(work, entity)
    for (const { slug: name, ...saying } of plan.restate) await restate(work, name, saying)
    for (const { positions, ...fund } of plan.funds)
      await openFund(work, {
        ...fund,
        positions: positions.map(({ startsOn, endsOn, ...position }) => ({
          ...position,
          ...(startsOn === undefined ? {} : { startsOn }),
          ...(endsOn === undefined ? {} : { endsOn }),
        })),
      })
    for (const match of plan.matches) await announceMatch(work, match)
    for (const { match, ...change } of plan.terms) await changeTerms(work, match, change)
    for (const { match, state } of plan.stand) await standMatch(work, match, state)
  }).catch((error: unknown) => {
    if (error instanceof z.ZodError)
      throw new Refusal('invalid', 'match.terms', `The terms of a match cannot be used:\n${z.prettifyError(error)}`)
    throw error
  })
  const counts = Object.entries(plan).flatMap(([what, list]) => (list.length > 0 ? [`${list.length} ${what}`] : []))
  err(`Done: ${counts.join(', ') || 'nothing was asked'}.`)
  return 0
}

async function jsonIn(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Refusal(
      'invalid',
      'gifts.no-file',
      `${file} cannot be read: ${error instanceof Error ? error.message : error}`,
    )
  })
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid', 'gifts.not-json', `${file} is not JSON.`)
  }
}
