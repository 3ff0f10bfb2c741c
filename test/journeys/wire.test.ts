import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoryView, WireList } from '#faces/api/contract'
import { dialogOf, publish, saved, sheetOf, textOf } from '#kit/desk'
import { aJourney, until } from '#kit/journey'
import { aNitf, aWatchedFolder, type NitfWords, type WatchedFolder } from '#kit/wire-file'

const journey = aJourney()
let folder: WatchedFolder
let desk: Page
let reader: Page
const NOTE = 'Eds: the tally on graf 2 is from the county clerk. Not for print.'

beforeAll(async () => {
  folder = await aWatchedFolder(journey.chief, journey.paper.dataDir, { sectionId: await journey.section('news') })
  desk = await journey.page({ as: journey.chief, viewport: { width: 1440, height: 900 } })
  reader = await journey.page()
}, 120_000)
afterAll(() => expect(journey.troubles).toEqual([]))

const lineOf = (page: Page, headline: string): Locator =>
  page
    .getByRole('grid')
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: headline }) })
const readerOf = (page: Page): Locator => page.getByRole('article')
const act = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('toolbar', { name: 'What to do with this story' }).getByRole('button', { name })
/** Drops a story and waits until the server has it. */
async function come(words: NitfWords): Promise<string> {
  const { version = 1, slugline } = words
  folder.drop(`${words.id}-${version}.xml`, aNitf(words))
  return until(`version ${version} of ${slugline} on the wire`, async () => {
    const { items } = await journey.chief.get<WireList>(`/wire?q=slug:${slugline}`)
    return items.find((line) => line.ordinal >= version)?.id
  })
}
async function storyFrom(slugline: string): Promise<StoryView> {
  const { items } = await journey.chief.get<WireList>(`/wire?q=slug:${slugline}`)
  return journey.chief.get<StoryView>(`/stories/${items[0]?.uses[0]?.storyId}`)
}

describe('a file that an agency drops', () => {
  const words = {
    id: 'ferry',
    slugline: 'NIGHT-FERRY',
    headline: 'Council keeps the night ferry',
    paragraphs: ['The council kept the night ferry on Tuesday.', 'The vote was 5 to 2.', 'The boat sails at 11 p.m.'],
    ednote: NOTE,
  }

  it('is on the open desk by itself, and becomes a published story in a few presses', async () => {
    await desk.goto('/newsroom/wire')
    await desk.getByRole('heading', { name: 'The wire is quiet' }).waitFor()
    folder.drop('ferry-1.xml', aNitf(words))
    await lineOf(desk, words.headline).click()
    const note = readerOf(desk).getByRole('region', { name: /not for publication/ })
    await note.getByText(NOTE).waitFor()
    await act(desk, /^Use as new story/).click()
    await textOf(desk).waitFor()
    expect(await textOf(desk).textContent()).toContain('The vote was 5 to 2.')
    expect(await sheetOf(desk).textContent()).not.toContain(NOTE)
    await desk.getByRole('region', { name: 'From the wire' }).getByText(NOTE).waitFor()
    const { address } = await publish(desk)
    await reader.goto(address)
    await reader.getByText('The boat sails at 11 p.m.').waitFor()
    expect(await reader.content()).not.toContain('county clerk')
  })

  it('waits behind a button while someone reads, and moves nothing', async () => {
    await desk.goto('/newsroom/wire')
    const line = lineOf(desk, words.headline)
    await line.click()
    const before = await line.boundingBox()
    await come({ id: 'orchard', slugline: 'ORCHARD', headline: 'Frost spares the orchards', paragraphs: ['No frost.'] })
    await come({ id: 'mill', slugline: 'MILL', headline: 'Mill to reopen', paragraphs: ['The mill reopens in May.'] })
    await desk.getByRole('button', { name: /^2 newer stories/ }).waitFor()
    expect(await line.boundingBox()).toEqual(before)
    await desk.keyboard.press('.')
    await lineOf(desk, 'Mill to reopen').waitFor()
    expect(await desk.getByRole('grid').getAttribute('aria-rowcount')).toBe('4')
    expect(await line.getAttribute('aria-selected')).toBe('true')
  })

  it('comes again: what both changed is chosen, the rest goes in, and our own words stay', async () => {
    const story = await storyFrom(words.slugline)
    await desk.goto(`/newsroom/stories/${story.id}`)
    const second = textOf(desk).locator('p').nth(1)
    await second.click()
    await desk.keyboard.press('End')
    await desk.keyboard.type(' Two members were away.')
    await saved(desk)
    await come({
      ...words,
      version: 2,
      paragraphs: ['The council kept the night ferry late Tuesday.', 'The vote was 6 to 1.', words.paragraphs[2] ?? ''],
    })
    const strip = desk.getByRole('region', { name: 'From the wire' })
    await strip.getByText(/The wire is newer/).waitFor()
    await strip.getByRole('link', { name: 'See changes' }).click()
    await desk.getByRole('heading', { name: 'What the new version would change' }).waitFor()
    const both = desk.getByRole('region', { name: /Graf 2/ })
    expect(await both.locator('ins').first().textContent()).toContain('6')
    const update = readerOf(desk)
      .locator('.finish')
      .getByRole('button', { name: /^Update NIGHT-FERRY/ })
    expect(await update.isDisabled()).toBe(true)
    await both.getByRole('button', { name: /^Keep ours/ }).click()
    await update.click()
    await desk
      .getByText(/NIGHT-FERRY is updated/)
      .first()
      .waitFor()
    const now = JSON.stringify((await storyFrom(words.slugline)).copy.body)
    expect(now).toContain('late Tuesday')
    expect(now).toContain('5 to 2. Two members were away.')
    expect(now).not.toContain('6 to 1')
    expect((await journey.read(story.address ?? '')).text).not.toContain('late Tuesday')
  })
})

