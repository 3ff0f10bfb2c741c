import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Role } from '#domains/accounts/shared'
import type { Copy } from '#domains/stories/shared'
import type { Me, PhotoView, Published, StoryView } from '#faces/api/contract'
import { type Browser, startBrowser } from '#kit/browser'
import { type NewsroomClient, signInBy } from '#kit/newsroom-client'
import { aJpeg } from '#kit/pictures'
import { aDataFolder, command, type Serving, serve } from '#kit/serving'

const PAPER = [
  'The Inland Sentinel',
  '--place',
  'Cheney Falls, Washington',
  '--established',
  '1883-05-19',
  '--zone',
  'America/Los_Angeles',
]
const SETUP_MS = 240_000

/** A served paper and a browser, for all journeys of one file. */
export interface Journey {
  readonly paper: Serving
  /** The address as readers have it, without a slash at the end. */
  readonly site: string
  /** The first editor, an administrator, signed in by the link that was printed, without a browser. */
  readonly chief: NewsroomClient
  /** What went wrong in any browser page: faults, and what the security policy stopped. */
  readonly troubles: string[]
  /** A browser of someone's own: a reader's, unless `as` says whose session it has. */
  open(options?: BrowserContextOptions & { as?: NewsroomClient }): Promise<BrowserContext>
  /** A page of such a browser. */
  page(options?: BrowserContextOptions & { as?: NewsroomClient }): Promise<Page>
  /** Someone who works here, signed in. */
  staff(name: string, role: Role): Promise<NewsroomClient>
  /** What a page of the site says now. */
  read(path: string): Promise<{ status: number; text: string }>
  /** The id of a section by its last word in the address. */
  section(slug: string): Promise<string>
  /** A story that is saved and not out. */
  draft(copy: Partial<Copy>, as?: NewsroomClient): Promise<StoryView>
  /** Uploads so many photos, and gives their ids. */
  photos(count: number): Promise<string[]>
  /** A story that readers have. */
  publish(copy: Partial<Copy>): Promise<StoryView>
}

/** Serves a paper for the file that asks, the sample or an empty one, and ends everything with it. `chief` is false where the file signs in by the printed link itself; `env` gives more of the environment. */
export function aJourney({
  sample = false,
  chief: signsIn = true,
  env = async () => ({}),
}: {
  sample?: boolean
  chief?: boolean
  env?: () => Promise<Record<string, string>>
} = {}): Journey {
  const folder = aDataFolder()
  const contexts: BrowserContext[] = []
  const troubles: string[] = []
  const now: { paper?: Serving; browser?: Browser; chief?: NewsroomClient } = {}

  beforeAll(async () => {
    if (!sample) {
      const founded = await command(folder.path, 'new', ...PAPER)
      if (founded.status !== 0) throw new Error(founded.err)
    }
    const [paper, browser] = await Promise.allSettled([serve(folder.path, { env: await env() }), startBrowser()])
    if (paper.status === 'fulfilled') now.paper = paper.value
    if (browser.status === 'fulfilled') now.browser = browser.value
    for (const one of [paper, browser]) if (one.status === 'rejected') throw one.reason
    if (signsIn) now.chief = await signInBy(journey.paper.newsroom)
  }, SETUP_MS)
  afterAll(async () => {
    await Promise.allSettled(contexts.map((context) => context.close()))
    await now.browser?.close()
    await now.paper?.stop()
    folder.remove()
  })

  const journey: Journey = {
    get paper() {
      return there(now.paper)
    },
    get site() {
      return journey.paper.site
    },
    get chief() {
      return there(now.chief)
    },
    troubles,
    async open({ as, ...options } = {}) {
      const context = await there(now.browser).open({ baseURL: journey.site, ...options })
      contexts.push(context)
      if (as) await context.addCookies(cookiesOf(as.cookie, journey.site))
      context.on('weberror', (error) => troubles.push(error.error().stack ?? error.error().message))
      context.on('console', (message) => {
        const isOurs = message.type() === 'error' && !/status of (401|403|404|409|410|422)/.test(message.text())
        if (isOurs) troubles.push(`${message.text()} (${message.location().url})`)
      })
      return context
    },
    async page(options) {
      return (await journey.open(options)).newPage()
    },
    async staff(name, role) {
      const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.com`
      const invited = await journey.chief.send<{ link: string }>('POST', '/staff', { email, name, role })
      return signInBy(invited.body.link)
    },
    async read(path) {
      const answer = await fetch(journey.site + path, { redirect: 'manual' })
      return { status: answer.status, text: await answer.text() }
    },
    async section(slug) {
      const { paper } = await journey.chief.get<Me>('/me')
      return paper.sections.find((section) => section.slug === slug)?.id ?? ''
    },
    async draft(copy, as = journey.chief) {
      const drafted = await as.send<StoryView>('POST', '/stories', { copy })
      expect(drafted.status, JSON.stringify(drafted.body)).toBe(201)
      return drafted.body
    },
    async photos(count) {
      const ids: string[] = []
      for (let nth = 0; nth < count; nth += 1) {
        const form = new FormData()
        form.set(
          'file',
          new Blob([new Uint8Array(await aJpeg(900 + nth * 30, 600))], { type: 'image/jpeg' }),
          'scene.jpg',
        )
        const headers = { cookie: journey.chief.cookie, origin: journey.site, 'x-broadsheet': '1' }
        const answer = await fetch(`${journey.site}/api/photos`, { method: 'POST', headers, body: form })
        expect(answer.status).toBe(201)
        ids.push(((await answer.json()) as PhotoView).id)
      }
      return ids
    },
    async publish(copy) {
      const drafted = await journey.draft(copy)
      const out = await journey.chief.send<Published>('POST', `/stories/${drafted.id}/publish`, {
        basedOn: drafted.revision,
      })
      expect(out.status, JSON.stringify(out.body)).toBe(200)
      return out.body.story
    },
  }
  return journey
}

function there<thing>(what: thing | undefined): thing {
  if (what === undefined) throw new Error('The journey has not begun.')
  return what
}

function cookiesOf(cookie: string, url: string): { name: string; value: string; url: string }[] {
  return cookie.split('; ').map((pair) => {
    const [name = '', ...value] = pair.split('=')
    return { name, value: value.join('='), url }
  })
}

/** Waits until something is so, and gives it. Says what was waited for when it never is. */
export async function until<thing>(
  what: string,
  look: () => thing | Promise<thing>,
  { ms = 20_000, every = 50 } = {},
): Promise<NonNullable<thing>> {
  const deadline = Date.now() + ms
  for (;;) {
    const seen = await look()
    if (seen) return seen as NonNullable<thing>
    if (Date.now() > deadline) throw new Error(`It did not happen within ${ms} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, every))
  }
}
