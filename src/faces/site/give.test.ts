import { brotliCompressSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newForm, openEntity, openFund, restate } from '#domains/gifts'
import { aLiveStory, aPaper, body, p } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aCheck, aDoubling, aGivingPaper } from '#kit/giving'
import { startFakeStripe } from '#kit/outside-stripe'
import { paymentsFrom } from '#platform/payments'
import { cacheKeyOf } from './cache-key.ts'
import { giveRoutes } from './give-routes.ts'
import { createSite } from './site.ts'

const NOW = new Date('2026-11-24T20:00:00Z')
const SECRET = 'a secret'
const siteUrl = new URL('https://sentinel.example')
const fresh = await freshDb()
const { db } = fresh
const stripe = await startFakeStripe({ now: NOW })
const payments = paymentsFrom({ secretKey: 'sk_test_x', webhookSecrets: [stripe.webhookSecret], apiBase: stripe.url })
const clock = () => NOW
const plain = { db, siteUrl, secret: SECRET, assets: { faces: [] }, clock }
const site = createSite({ ...plain, payments })
const byMailOnly = createSite(plain)
let address = '192.0.2.1'
const app = giveRoutes({ ...plain, site, payments, addressOf: () => address, onFault: () => '' })
let storyPath = ''

beforeAll(async () => {
  const { news } = await aPaper(db)
  await aGivingPaper(db, { mode: 'practice' })
  await aDoubling(db, {}, {}, { positions: [] })
  await aCheck(db, { amountMinor: 12_500, donor: { name: 'Vera' }, rollName: 'Vera <b>Lindqvist</b>' })
  const words =
    'The council voted late Monday to spend four million dollars on a water main that failed twice last winter. '
  const story = await aLiveStory(db, {
    sectionId: news,
    topics: ['Water'],
    body: body(...Array.from({ length: 48 }, (_, at) => p(`${at} ${words}${String(at * 7919).repeat(3)}`))),
  })
  const live = await sql<{
    address: string
  }>`select address from story_address where story_id = ${story.id} limit 1`.execute(db)
  storyPath = live.rows[0]?.address ?? ''
})
afterAll(async () => {
  await stripe.close()
  await fresh.close()
})

const page = async (path: string, by = site) => {
  const [bare = '', query] = path.split('?')
  const made = await by.render(bare, new URLSearchParams(query))
  return { ...made, text: String(made.body).replaceAll('&#39;', "'").replaceAll('’', "'") }
}
const STATEMENT =
  'The Inland Sentinel Co., Cheney Falls, Washington.</b> Contributions or gifts to The Inland Sentinel Co. are not deductible as charitable contributions for Federal income tax purposes.'
const aForm = (over: Record<string, string> = {}) =>
  new URLSearchParams({
    fund: 'forums',
    every: 'once',
    amount: '3500',
    email: 'ana@example.com',
    name: 'Ana',
    cover: '0',
    form: newForm(SECRET, new Date(NOW.getTime() - 10_000)),
    ...over,
  })
