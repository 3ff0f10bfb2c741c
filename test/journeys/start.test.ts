import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { urlOf } from '#kit/cluster'
import { aDataFolder, command, commandIn, freePort, type Serving, serve } from '#kit/serving'

const folders: ReturnType<typeof aDataFolder>[] = []
const serving: Serving[] = []
const START_MS = 180_000

afterAll(async () => {
  await Promise.allSettled(serving.map((paper) => paper.stop()))
  for (const folder of folders) folder.remove()
}, 60_000)

function aFolder(): string {
  const folder = aDataFolder()
  folders.push(folder)
  return folder.path
}

async function started(dataDir: string, how: Parameters<typeof serve>[1] = {}): Promise<Serving> {
  const paper = await serve(dataDir, how)
  serving.push(paper)
  return paper
}

const storiesOn = (html: string): string[] =>
  [...html.matchAll(/href="(\/stories\/[^"]+)"/g)].map((found) => found[1] ?? '')

describe('starting', () => {
  const dataDir = aFolder()
  let firstMs = 0

  it('twice at once in one empty folder makes one paper, which both serve', { timeout: START_MS }, async () => {
    const begun = Date.now()
    const [one, other] = await Promise.all([started(dataDir), started(dataDir)])
    firstMs = Date.now() - begun
    const makers = [one, other].filter((paper) => paper.said().includes('Making the sample paper'))
    expect(makers).toHaveLength(1)
    const [here, there] = await Promise.all([one, other].map(async (paper) => (await fetch(paper.site)).text()))
    expect(storiesOn(here ?? '').length).toBeGreaterThan(10)
    expect(storiesOn(there ?? '')).toEqual(storiesOn(here ?? ''))
    const sitemap = await (await fetch(`${one.site}/sitemap-1.xml`)).text()
    const addresses = sitemap.match(/\/stories\/[^<]+/g) ?? []
    expect(new Set(addresses).size).toBe(addresses.length)
    expect(addresses.length).toBeGreaterThan(60)

    // The one that made the database may go first; the other goes on.
    await one.stop()
    expect((await fetch(`${other.site}/archive/`)).status).toBe(200)
    await other.stop()
  })

  it('again is quicker than the first time, and finds the paper that was made', { timeout: START_MS }, async () => {
    const begun = Date.now()
    const paper = await started(dataDir)
    expect(storiesOn(await (await fetch(paper.site)).text()).length).toBeGreaterThan(10)
    const secondMs = Date.now() - begun
    expect(paper.said()).toBe('')
    expect(secondMs).toBeLessThan(firstMs / 2)
    await paper.stop()
  })

  it('on a port that is taken says so in a sentence, makes nothing, and ends with 2', async () => {
    const elsewhere = aFolder()
    const taken = createServer()
    const port = await freePort()
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve))
    const refused = await commandIn({ PORT: String(port) }, elsewhere, 'serve')
    await new Promise((resolve) => taken.close(resolve))
    expect(refused.status).toBe(2)
    expect(refused.err.trim().split('\n')).toHaveLength(1)
    expect(refused.err).toContain(`Port ${port} is in use`)
    expect(readdirSync(elsewhere)).toEqual([])
  })

  it('with a setting that cannot be used names it and ends with 2', async () => {
    const refused = await commandIn({ PORT: 'many', LOG_LEVEL: 'loud' }, aFolder(), 'serve')
    expect(refused.status).toBe(2)
    expect(refused.err).toContain('PORT is a number')
    expect(refused.err).toContain('LOG_LEVEL')
    expect(refused.err).not.toContain('    at ')
  })
})

describe('a new paper', () => {
  it('is empty, and its front page looks like a paper all the same', { timeout: START_MS }, async () => {
    const dataDir = aFolder()
    const about = ['--place', 'Harlow, Oregon', '--established', '1901-03-02', '--zone', 'America/Los_Angeles']
    const founded = await command(dataDir, 'new', 'The Harlow Lamp', ...about)
    expect(founded.status, founded.err).toBe(0)
    const paper = await started(dataDir)
    const front = await fetch(paper.site)
    const html = await front.text()
    expect(front.status).toBe(200)
    for (const words of ['The Harlow Lamp', 'Harlow, Oregon', 'March 2, 1901', '>News<', '>Sports<', '>Obituaries<']) {
      expect(html).toContain(words)
    }
    expect(html).toContain('Stories appear here as soon as they are published.')
    expect(storiesOn(html)).toEqual([])
    for (const path of ['/news/', '/archive/', '/search/', '/corrections/', '/feed.xml', '/sitemap.xml']) {
      expect((await fetch(paper.site + path)).status, path).toBe(200)
    }
    expect(paper.said()).not.toContain('sample')
    expect(paper.newsroom).toContain('/newsroom/sign-in?token=')

    // There is one paper in a place, and founding another does not write over it.
    const again = await command(dataDir, 'new', 'The Other Lamp', ...about)
    expect(again.status).toBe(1)
    expect(await (await fetch(paper.site)).text()).toContain('The Harlow Lamp')
    await paper.stop()
  })

  it('can live in a database of the operator’s own', { timeout: START_MS }, async () => {
    const { url } = inject('cluster')
    const name = `broadsheet_journey_${randomBytes(5).toString('hex')}`
    await onServer(url, `create database ${name}`)
    const env = { DATABASE_URL: urlOf(url, name) }
    const dataDir = aFolder()
    try {
      const about = ['--place', 'Harlow, Oregon', '--zone', 'America/Los_Angeles']
      const founded = await commandIn(env, dataDir, 'new', 'The Borrowed Lamp', ...about)
      expect(founded.status, founded.err).toBe(0)
      const paper = await started(dataDir, { env })
      expect(await (await fetch(paper.site)).text()).toContain('The Borrowed Lamp')
      expect((await fetch(`${paper.site}/readyz`)).status).toBe(200)
      expect(existsSync(join(dataDir, 'database'))).toBe(false)
      await paper.stop()
    } finally {
      await onServer(url, `drop database if exists ${name} with (force)`)
    }
  })

  it('whose database cannot be reached says which setting to look at', async () => {
    const refused = await commandIn({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, aFolder(), 'serve')
    expect(refused.status).toBe(2)
    expect(refused.err).toContain('DATABASE_URL cannot be reached')
  })
})

describe('help', () => {
  it('names every command, and every command it names is one', async () => {
    const { status, out, err } = await command(aFolder(), 'help')
    expect(status, err).toBe(0)
    const named = [...out.matchAll(/^ {2}broadsheet ([a-z][a-z-]*(?: [a-z][a-z-]*)?)/gm)].map((found) => found[1] ?? '')
    const promised = [
      'serve',
      'new',
      'import page',
      'wire inspect',
      'wire add',
      'photo inspect',
      'gifts add',
      'gifts match',
      'staff invite',
      'doctor',
      'help',
    ]
    expect(named).toEqual(expect.arrayContaining(promised))
    // Asked for something impossible, each refuses for its own reason and not because there is no such command.
    const dataDir = aFolder()
    for (const name of named) {
      if (name === 'help' || name === 'doctor') continue
      const answer = await command(dataDir, ...name.split(' '), '--no-such-option')
      expect(answer.err, name).not.toContain('There is no command')
      expect(answer.status, name).toBe(1)
    }
  }, 240_000)

  it('is where a command that is not one sends people', async () => {
    const refused = await command(aFolder(), 'pubish', 'everything')
    expect(refused.status).toBe(1)
    expect(refused.err).toContain('There is no command "pubish everything". See: broadsheet help')
  })
})

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
