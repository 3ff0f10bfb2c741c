import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import {
  ADDRESS_HEADER,
  type Auth,
  actorOf,
  askLink,
  countTry,
  emailFrom,
  findLinkStanding,
  isFromOwnPages,
  LINK_MINUTES,
  type SignedIn,
  signInAddress,
  signInWithCode,
  signInWithLink,
  signInWithPassword,
  signOut,
  TooMany,
  type Try,
} from '#domains/accounts'
import { findPaper } from '#domains/paper'
import { signInLinkEmail } from '#faces/email'
import { securityHeaders } from '#platform/http'
import type { Mailer } from '#platform/mail'
import { Refusal } from '#platform/refusal'
import type { ApiNeeds } from './needs.ts'
import style from './sign-in.css?raw'
import { CodePage, ElsewherePage, LinkPage, SignInPage, SpentLinkPage } from './sign-in-pages.tsx'
import script from './sign-in-passkey.js?raw'

/** What signing in needs. `later` runs what the answer must not wait for; a test waits for it, the program lets it run. */
export interface SignInNeeds extends ApiNeeds {
  readonly auth: Auth
  readonly mailer: Mailer
  readonly addressOf: (request: Request) => string
  readonly later?: (task: () => Promise<void>) => void
}

// A page in hono/jsx; all it is asked for is its text.
type Page = { toString(): string }

const FORM_MAX_BYTES = 16 * 1024
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** Every page of signing in and out, under /newsroom. Forms work without script and only from our own pages. */
export function signInRoutes(needs: SignInNeeds): Hono {
  const { auth, db, siteUrl, clock, addressOf } = needs
  const site = new Hono()
  const later =
    needs.later ?? ((task) => void task().catch((error: unknown) => needs.log.error({ signInMail: String(error) })))
  const paperName = async () => (await findPaper(db))?.name ?? 'Broadsheet'
  const tryOf = (c: Context): Try => {
    const headers = new Headers(c.req.raw.headers)
    const address = addressOf(c.req.raw)
    headers.set(ADDRESS_HEADER, address)
    return { auth, db, headers, address, at: clock() }
  }

  site.use('/newsroom/sign-in/*', guard)
  site.use('/newsroom/sign-out', guard)

  async function guard(c: Context, next: () => Promise<void>): Promise<Response | undefined> {
    for (const [name, value] of Object.entries(securityHeaders(siteUrl.protocol === 'https:'))) c.header(name, value)
    c.header('content-security-policy', POLICY)
    c.header('cache-control', 'no-store')
    // The address of a link's page is the key itself: no other site may hear of it.
    c.header('referrer-policy', 'same-origin')
    if (c.req.method === 'POST' && !isFromOwnPages(c.req.raw.headers, siteUrl)) {
      return show(c, <ElsewherePage paperName={await paperName()} address={new URL('/newsroom/', siteUrl).href} />, 403)
    }
    await next()
    return undefined
  }

  site.use('/newsroom/*', async (c, next) =>
    c.req.method === 'POST'
      ? bodyLimit({ maxSize: FORM_MAX_BYTES, onError: (at) => at.text('That is too much.', 413) })(c, next)
      : next(),
  )

  site.get('/newsroom/sign-in.css', (c) => asset(c, style, 'text/css; charset=utf-8'))
  site.get('/newsroom/sign-in.js', (c) => asset(c, script, 'text/javascript; charset=utf-8'))

  site.get('/newsroom/sign-in', async (c) => {
    const token = c.req.query('token')
    const next = nextFrom(c.req.query('next'))
    if (token !== undefined) return showLink(c, token, next)
    if (await actorOf(auth, c.req.raw.headers)) return c.redirect(next, 303)
    const said = c.req.query('out') === undefined ? undefined : { sentence: 'You are signed out.' }
    return show(c, <SignInPage paperName={await paperName()} next={next} said={said} />)
  })

  async function showLink(c: Context, token: string, next: string): Promise<Response> {
    const standing = await findLinkStanding(db, token, clock())
    if (standing === 'good') return show(c, <LinkPage paperName={await paperName()} token={token} next={next} />)
    if (await actorOf(auth, c.req.raw.headers)) return c.redirect(next, 303)
    return show(c, <SpentLinkPage paperName={await paperName()} said={spent[standing]} next={next} />, 410)
  }

  site.post('/newsroom/sign-in', async (c) => {
    const { email, password, next } = await fieldsOf(c, 'email', 'password')
    const again = async (sentence: string) => (
      <SignInPage paperName={await paperName()} next={next} email={email} said={{ sentence, wrong: true }} />
    )
    return letIn(c, next, () => signInWithPassword(tryOf(c), { email, password }), again)
  })

  site.post('/newsroom/sign-in/link', async (c) => {
    const { token, next } = await fieldsOf(c, 'token')
    const again = async (said: string) => <SpentLinkPage paperName={await paperName()} said={said} next={next} />
    return letIn(c, next, () => signInWithLink(tryOf(c), token), again)
  })

  site.get('/newsroom/sign-in/code', async (c) =>
    show(c, <CodePage paperName={await paperName()} next={nextFrom(c.req.query('next'))} />),
  )

  site.post('/newsroom/sign-in/code', async (c) => {
    const { code, next } = await fieldsOf(c, 'code')
    const again = async (sentence: string) => (
      <CodePage paperName={await paperName()} next={next} said={{ sentence, wrong: true }} />
    )
    return letIn(c, next, () => signInWithCode(tryOf(c), code), again)
  })

  site.post('/newsroom/sign-in/email', async (c) => {
    const { email, next } = await fieldsOf(c, 'email')
    const page = async (sentence: string, wrong: boolean) => (
      <SignInPage paperName={await paperName()} next={next} email={email} said={{ sentence, wrong }} />
    )
    if (emailFrom(email) === undefined) return show(c, await page('That is not an email address.', true), 422)
    const refused = await refusalOf(async () => {
      await countTry(db, 'link-address', addressOf(c.req.raw), clock())
      await countTry(db, 'link-account', email.trim().toLowerCase(), clock())
    })
    if (refused) return show(c, await page(refused.message, true), say(c, refused))
    // Known or not, the answer is the same and takes as long.
    later(() => mailLink(needs, email, paperName))
    return show(
      c,
      await page('If that address belongs to our staff, a link is on its way to it. It works for 15 minutes.', false),
    )
  })

  site.post('/newsroom/sign-out', async (c) => {
    for (const cookie of await signOut(auth, tryOf(c).headers)) c.header('set-cookie', cookie, { append: true })
    return c.redirect('/newsroom/sign-in?out=1', 303)
  })

  return site
}

