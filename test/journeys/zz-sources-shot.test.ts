import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SourceList, WireList } from '#faces/api/contract'
import { axeOn, OF_COLOR } from '#kit/browser'
import { dialogOf } from '#kit/desk'
import { aJourney, until } from '#kit/journey'
import { anRss, aWebServer, type WebServer } from '#kit/outside'

const journey = aJourney({ env: async () => ({ TRUSTED_OUTSIDE: '127.0.0.1' }) })
let agency: WebServer
let page: Page

beforeAll(async () => {
  agency = await aWebServer()
  agency.put('/feed.xml', { body: anRss([{ id: 'ferry', title: 'Night ferry is kept' }]) })
  page = await journey.page({ as: journey.chief, viewport: { width: 1280, height: 900 } })
}, 60_000)
afterAll(async () => {
  await agency.close()
  expect(journey.troubles).toEqual([])
})

const rowOf = (name: string): Locator => page.getByRole('row').filter({ hasText: name })
async function faults(): Promise<string[]> {
  const light = await axeOn(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await axeOn(page, OF_COLOR)
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark]
}

describe('the sources of the wire', () => {
  it('are few steps from the wire, and a feed is tried, kept and heard', async () => {
    await page.goto('/newsroom/wire')
    await page.getByRole('link', { name: 'Arrange the sources' }).click()
    await page.getByRole('heading', { name: 'Wire sources', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Add a source' }).click()
    const sheet = dialogOf(page, 'Add a source')
    await sheet.getByRole('textbox', { name: /^Name$/ }).fill('Cascade feed')
    await sheet.getByRole('combobox', { name: 'Kind' }).selectOption('http')
    await sheet.getByRole('textbox', { name: 'Address' }).fill(`${agency.url}/nothing.xml`)
    await sheet.getByRole('button', { name: 'Try it' }).click()
    await sheet.getByText('There is nothing at that address').waitFor()
    await sheet.getByRole('textbox', { name: 'Address' }).fill(`${agency.url}/feed.xml`)
    await sheet.getByRole('button', { name: 'Try it' }).click()
    await sheet.getByText('It answers with one item').waitFor()
    await sheet.getByText('Night ferry is kept').waitFor()
    await sheet.getByRole('button', { name: 'Add a rule' }).click()
    await sheet.getByRole('textbox', { name: 'Rule 1' }).fill('Ferries')
    await sheet.getByRole('textbox', { name: /one of these words/ }).fill('ferry, boat')
    await sheet.getByRole('textbox', { name: /Tag it/ }).fill('Water')
    await page.screenshot({ path: '/tmp/src-shot-' + Math.random().toString(36).slice(2,6) + '.png' })
    expect(await faults()).toEqual([])
    await sheet.getByRole('button', { name: 'Keep' }).click()
    await sheet.waitFor({ state: 'detached' })
    await rowOf('Cascade feed').getByText('Works').waitFor()
    const item = await until(
      'the item on the wire',
      async () => (await journey.chief.get<WireList>('/wire?q=ferry')).items[0],
    )
    expect(item).toMatchObject({ headline: 'Night ferry is kept', source: 'Cascade feed', tags: ['Water'] })
  })

  it('tell in a log what happened, and say when one fails', async () => {
    await page.screenshot({ path: '/tmp/src-shot-' + Math.random().toString(36).slice(2,6) + '.png' })
    expect(await faults()).toEqual([])
    await page.getByRole('button', { name: 'Log of Cascade feed' }).click()
    const log = dialogOf(page, 'Log of Cascade feed')
    await log.getByText('One new item received.').waitFor()
    await page.screenshot({ path: '/tmp/src-shot-' + Math.random().toString(36).slice(2,6) + '.png' })
    expect(await faults()).toEqual([])
    await page.keyboard.press('Escape')
    agency.put('/feed.xml', (_request, response) => void response.writeHead(500).end())
    await page.getByRole('button', { name: 'Ask now: Cascade feed' }).click()
    await rowOf('Cascade feed')
      .getByText(/^Failed/)
      .waitFor()
    await rowOf('Cascade feed').getByText('answered 500').waitFor()
  })

  it('give a sender a key that works, and is shown once', async () => {
    await page.getByRole('button', { name: 'Add a source' }).click()
    const sheet = dialogOf(page, 'Add a source')
    await sheet.getByRole('textbox', { name: /^Name$/ }).fill('Valley pushes')
    await sheet.getByRole('combobox', { name: 'Kind' }).selectOption('push')
    await sheet.getByRole('button', { name: 'Keep' }).click()
    await page.getByRole('button', { name: 'Change Valley pushes' }).click()
    const change = dialogOf(page, 'Change Valley pushes')
    await change.getByRole('button', { name: 'Make a new key' }).click()
    const [address = '', key = ''] = await change
      .locator('code')
      .allTextContents()
      .then(async (texts) =>
        texts.length > 0
          ? texts
          : until('the key', async () => {
              const now = await change.locator('code').allTextContents()
              return now.length > 0 ? now : undefined
            }),
      )
    await page.screenshot({ path: '/tmp/src-shot-' + Math.random().toString(36).slice(2,6) + '.png' })
    expect(await faults()).toEqual([])
    const sent = await fetch(address, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: anRss([{ id: 'mill', title: 'Mill is sold' }]),
    })
    expect([sent.status, await sent.json()]).toEqual([201, { received: 1, again: 0, trouble: null }])
    await page.keyboard.press('Escape')
    await rowOf('Valley pushes').getByText('Works').waitFor()
  })

  it('are removed only after a question', async () => {
    await page.getByRole('button', { name: 'Remove Valley pushes' }).click()
    await dialogOf(page, 'Remove Valley pushes').getByRole('button', { name: 'Remove the source' }).click()
    await rowOf('Valley pushes').waitFor({ state: 'detached' })
    const { items } = await journey.chief.get<SourceList>('/wire/sources')
    expect(items.map(({ name }) => name)).not.toContain('Valley pushes')
  })
})