describe('a kill', () => {
  it('rings on every screen and, pulled, is gone from a reader’s page at the next request', async () => {
    const words = {
      id: 'salmon',
      slugline: 'SALMON-COUNT',
      headline: 'Salmon return in record numbers',
      paragraphs: ['Chinook passed the dam in record numbers.'],
    }
    const id = await come(words)
    await journey.chief.send('POST', `/wire/${id}/take`, {})
    const story = await storyFrom(words.slugline)
    await journey.chief.send('POST', `/stories/${story.id}/publish`, { basedOn: story.revision })
    const address = (await storyFrom(words.slugline)).address ?? ''
    await reader.goto(address)
    await reader.getByText('Chinook passed the dam').first().waitFor()

    const elsewhere = await journey.page({ as: journey.chief })
    await elsewhere.goto('/newsroom/photos')
    await desk.goto('/newsroom/')
    await come({ ...words, version: 2, status: 'canceled', paragraphs: ['Kill: the count was wrong.'] })
    for (const page of [desk, elsewhere]) {
      await page.getByRole('alert').filter({ hasText: words.headline }).waitFor()
    }
    await desk.getByRole('button', { name: /^Read the kill/ }).click()
    await lineOf(desk, words.headline).filter({ hasText: 'KILL' }).waitFor()
    await desk
      .getByRole('region', { name: 'Kill from a source' })
      .getByRole('button', { name: /^Pull from the site/ })
      .click()
    const sheet = dialogOf(desk, 'Pull from the site')
    await sheet.getByText(words.headline).waitFor()
    await sheet.getByLabel('Note to readers').fill('The count this story reported was wrong.')
    await sheet.getByRole('button', { name: 'Pull 1 story now' }).click()
    await sheet.waitFor({ state: 'detached' })

    const gone = await reader.goto(address)
    expect(gone?.status()).toBe(410)
    expect(await reader.content()).toContain('The count this story reported was wrong.')
    expect(await reader.content()).not.toContain('Chinook passed the dam')
    for (const page of [desk, elsewhere]) {
      await page.getByRole('region', { name: 'Kill from a source' }).waitFor({ state: 'detached' })
    }
    await elsewhere.close()
  })
})

describe('an embargo', () => {
  it('is kept to its minute: refused before, published after', async () => {
    const release = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 45_000)
    const words = {
      id: 'rates',
      slugline: 'GRAD-RATES',
      headline: 'Graduation rates rise',
      paragraphs: ['More graduated.'],
    }
    const id = await come({ ...words, status: 'embargoed', release })
    await desk.goto(`/newsroom/wire?item=${id}`)
    await lineOf(desk, words.headline)
      .getByText(/^Embargoed to/)
      .waitFor()
    await act(desk, /^Use as new story/).click()
    await textOf(desk).waitFor()
    const story = await storyFrom(words.slugline)
    const early = await journey.chief.send<{ code: string }>('POST', `/stories/${story.id}/publish`, {
      basedOn: story.revision,
    })
    expect(early).toMatchObject({ status: 409, body: { code: 'story.held' } })
    await desk.getByRole('button', { name: /^Publish…/ }).click()
    const go = dialogOf(desk, 'Publish').getByRole('button', { name: /^Publish/ })
    expect(await go.isDisabled()).toBe(true)
    expect((await journey.read('/')).text).not.toContain(words.headline)
    // The stop leaves by itself when its time comes.
    await until('the embargo to end on the open screen', () => go.isEnabled(), { ms: 70_000, every: 250 })
    expect(Date.now()).toBeGreaterThanOrEqual(release.getTime())
    await go.click()
    await dialogOf(desk, 'Publish').waitFor({ state: 'detached' })
    await until('the front to have it', async () => (await journey.read('/')).text.includes(words.headline))
  }, 150_000)
})

describe('by keys alone', () => {
  it('one goes to the wire, reads, holds, spikes, takes both back, and makes a story', async () => {
    await come({ id: 'weir', slugline: 'WEIR', headline: 'Weir gets a new gate', paragraphs: ['The gate is steel.'] })
    await come({ id: 'snow', slugline: 'SNOW', headline: 'Snowpack is normal', paragraphs: ['It is 98 percent.'] })
    const page = await journey.page({ as: journey.chief, viewport: { width: 1440, height: 900 } })
    await page.goto('/newsroom/')
    await page.getByRole('heading', { name: 'Stories', level: 1 }).waitFor()
    const press = (...keys: string[]) =>
      keys.reduce((last, key) => last.then(() => page.keyboard.press(key)), Promise.resolve())
    await press('g', 'w')
    await lineOf(page, 'Snowpack is normal').waitFor()
    await press('j', 'j')
    const weir = lineOf(page, 'Weir gets a new gate')
    expect(await weir.getAttribute('aria-selected')).toBe('true')
    await readerOf(page).getByText('The gate is steel.').waitFor()
    await press('h')
    await weir.getByText('Held', { exact: true }).waitFor()
    await press('z')
    await weir.getByText('Held', { exact: true }).waitFor({ state: 'detached' })
    await press('x')
    await weir.waitFor({ state: 'detached' })
    await press('z')
    await weir.waitFor()
    await until('the line to be chosen again', async () => (await weir.getAttribute('aria-selected')) === 'true')
    await press('/')
    await page.keyboard.type('slug:SNOW')
    await weir.waitFor({ state: 'detached' })
    await press('Escape', 'j', 'n')
    await textOf(page).waitFor()
    expect(await textOf(page).textContent()).toContain('98 percent')
    await press('Escape')
    await page.close()
  })
})