const spent = {
  used: 'This link was used already; each works once. Ask for a new one below.',
  expired: 'This link is too old. Ask for a new one below.',
  unknown: 'This link is not one of ours, or a newer one took its place. Ask for a new one below.',
} as const

function show(
  c: Context,
  page: Page,
  status: 200 | 401 | 403 | 410 | 422 | 429 | 500 = 200,
): Response | Promise<Response> {
  return c.html(`<!doctype html>${page}`, status)
}

/** Opens the door, or shows the page again with what was wrong and the status that says so to a program. */
async function letIn(
  c: Context,
  next: string,
  open: () => Promise<SignedIn>,
  again: (sentence: string) => Promise<Page>,
): Promise<Response> {
  const opened: { in?: SignedIn } = {}
  const refused = await refusalOf(async () => {
    opened.in = await open()
  })
  if (refused || !opened.in) return show(c, await again(refused?.message ?? ''), refused ? say(c, refused) : 500)
  for (const cookie of opened.in.cookies) c.header('set-cookie', cookie, { append: true })
  return c.redirect(opened.in.needsCode ? `/newsroom/sign-in/code?next=${encodeURIComponent(next)}` : next, 303)
}

async function refusalOf(work: () => Promise<void>): Promise<Refusal | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function say(c: Context, refused: Refusal): 401 | 410 | 429 {
  if (refused instanceof TooMany) c.header('retry-after', String(refused.waitSeconds))
  if (refused.kind === 'too-many') return 429
  return refused.code.startsWith('link.') ? 410 : 401
}

async function mailLink(
  { db, siteUrl, clock, mailer }: SignInNeeds,
  email: string,
  paperName: () => Promise<string>,
): Promise<void> {
  const asked = await askLink({ db, by: { kind: 'system', job: 'sign-in' }, at: clock() }, email)
  if (!asked) return
  const link = signInAddress(siteUrl, asked.token)
  const expires = `${LINK_MINUTES.email} minutes`
  await mailer.send({
    to: asked.person.email,
    ...signInLinkEmail({ paperName: await paperName(), link, expires, kind: 'email' }),
  })
}

async function fieldsOf<name extends string>(c: Context, ...names: name[]): Promise<Record<name | 'next', string>> {
  const form = await c.req.parseBody()
  const text = (name: string) => (typeof form[name] === 'string' ? form[name] : '')
  const fields = Object.fromEntries(names.map((name) => [name, text(name)])) as Record<name, string>
  return { ...fields, next: nextFrom(text('next')) }
}

/** Where to go once signed in: a page of the newsroom, whatever the address asked for. */
export function nextFrom(asked: string | undefined): string {
  return asked !== undefined && /^\/newsroom\/[^\\\s]*$/.test(asked) && !/^\/newsroom\/sign-/.test(asked)
    ? asked
    : '/newsroom/'
}

function asset(c: Context, text: string, type: string): Response {
  c.header('content-type', type)
  c.header('x-content-type-options', 'nosniff')
  c.header('cache-control', 'public, max-age=300')
  return c.body(text)
}
