import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aDataFolder, command, type Serving, serve } from '#kit/serving'

const folder = aDataFolder()
let paper: Serving

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

beforeAll(async () => {
  const founded = await command(
    folder.path,
    'new',
    'The Import Test',
    '--place',
    'Harlow, Oregon',
    '--zone',
    'America/Los_Angeles',
  )
  if (founded.status !== 0) throw new Error(founded.err)
  paper = await serve(folder.path)
}, 120_000)
afterAll(async () => {
  await paper?.stop()
  folder.remove()
})

it('puts a saved page on the site of a paper that is being served, once, and refuses what is no page', async () => {
  const file = join(folder.path, 'page.txt')
  writeFileSync(file, PAGE)
  const first = await command(folder.path, 'import', 'page', file, '--publish', '--json', '--date', '2026-11-02')
  expect(first.status, first.err).toBe(0)
  const read = JSON.parse(first.out)
  expect(read).toMatchObject({
    headline: 'Bus drivers find a shorter way to Alder Creek',
    dateline: { place: 'Harlow, Ore.' },
  })
  expect(read.paragraphs).toHaveLength(3)
  const page = await fetch(new URL(new URL(read.url).pathname, paper.url))
  const html = await page.text()
  expect(page.status).toBe(200)
  for (const words of ['Nell Arbor', 'Ida Finch', 'rode along for a week', 'its transportation office.'])
    expect(html).toContain(words)
  expect(html).not.toContain('Subscribe to our newsletter')
  const again = await command(folder.path, 'import', 'page', file, '--publish', '--json', '--date', '2026-11-02')
  expect(JSON.parse(again.out).url).toBe(read.url)
  writeFileSync(join(folder.path, 'empty.txt'), '')
  const refused = await command(folder.path, 'import', 'page', join(folder.path, 'empty.txt'))
  expect(refused.status).toBe(1)
  expect(refused.err).not.toBe('')
})
