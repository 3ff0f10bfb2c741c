import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findLiveStory } from '#domains/stories'
import { aPaper } from '#kit/builders'
import { type FreshDb, freshDb } from '#kit/database'
import { aJpeg } from '#kit/pictures'
import { diskFiles } from '#platform/files'
import { importPageCommand } from './import-page.ts'

const fixtures = resolve('src/domains/clippings/fixtures')
const now = () => new Date('2026-11-24T20:00:00Z')
let folder = ''
let fresh: FreshDb
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pages-'))
  fresh = await freshDb()
  await aPaper(fresh.db)
})
afterAll(async () => {
  await fresh.close()
  await rm(folder, { recursive: true, force: true })
})

async function run(args: string[], { withDb = true, answers = [] as string[] } = {}) {
  const out: string[] = []
  const err: string[] = []
  const status = await importPageCommand(args, {
    ...(withDb && { db: fresh.db, files: diskFiles(join(folder, 'files')) }),
    siteUrl: new URL('http://paper.example/'),
    now,
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    ...(answers.length > 0 && {
      ask: async (question: string) => {
        err.push(question)
        return answers.shift() ?? ''
      },
    }),
  })
  return { status, out, err }
}

describe('import page', () => {
  it('looks at a page without a database', async () => {
    const file = join(fixtures, 'deck.txt')
    const { status, out } = await run([file, '--dry-run', '--json'], { withDb: false })
    expect(status).toBe(0)
    expect(out).toHaveLength(1)
    expect(JSON.parse(out[0]!)).toEqual({
      file,
      headline: 'Falls girls win third straight district title',
      deck: 'A late free throw settles it as Coyle scores 21',
      bylines: [{ name: 'Tessa Marchetti', title: '' }],
      agency: 'The Inland Ledger',
      section: ['Sports', 'Prep'],
      dateline: { place: 'Cheney Falls', agency: '' },
      publishedAt: '2023-02-18',
      photos: [],
      paragraphs: expect.arrayContaining([expect.stringMatching(/^Two free throws/)]),
      warnings: [expect.stringContaining('updated')],
      url: null,
    })
  })

  it('prints the parts for a person to read', async () => {
    const { out } = await run([join(fixtures, 'agency-only.txt'), '--dry-run'], { withDb: false })
    expect(out.slice(0, 4)).toEqual([
      'Headline: Dairy farmers weigh a second year of low prices',
      'Agency: Associated Press',
      'Section: Nation & World',
      'Dateline: St. Paul, Minn. (AP)',
    ])
  })

  it('publishes on the day the page gives and prints the address', async () => {
    const { status, out } = await run([join(fixtures, 'related-middle.txt'), '--publish'])
    expect({ status, out }).toEqual({
      status: 0,
      out: ['http://paper.example/stories/2018/sep/07/cannery-to-reopen-with-half-its-old-crew/'],
    })
  })

  it('publishes on the day asked for where the page gives none, and now where none is asked for, and says so', async () => {
    const asked = await run([join(fixtures, 'wrapped.txt'), '--publish', '--date', '2019-05-02'])
    expect(asked.out).toEqual([expect.stringContaining('/stories/2019/may/02/')])
    const today = await run([join(fixtures, 'short-quotes.txt'), '--publish'])
    expect(today.out).toEqual([expect.stringContaining('/stories/2026/nov/24/')])
    expect(today.err.join('\n')).toContain('Published as of now')
  })

  it('asks at a terminal for the day of a page that gives none, until it gets one or is told now', async () => {
    const page = (name: string) => join(folder, name)
    const words = (headline: string) =>
      `${headline}\n\nBy Nell Arbor\n\nThe council met for an hour on the question and came to no end of it.\n\nIt will meet again, the mayor said, when the river allows, and hear everyone who wishes to be heard.\n`
    for (const name of ['Council meets', 'Council meets again']) await writeFile(page(name), words(name))
    const day = await run([page('Council meets'), '--publish', '--section', 'News'], {
      answers: ['soon', '2021-02-31', '2021-03-01'],
    })
    expect(day.out).toEqual([expect.stringContaining('/stories/2021/mar/01/')])
    const question = 'On which day was this published? (YYYY-MM-DD, Enter for now)'
    expect(day.err.filter((line) => line === question)).toHaveLength(3)
    const today = await run([page('Council meets again'), '--publish', '--section', 'News'], { answers: [''] })
    expect(today.out).toEqual([expect.stringContaining('/stories/2026/nov/24/')])
    expect(today.err.join('\n')).toContain('Published as of now')
  })

  it('asks nothing where the page or --date gives the day, or nothing is published', async () => {
    const answers = ['2021-03-01']
    await run([join(fixtures, 'related-middle.txt'), '--publish'], { answers })
    await run([join(fixtures, 'recipe.txt'), '--publish', '--date', '2019-05-02'], { answers })
    await run([join(fixtures, 'q-and-a.txt')], { answers })
    expect(answers).toHaveLength(1)
  })

  it('brings the page’s pictures along, and none from outside its folder', async () => {
    await copyFile(join(fixtures, 'json-ld.html'), join(folder, 'smoke.html'))
    await mkdir(join(folder, 'smoke_files'))
    await writeFile(join(folder, 'smoke_files/pool.jpg'), await aJpeg())
    const { status, out } = await run([join(folder, 'smoke.html'), '--publish'])
    expect(status).toBe(0)
    const live = await findLiveStory(fresh.db, new URL(out[0]!).pathname)
    expect(live?.lead?.photoId).toMatch(/^\d+$/)
  })

  it('says what is wrong with each file that is no page, brings in the others, and ends with 1', async () => {
    await writeFile(join(folder, 'empty.txt'), '')
    await writeFile(join(folder, 'large.txt'), new Uint8Array(20_000_001))
    const files = [
      join(folder, 'empty.txt'),
      join(folder, 'large.txt'),
      join(folder, 'missing.txt'),
      folder,
      join(fixtures, 'plain-html.html'),
    ]
    const { status, out, err } = await run([...files, '--json', '--dry-run'])
    expect(status).toBe(1)
    expect(out.map((line) => JSON.parse(line).error?.code)).toEqual([
      'clipping.empty',
      'clipping.too-large',
      'file.not-readable',
      'file.not-readable',
      undefined,
    ])
    expect(err[0]).toMatch(/The file is empty\.$/)
  })

  it('keeps as a draft what cannot be published, gives its place in the newsroom, and ends with 1', async () => {
    const { status, out, err } = await run([join(fixtures, 'obituary.txt'), '--publish'])
    expect(status).toBe(1)
    expect(out).toEqual([expect.stringMatching(/\/newsroom\/stories\/\d+$/)])
    expect(err.at(-1)).toMatch(/kept as a draft and not published\. Add a byline/)
  })

  it.each([[[]], [['x.txt', '--date', 'yesterday']], [['x.txt', '--date', '2017-02-31']], [['x.txt', '--nope']]])(
    'refuses the command line %j',
    async (args) => {
      await expect(run(args)).rejects.toMatchObject({ name: 'Refusal' })
    },
  )
})
