import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Published, StoryList, StoryView, VersionList } from '#faces/api/contract'
import { clientWith, type NewsroomClient, signInBy } from '#kit/newsroom-client'
import { aDataFolder, command, freePort, type Serving, serve } from '#kit/serving'

const folder = aDataFolder()
let port: number
let paper: Serving
let editor: NewsroomClient

beforeAll(async () => {
  port = await freePort()
  const founded = await command(
    folder.path,
    'new',
    'The Kill Test',
    '--place',
    'Cheney Falls, Washington',
    '--established',
    '1883-05-19',
    '--zone',
    'America/Los_Angeles',
  )
  if (founded.status !== 0) throw new Error(founded.err)
  paper = await serve(folder.path, { port })
  editor = await signInBy(paper.newsroom)
}, 120_000)
afterAll(async () => {
  await paper?.stop()
  folder.remove()
})

const postgresPid = (): number =>
  Number(readFileSync(join(folder.path, 'database', 'postmaster.pid'), 'utf8').split('\n')[0])

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

async function until(what: () => boolean | Promise<boolean>, ms = 30_000): Promise<void> {
  const deadline = Date.now() + ms
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error('It did not happen in time.')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Drafts, saves and publishes until it is told to stop or cannot; gives what was acknowledged. */
async function busyEditor(
  client: NewsroomClient,
  sectionId: string,
  mark: string,
  stopped: () => boolean,
  onPublished: () => void = () => {},
) {
  const saved: { id: string; headline: string }[] = []
  const published: { id: string; address: string }[] = []
  for (let turn = 0; !stopped(); turn++) {
    try {
      const copy = {
        headline: `${mark} ${turn}`,
        sectionId,
        bylines: [{ name: 'Kay Power' }],
        body: [{ type: 'paragraph', runs: [{ text: 'The lights went out.' }] }],
      }
      const drafted = await client.send<StoryView>('POST', '/stories', { copy })
      if (drafted.status !== 201) break
      saved.push({ id: drafted.body.id, headline: copy.headline })
      const again = { ...drafted.body.copy, headline: `${copy.headline} again` }
      const second = await client.send<StoryView>('PUT', `/stories/${drafted.body.id}`, {
        basedOn: drafted.body.revision,
        copy: again,
      })
      if (second.status !== 200) break
      saved.push({ id: drafted.body.id, headline: again.headline })
      const out = await client.send<Published>('POST', `/stories/${drafted.body.id}/publish`, {
        basedOn: second.body.revision,
      })
      if (out.status !== 200) break
      published.push({ id: drafted.body.id, address: out.body.story.address ?? '' })
      onPublished()
    } catch {
      break
    }
  }
  return { saved, published }
}

async function expectNothingLost({ saved, published }: Awaited<ReturnType<typeof busyEditor>>): Promise<void> {
  for (const { id, headline } of saved) {
    const { items } = await editor.get<VersionList>(`/stories/${id}/versions`)
    expect(items.map((version) => version.headline)).toContain(headline)
  }
  for (const { address } of published) expect((await fetch(paper.url + address)).status).toBe(200)
}

describe('when the power goes in the middle of saves and publishes', () => {
  it('nothing acknowledged is lost, and the front and the search know of it afterwards', async () => {
    const { paper: about } = await editor.get<{ paper: { sections: { id: string; slug: string }[] } }>('/me')
    const news = about.sections.find((section) => section.slug === 'news')?.id ?? ''
    for (const round of ['Alder', 'Birch', 'Cedar']) {
      let stop = false
      let out = 0
      const busy = Promise.all(
        [1, 2, 3].map((one) =>
          busyEditor(
            editor,
            news,
            `${round}${one}`,
            () => stop,
            () => out++,
          ),
        ),
      )
      await until(() => out >= 6)
      const database = postgresPid()
      await paper.kill()
      stop = true
      const work = await busy
      await until(() => !isAlive(database))
      paper = await serve(folder.path, { port })
      editor = clientWith(paper.url, editor.cookie)
      expect(work.flatMap((one) => one.published).length).toBeGreaterThan(0)
      for (const one of work) await expectNothingLost(one)
      const last = work.flatMap((one) => one.published).at(-1)
      await until(async () => (await (await fetch(`${paper.url}/search/?q=${round}1`)).text()).includes(`${round}1 0`))
      await until(async () =>
        (await (await fetch(`${paper.url}/feed.json`)).text()).includes(last?.address.split('/').at(-2) ?? '?'),
      )
    }
  }, 180_000)

  it('leaves no story in a state between two', async () => {
    const { items } = await editor.get<StoryList>('/stories?state=published')
    for (const line of items) expect((await fetch(paper.url + line.address)).status).toBe(200)
  })
})

describe('when the database is killed', () => {
  it('comes back by itself, nothing acknowledged is lost, and readers keep the pages in memory meanwhile', async () => {
    const { paper: about } = await editor.get<{ paper: { sections: { id: string; slug: string }[] } }>('/me')
    const news = about.sections.find((section) => section.slug === 'news')?.id ?? ''
    await fetch(paper.url)
    let stop = false
    const busy = busyEditor(editor, news, 'Larch', () => stop)
    await new Promise((resolve) => setTimeout(resolve, 500))
    const before = postgresPid()
    process.kill(before, 'SIGKILL')
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, at) => {
        await new Promise((resolve) => setTimeout(resolve, at * 20))
        const begun = Date.now()
        const front = await fetch(paper.url)
        const unknown = await fetch(`${paper.url}/archive/2020/jan/${String((at % 28) + 1).padStart(2, '0')}/`)
        return {
          front: front.status,
          unknown: unknown.status,
          retry: unknown.headers.get('retry-after'),
          ms: Date.now() - begun,
        }
      }),
    )
    stop = true
    const work = await busy
    expect(answers.map((answer) => answer.front)).toEqual(answers.map(() => 200))
    // Never a hang, and never a fault that looks like ours: made, not there, or come back later.
    for (const { unknown, retry, ms } of answers) {
      expect([200, 404, 503]).toContain(unknown)
      if (unknown === 503) expect(Number(retry)).toBeGreaterThan(0)
      expect(ms).toBeLessThan(10_000)
    }
    await until(async () => (await fetch(`${paper.url}/readyz`)).status === 200)
    expect(postgresPid()).not.toBe(before)
    await expectNothingLost(work)
    // Purges still arrive: the listener found the new server too.
    const after = await busyEditor(
      editor,
      news,
      'Maple',
      (() => {
        let turns = 0
        return () => turns++ > 0
      })(),
    )
    await until(async () => (await (await fetch(paper.url)).text()).includes('Maple 0'))
    await expectNothingLost(after)
  }, 120_000)
})

describe('a server on its own', () => {
  it('ends with its parent, leaving no database behind', async () => {
    const database = postgresPid()
    await paper.kill()
    await until(() => !isAlive(database))
    expect(
      execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
        .split('\n')
        .filter((line) => line.includes(folder.path)),
    ).toEqual([])
    paper = await serve(folder.path, { port })
    expect((await fetch(`${paper.url}/readyz`)).status).toBe(200)
  }, 60_000)
})
