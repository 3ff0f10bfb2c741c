import { sql } from 'kysely'
import { ask, listUnhandledEvents, notePage } from '#domains/gifts'
import { webhookRoutes } from '#faces/api'
import { transaction } from '#platform/db'
import type { Task } from '#platform/jobs'
import type { Mail } from '#platform/mail'
import { type Payments, paymentsFrom } from '#platform/payments'
import { aPaper } from './builders.ts'
import { freshDb } from './database.ts'
import { aDoubling, aGivingPaper } from './giving.ts'
import { type Chaos, startFakeStripe } from './outside-stripe.ts'

/** A card that pays. */
export const GOOD = '4242424242424242'

const log = { debug() {}, info() {}, warn() {}, error() {} } as never

/** A paper that takes gifts by card from a Stripe of the tests' own, with the jobs that `tasksFrom` makes. The paper is founded by `found`. */
export async function aCardDesk(
  tasksFrom: (needs: {
    db: Awaited<ReturnType<typeof freshDb>>['db']
    clock: () => Date
    log: never
    payments: Payments
    mailer: { isKept: boolean; send: (mail: Mail) => Promise<{ id: string }>; close: () => Promise<void> }
  }) => Readonly<Record<string, Task>>,
) {
  const fresh = await freshDb()
  const { db } = fresh
  const stripe = await startFakeStripe()
  const payments = paymentsFrom({
    secretKey: 'sk_test_paper',
    webhookSecrets: ['whsec_old', stripe.webhookSecret],
    apiBase: stripe.url,
  })
  const mails: Mail[] = []
  const clock = () => stripe.now()
  const mailer = {
    isKept: false,
    send: async (mail: Mail) => ({ id: String(mails.push(mail)) }),
    close: async () => {},
  }
  const tasks = tasksFrom({ db, clock, log, payments, mailer })
  const web = webhookRoutes({ db, clock, log, payments })

  async function asked(
    amountMinor: number,
    {
      every = 'once',
      coversFee = false,
      n = 0,
    }: { every?: 'once' | 'month' | 'year'; coversFee?: boolean; n?: number } = {},
  ) {
    const wish = {
      fund: 'forums',
      amountMinor,
      every,
      coversFee,
      email: `reader${n}@example.com`,
      name: `Reader ${n}`,
      postalCode: '99004',
      rollName: '',
      dedication: null,
      message: '',
    }
    const work = (tx: typeof db) => ({ db: tx, by: { kind: 'system', job: 'site' } as const, at: clock() })
    const gift = await transaction(db, (tx) => ask(work(tx), wish, { mode: 'practice' }))
    const page = await payments.checkout(
      {
        gift: gift.number,
        every,
        currency: 'USD',
        lines: [
          { name: 'Gift', minor: gift.amountMinor },
          ...(gift.coverMinor ? [{ name: 'Fee', minor: gift.coverMinor }] : []),
        ],
        email: wish.email,
        backTo: new URL('https://sentinel.example/give/'),
        doneTo: new URL('https://sentinel.example/give/thanks/'),
        isCharity: false,
      },
      gift.callKey,
    )
    await notePage(work(db), gift.giftId, page.id)
    return { ...gift, page }
  }

  const send = async (raw: string, signature: string) =>
    (await web.request('/webhooks/stripe', { method: 'POST', body: raw, headers: { 'stripe-signature': signature } }))
      .status

  async function told(chaos?: Partial<Chaos>): Promise<void> {
    await stripe.deliver(send, chaos)
    const waiting = await listUnhandledEvents(db)
    await Promise.all(waiting.map((eventId) => again(() => tasks['gifts-event']?.({ eventId }) ?? Promise.resolve())))
  }

  // As the queue does it.
  async function again(job: () => Promise<void>, tries = 5): Promise<void> {
    await job().catch((error) => (tries > 1 ? again(job, tries - 1) : Promise.reject(error)))
  }

  const intentOf = async (giftId: string) =>
    (
      await sql<{ intent: string }>`select stripe_payment_intent_id as intent from gift where id = ${giftId}`.execute(
        db,
      )
    ).rows[0]?.intent ?? ''
  const intentAt = (sessionId: string) =>
    String(stripe.list('checkout.session').find(({ id }) => id === sessionId)?.payment_intent)
  const storyPurges = async () =>
    (await sql`select from graphile_worker._private_jobs where payload ->> 'keys' like '%giving%'`.execute(db)).rows
      .length
  const sumsOf = async (giftId: string) =>
    (
      await sql<Record<string, unknown>>`
    select state, captured_minor::float8 as captured, refunded_minor::float8 as refunded, disputed_minor::float8 as disputed, lost_minor::float8 as lost
    from gift where id = ${giftId}`.execute(db)
    ).rows[0]

  return {
    db,
    stripe,
    payments,
    mails,
    clock,
    log,
    tasks,
    asked,
    send,
    told,
    intentOf,
    intentAt,
    storyPurges,
    sumsOf,
    async found() {
      await aPaper(db)
      await aGivingPaper(db, { mode: 'practice' })
      await aDoubling(db, { poolMinor: 10_000_000 }, { donorCapMinor: 100_000 })
    },
    async close() {
      await stripe.close()
      await fresh.close()
    },
  }
}