const post = (form: URLSearchParams) =>
  app.request('/give/', {
    method: 'POST',
    body: form.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
const gifts = async () =>
  (await sql<{ state: string }>`select state from gift where instrument = 'card'`.execute(db)).rows.length

describe('the pages for giving', () => {
  it('say who receives the gift directly above every button', async () => {
    for (const path of ['/give/', '/give/forums/', '/give/confirm/?fund=forums&amount=3500']) {
      const { text, status } = await page(path)
      expect(status, path).toBe(200)
      const form = /<form[\s\S]*?<\/form>/.exec(text.slice(text.indexOf('class="ask"') - 80))?.[0] ?? ''
      expect(form, path).toMatch(/<p class="statement">[\s\S]*?<\/p><button/)
      expect(form, path).toContain(STATEMENT)
    }
  })
  it('give once unless asked otherwise, and tick nothing beforehand', async () => {
    const { text } = await page('/give/')
    expect(text).toContain('<input type="radio" name="every" value="once" checked')
    expect(text).not.toContain('type="checkbox"')
  })
  it('say on the button exactly what happens', async () => {
    const monthly = await page('/give/confirm/?fund=forums&every=month&amount=3500')
    expect(monthly.text).toContain('>Give $35 a month</button>')
    expect(monthly.text).toContain('>Give $36.35 a month</button>')
    expect((await page('/give/confirm/?fund=forums&amount=3500&other=12.5')).text).toContain(
      '>Give $12.50 once</button>',
    )
  })
  it('ask again for an amount that is none or too small', async () => {
    for (const amount of ['other=abc', 'other=4.99', 'amount=1e9', 'amount=99999999']) {
      const { status, text } = await page(`/give/confirm/?fund=forums&${amount}`)
      expect(status, amount).toBe(422)
      expect(text).toContain('role="alert"')
      expect(text).not.toMatch(/>Give \$/)
    }
  })
  it('are kept, but for the one with a form of its own', async () => {
    expect((await page('/give/')).keep).toBe(true)
    expect((await page('/give/')).keys).toContain('giving')
    const confirm = await page('/give/confirm/?fund=forums&amount=3500')
    expect(confirm.keep).toBe(false)
    expect(confirm.headers['cache-control']).toBe('no-store')
    expect(cacheKeyOf('/give/confirm/?fund=forums')).toBeUndefined()
    expect(cacheKeyOf('/give/?x=1')).toBe('/give/')
  })
  it('may send a form to the payment page and nowhere else', async () => {
    const policy = (await page('/give/confirm/?fund=forums&amount=3500')).headers['content-security-policy']
    expect(policy).toContain(`form-action 'self' ${stripe.url.origin};`)
    expect((await page('/give/')).headers['content-security-policy']).toContain("form-action 'self';")
  })
  it('tell how to mail a check where no cards are taken, and offer no form', async () => {
    const { text } = await page('/give/', byMailOnly)
    expect(text).toContain('Give by check')
    expect(text).toContain('1 River St.')
    expect(text).toContain(STATEMENT)
    expect(text).not.toContain('action="/give/confirm/"')
    expect((await page('/give/confirm/?fund=forums&amount=3500', byMailOnly)).status).toBe(404)
  })
  it('say of a sample that it is one', async () => {
    for (const path of ['/give/', '/match/double/']) expect((await page(path)).text).toContain('no money moves')
  })
})

describe('the appeal beside a story', () => {
  it('shows the match, the statement and a form that leads to the looking over', async () => {
    const { text, keys } = await page(storyPath)
    expect(text).toContain('Local journalism is essential.')
    expect(text).toContain('are not deductible')
    expect(text).toContain('<form action="/give/confirm/">')
    expect(text).toContain('Gifts are doubled, dollar for dollar')
    expect(keys).toContain('giving')
    // Each gift makes afresh the pages for giving, and not every story.
    expect(keys).not.toContain('gifts')
    for (const path of ['/give/', '/match/double/', '/match/double.json']) {
      expect((await page(path)).keys, path).toEqual(expect.arrayContaining(['giving', 'gifts']))
    }
  })
  it('leaves the page under 14 KB, compressed, at 900 words', async () => {
    expect(brotliCompressSync((await page(storyPath)).text).length).toBeLessThan(14 * 1024)
  })
  it('leads to the page for checks where no cards are taken', async () => {
    const { text } = await page(storyPath, byMailOnly)
    expect(text).toContain('How to give')
    expect(text).not.toContain('action="/give/confirm/"')
  })
})

describe('a match', () => {
  it('is shown whole: funder, ratio, window, split, givers, roll', async () => {
    const { text } = await page('/match/double/')
    for (const words of [
      'The Harrow Family',
      'doubled, dollar for dollar',
      '<dt>Checks and cash</dt><dd>$125</dd>',
      '<dt>Pledged, not counted yet</dt><dd>$0</dd>',
      'America/Los Angeles time',
      'aria-valuetext="$125 of $10,000"',
      'Vera &lt;b&gt;Lindqvist',
    ])
      expect(text).toContain(words)
  })
  it('is there for programs too, with the same figures', async () => {
    const made = await page('/match/double.json')
    expect(made.headers['content-type']).toContain('application/json')
    expect(JSON.parse(String(made.body))).toMatchObject({
      slug: 'double',
      practice: true,
      raisedMinor: 12_500,
      matchedMinor: 12_500,
      leftMinor: 987_500,
      donors: 1,
      pledgedMinor: 0,
    })
    expect((await page('/match/none.json')).status).toBe(404)
  })
})

describe('a form that is sent', () => {
  it('leads to the payment page, where the giver pays and comes back to thanks', async () => {
    address = '192.0.2.2'
    const sent = await post(aForm({ cover: '1', tribute: 'memory', honoree: 'June', every: 'month' }))
    expect(sent.status).toBe(303)
    const asked = stripe.requests.findLast(({ path }) => path === '/v1/checkout/sessions')?.form
    expect(asked).toMatchObject({ mode: 'subscription', ui_mode: 'hosted_page', customer_email: 'ana@example.com' })
    const back = await stripe.pay(sent.headers.get('location') ?? '', '4242424242424242')
    expect(back.sentTo).toMatch(/^https:\/\/sentinel\.example\/give\/thanks\/\?gift=[0-9A-Z]{5}-[0-9A-Z]{5}$/)
    const thanks = await page(new URL(back.sentTo ?? '').pathname + new URL(back.sentTo ?? '').search)
    expect(thanks.text).toContain('Your gift of $36.35 a month')
    expect(thanks.text).toContain(STATEMENT)
  })
  it('is taken once, not too quickly, and only if it is ours', async () => {
    address = '192.0.2.3'
    const before = await gifts()
    const form = aForm()
    const answers = await Promise.all([post(form), post(form), post(form)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409])
    address = '192.0.2.4'
    expect((await post(aForm({ form: newForm(SECRET, NOW) }))).status).toBe(409)
    expect((await post(aForm({ form: newForm('another', new Date(NOW.getTime() - 10_000)) }))).status).toBe(409)
    expect((await post(aForm({ website: 'https://spam.example' }))).status).toBe(422)
    expect(await gifts()).toBe(before + 1)
  })
  it('comes back with what was filled in and what is wrong with it', async () => {
    address = '192.0.2.5'
    const sent = await post(aForm({ email: 'not an address', name: '"><script>alert(1)</script>' }))
    expect(sent.status).toBe(422)
    const text = await sent.text()
    expect(text).toContain('Give an email address for the receipt.')
    expect(text).not.toContain('<script>alert')
    expect(text).toMatch(/name="email"[^>]*value="not an address"[^>]*aria-invalid="true"/)
  })
  it('from one address is heard a few times a minute; others are served meanwhile', async () => {
    address = '192.0.2.6'
    const before = await gifts()
    const statuses = await Promise.all(
      Array.from({ length: 40 }, async () => (await post(aForm({ amount: '500' }))).status),
    )
    expect(statuses.filter((status) => status === 303)).toHaveLength(4)
    expect(statuses.filter((status) => status === 429)).toHaveLength(36)
    expect(await gifts()).toBe(before + 4)
    address = '192.0.2.7'
    expect((await post(aForm())).status).toBe(303)
  })
  it('from one IPv6 network is counted as from one address, however it is written', async () => {
    const networks = ['2001:db8:0:1::%', '2001:0db8:0:1:a:b:c:%', '2001:db8:0:2::%', '::ffff:198.51.100.%']
    const statuses = []
    for (const network of networks)
      for (let n = 1; n <= 3; n += 1) {
        address = network.replace('%', String(n))
        statuses.push((await post(aForm({ website: 'https://spam.example' }))).status)
      }
    expect(statuses).toEqual([422, 422, 422, 422, 429, 429, 422, 422, 422, 422, 422, 422])
  })
  it('is looked over again without its words in any address, and is kept nowhere', async () => {
    const first = await page('/give/confirm/?fund=forums&other=1')
    expect(first.text).toContain('formaction="/give/confirm/"')
    expect(first.text).not.toContain('formmethod="get"')
    const before = await gifts()
    const again = await app.request('/give/confirm/', {
      method: 'POST',
      body: aForm({ amount: '', other: '45', name: 'Ana "Lark" Wren', message: 'Keep at it' }),
    })
    expect(again.status).toBe(200)
    expect(again.headers.get('cache-control')).toBe('no-store')
    const text = await again.text()
    expect(text).toContain('>Give $45 once</button>')
    expect(text).toMatch(/name="email"[^>]*value="ana@example.com"/)
    expect(text).toContain('value="Ana &quot;Lark&quot; Wren"')
    expect(text).toContain('value="Keep at it"')
    expect(await gifts()).toBe(before)
    const huge = await app.request('/give/confirm/', { method: 'POST', body: 'x'.repeat(17 * 1024) })
    expect(huge.status).toBe(413)
  })
  it('and did not go through leads back to where one can try again', async () => {
    address = '192.0.2.9'
    const sent = await post(aForm())
    const refused = await stripe.pay(sent.headers.get('location') ?? '', '4000000000009995')
    expect(refused.refused).toContain('insufficient')
    const failed = await sql<{ number: string }>`
      update gift set state = 'failed' where id = (select max(id) from gift) returning number`.execute(db)
    const { text } = await page(`/give/thanks/?gift=${failed.rows[0]?.number}`)
    expect(text).toContain('did not go through, and nothing was taken.')
    expect(text).toMatch(/<a class="button" href="\/give\/forums\/">\s*Try again/)
  })
})

describe('what is said of a recipient', () => {
  it('stays with the gifts given under it when it is said otherwise', async () => {
    address = '192.0.2.8'
    await post(aForm())
    await restate(workOf(db, { by: cast.bea }), 'sentinel', {
      legalName: 'The Inland Sentinel LLC',
      city: 'Cheney Falls, Washington',
    })
    const found = await sql<{ name: string }>`
      select legal_name as name from gift join entity_statement on entity_statement.id = statement_id order by gift.id desc limit 1`.execute(
      db,
    )
    expect(found.rows[0]?.name).toBe('The Inland Sentinel Co.')
    expect((await page('/give/')).text).toContain(
      'Contributions or gifts to The Inland Sentinel LLC are not deductible',
    )
    // Neither cards nor an address for checks: still a way to give.
    const { text } = await page('/give/', byMailOnly)
    expect(text).toContain('Call or visit the business office of The Inland Sentinel LLC, Cheney Falls, Washington')
    expect(text).toContain('are not deductible')
  })
  it('promises no deduction for a taxable one', async () => {
    const promising = restate(workOf(db, { by: cast.bea }), 'sentinel', {
      legalName: 'X Co.',
      city: 'Y',
      statement: 'Your tax-deductible gift is appreciated!',
    })
    await expect(promising).rejects.toMatchObject({ code: 'entity.promises-a-deduction' })
  })
  it('leads away from here for a fund that takes gifts elsewhere', async () => {
    await openEntity(workOf(db, { by: cast.bea }), {
      slug: 'basin',
      kind: 'outside-fund',
      mode: 'practice',
      legalName: 'Basin Foundation',
      city: 'Spangle, Washington',
    })
    await openFund(workOf(db, { by: cast.bea }), {
      slug: 'basin-fund',
      entity: 'basin',
      name: 'Basin journalism fund',
      outsideUrl: 'https://basin.example/give',
    })
    const { text } = await page('/give/basin-fund/')
    expect(text).toContain('href="https://basin.example/give"')
    expect(text).not.toContain('<form class="ask"')
  })
})
