import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { aJourney, until } from '#kit/journey'
import { aJpeg } from '#kit/pictures'
import { aDataFolder, command } from '#kit/serving'

const FIXTURE = resolve(import.meta.dirname, '../../src/domains/clippings/fixtures/json-ld.html')
const journey = aJourney()
const pages = aDataFolder()
afterAll(() => pages.remove())

const PAGE = `The Valley Lamp

News > Schools

Bus drivers find a shorter way to Alder Creek

A crossing guard waves a yellow bus through the morning fog on Mill Street in Harlow on Monday. (Ida Finch / Valley Lamp)

By Nell Arbor Harlow Herald

HARLOW, Ore. – The school buses of Alder Creek will leave 11 minutes later next month because their drivers found a shorter way, the district said Monday.

“We simply asked the people who drive it,” said Superintendent Ota Brandt, who rode along for a week.

The change saves the district about $14,000 a year in fuel, according to its transportation office.

Subscribe to our newsletter
`

it('puts a saved page on the site of a paper that is being served, once, and refuses what is no page', async () => {
  const file = join(pages.path, 'page.txt')
  writeFileSync(file, PAGE)
  const first = await command(
    journey.paper.dataDir,
    'import',
    'page',
    file,
    '--publish',
    '--json',
    '--date',
    '2026-11-02',
  )
  expect(first.status, first.err).toBe(0)
  const read = JSON.parse(first.out)
  expect(read).toMatchObject({
    headline: 'Bus drivers find a shorter way to Alder Creek',
    dateline: { place: 'Harlow, Ore.' },
  })
  expect(read.paragraphs).toHaveLength(3)
  const page = await fetch(new URL(new URL(read.url).pathname, journey.site))
  const html = await page.text()
  expect(page.status).toBe(200)
  for (const words of ['Nell Arbor', 'Ida Finch', 'rode along for a week', 'its transportation office.'])
    expect(html).toContain(words)
  expect(html).not.toContain('Subscribe to our newsletter')
  const again = await command(
    journey.paper.dataDir,
    'import',
    'page',
    file,
    '--publish',
    '--json',
    '--date',
    '2026-11-02',
  )
  expect(JSON.parse(again.out).url).toBe(read.url)
  writeFileSync(join(pages.path, 'empty.txt'), '')
  const refused = await command(journey.paper.dataDir, 'import', 'page', join(pages.path, 'empty.txt'))
  expect(refused.status).toBe(1)
  expect(refused.err).not.toBe('')
})

it('puts every part of a saved page with its picture where readers look for it', async () => {
  const file = join(pages.path, 'smoke.html')
  copyFileSync(FIXTURE, file)
  mkdirSync(join(pages.path, 'smoke_files'))
  writeFileSync(join(pages.path, 'smoke_files', 'pool.jpg'), await aJpeg(1200, 800))
  const done = await command(journey.paper.dataDir, 'import', 'page', file, '--publish', '--json')
  expect(done.status, done.err).toBe(0)
  const address = new URL(JSON.parse(done.out).url).pathname
  expect(address).toBe('/stories/2020/sep/14/smoke-keeps-pools-shut-a-third-week/')

  const reader = await journey.page()
  await reader.goto(address)
  const article = reader.getByRole('article').first()
  await article.getByRole('heading', { name: 'Smoke keeps pools shut a third week', level: 1 }).waitFor()
  await article.getByText('Health officers say the air is too bad for swimming lessons').waitFor()
  await article.getByText('By Hana Volkov').waitFor()
  await article.getByText('Sept. 14, 2020').first().waitFor()
  await article.getByRole('navigation', { name: 'You are here' }).getByRole('link', { name: 'News' }).waitFor()
  const picture = article.getByRole('img', { name: 'An outdoor pool without water under a brown sky' })
  await until('its picture loads', () =>
    picture.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth),
  )
  const caption = await article.getByRole('figure').first().textContent()
  expect(caption).toContain('The empty pool at Memorial Park on Sunday.')
  expect(caption).toContain('Sam Doyle / The Plateau Times')
  await article.getByRole('heading', { name: 'Lessons moved indoors', level: 2 }).waitFor()
  expect(await article.getByRole('listitem').allTextContents()).toEqual(['a summer pass', 'a receipt from August'])
  await article.getByText('We would rather refund you than treat you.').waitFor()
  expect(await article.getByRole('link', { name: 'a notice' }).getAttribute('href')).toBe(
    'https://health.example/notice?id=4&x=1',
  )
  const words = await reader.content()
  for (const left of [
    'Our map shows',
    'covers health for',
    'All rights reserved',
    'Advertisement',
    'This sentence is code',
  ]) {
    expect(words).not.toContain(left)
  }
  await until('its day has it', async () => (await journey.read('/archive/2020/sep/14/')).text.includes(address))
  await until('search finds it', async () => (await journey.read('/search/?q=smoke+pools')).text.includes(address))
})
