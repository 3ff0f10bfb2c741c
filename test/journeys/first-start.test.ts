import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dialogOf, inspectorOf, openTab, publish, saved, sheetOf, textOf } from '#kit/desk'
import { aJourney, until } from '#kit/journey'
import { aJpeg } from '#kit/pictures'

const HEADLINE = 'Ferry bell rings again after forty winters'
const PASSWORD = 'a heron under the bridge'
const journey = aJourney({ sample: true, chief: false })
let editor: Page
let reader: Page
let address = ''

beforeAll(async () => {
  editor = await journey.page()
  reader = await journey.page()
})
afterAll(() => expect(journey.troubles).toEqual([]))

/** Where readers may meet a story, and what shows that they do. */
function placesOf(headline: string, at: string): readonly (readonly [name: string, path: string, words: string])[] {
  return [
    ['story', at, headline],
    ['front', '/', headline],
    ['section', '/news/', headline],
    ['feed', '/feed.xml', headline],
    ['sitemap', '/sitemap-1.xml', at],
    ['news sitemap', '/news-sitemap.xml', headline],
    ['search', `/search/?q=${encodeURIComponent(headline)}`, at],
  ]
}

describe('a paper that was just started for the first time', () => {
  it('is a newspaper: nameplate, place, date, sections, headlines and pictures that load', async () => {
    await reader.goto('/')
    const masthead = reader.getByRole('banner')
    await masthead.getByRole('link', { name: 'The Inland Sentinel' }).waitFor()
    const today = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: 'America/Los_Angeles' })
    expect(await masthead.textContent()).toContain(today.format(new Date()))
    expect(await masthead.textContent()).toContain('Cheney Falls, Washington')
    expect(await masthead.textContent()).toContain('Est. May 19, 1883')
    const sections = await reader.getByRole('navigation', { name: 'Sections' }).getByRole('link').allTextContents()
    for (const name of ['News', 'Business', 'Sports', 'Outdoors', 'Opinion', 'Obituaries']) {
      expect(sections).toContain(name)
    }
    const headlines = reader.getByRole('main').locator('a[href^="/stories/"]')
    expect(
      new Set(await headlines.evaluateAll((all) => all.map((one) => one.getAttribute('href')))).size,
    ).toBeGreaterThan(10)

    const pictures = await reader.getByRole('main').locator('img').all()
    expect(pictures.length).toBeGreaterThan(3)
    for (const picture of pictures) {
      await picture.scrollIntoViewIfNeeded()
      await until('a picture loads', () =>
        picture.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth),
      )
    }
  })
})

describe('the first editor', () => {
  it('comes in by the printed link and a button, and sets a password to come back with', async () => {
    await editor.goto(journey.paper.newsroom)
    await editor.getByRole('button', { name: 'Sign in to the newsroom' }).click()
    await editor.getByRole('heading', { name: 'Stories', level: 1 }).waitFor()
    expect(new URL(editor.url()).pathname).toBe('/newsroom/')
    await editor.getByRole('button', { name: 'Set a password' }).click()
    const dialog = dialogOf(editor, 'Set a password')
    await dialog.getByLabel('New password').fill(PASSWORD)
    await dialog.getByRole('button', { name: 'Set password' }).click()
    await dialog.waitFor({ state: 'detached' })
    await editor.getByText('Password set. You can sign in with it from now on.').first().waitFor()
    expect(await editor.getByText('Set a password or add a passkey').count()).toBe(0)
  })

  it('writes a story with everything that belongs to it, and sees that it is saved', async () => {
    await editor.getByRole('button', { name: 'New story' }).click()
    await sheetOf(editor).getByRole('textbox', { name: 'Headline' }).fill(HEADLINE)
    await sheetOf(editor).getByRole('textbox', { name: 'Deck' }).fill('Volunteers hauled it from the river mud.')
    await textOf(editor).click()
    await editor.keyboard.type('The bell of the old ferry rang over Cheney Falls on Friday.')
    await editor.keyboard.press('Enter')
    await editor.keyboard.type('It had lain in the ')
    await editor.keyboard.press('Control+b')
    await editor.keyboard.type('mud')
    await editor.keyboard.press('Control+b')
    await editor.keyboard.type(' since 1986.')

    const inspector = inspectorOf(editor)
    await inspector.getByLabel('Section').selectOption({ label: 'News' })
    await inspector.getByRole('combobox', { name: 'Add a byline' }).fill('Odessa Quill')
    await inspector.getByRole('combobox', { name: 'Add a byline' }).press('Enter')
    await inspector.getByRole('textbox', { name: 'Title of Odessa Quill' }).fill('Staff writer')
    await inspector.getByRole('combobox', { name: 'Add a topic' }).fill('Ferries')
    await inspector.getByRole('combobox', { name: 'Add a topic' }).press('Enter')
    await saved(editor)
  })

  it('uploads a photo with caption, alt text, photographer and credit', async () => {
    const panel = await openTab(editor, 'Photos')
    await panel.getByRole('button', { name: 'Choose a lead photo' }).click()
    const picker = dialogOf(editor, 'Choose a lead photo')
    const chooser = editor.waitForEvent('filechooser')
    await picker.getByRole('button', { name: 'Upload photos' }).click()
    await (await chooser).setFiles({ name: 'bell.jpg', mimeType: 'image/jpeg', buffer: await aJpeg(1200, 800) })
    await picker.waitFor({ state: 'detached' })
    await panel.getByRole('textbox', { name: 'Caption' }).fill('The bell on its new frame.')
    await panel.getByRole('textbox', { name: /^Alt text/ }).fill('A bronze bell hangs in a wooden frame.')
    await panel.getByRole('textbox', { name: 'Photographer' }).fill('Ivo Marsh')
    await panel.getByRole('textbox', { name: /^Credit/ }).fill('The Inland Sentinel')
    await saved(editor)
    await openTab(editor, 'Checks')
    await inspectorOf(editor)
      .getByRole('heading', { name: /Everything is in place|Nothing stops/ })
      .waitFor()
  })

  it('sees in the preview what readers will see', async () => {
    await editor.getByRole('button', { name: 'Preview' }).click()
    const preview = dialogOf(editor, 'Preview')
    const frame = preview.frameLocator('iframe[title="The story as readers will see it"]')
    await frame.getByRole('heading', { name: HEADLINE, level: 1 }).waitFor()
    await frame.getByText('By Odessa Quill').waitFor()
    await frame.getByText('Volunteers hauled it from the river mud.').waitFor()
    await frame.getByText('mud', { exact: true }).waitFor()
    await frame.getByRole('img', { name: 'A bronze bell hangs in a wooden frame.' }).waitFor()
    await preview.getByRole('button', { name: 'Close' }).click()
    await preview.waitFor({ state: 'detached' })
    expect((await journey.read('/')).text).not.toContain(HEADLINE)
  })
})

describe('a story that is published', () => {
  it('is at its address for readers with all its parts', async () => {
    address = (await publish(editor, /^Publish…/)).address
    expect(address).toMatch(/^\/stories\/\d{4}\/[a-z]{3}\/\d{2}\/ferry-bell-rings-again-after-forty-winters\/$/)
    await editor
      .getByText(/^Live on \d+ pages\.$/)
      .first()
      .waitFor()
    const see = editor.getByRole('link', { name: 'See it' }).first()
    expect(await see.getAttribute('href')).toBe(address)

    await reader.goto(address)
    await reader.getByRole('heading', { name: HEADLINE, level: 1 }).waitFor()
    expect(await reader.getByRole('article').textContent()).toContain('By Odessa Quill')
    const picture = reader.getByRole('img', { name: 'A bronze bell hangs in a wooden frame.' })
    await until('the picture loads', () =>
      picture.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth),
    )
    expect(await reader.getByRole('figure').first().textContent()).toContain('The bell on its new frame.')
    expect(await reader.getByRole('figure').first().textContent()).toContain('Ivo Marsh')
    await reader.getByRole('link', { name: 'Ferries' }).click()
    await reader.getByRole('link', { name: HEADLINE }).waitFor()
    await reader.goto('/')
    await reader.getByRole('main').getByRole('link', { name: HEADLINE }).first().waitFor()
  })

  it('keeps its address when its headline is changed', async () => {
    const renamed = `${HEADLINE}, and again`
    await sheetOf(editor).getByRole('textbox', { name: 'Headline' }).fill(renamed)
    await saved(editor)
    expect((await publish(editor, /^Publish update/)).address).toBe(address)
    await until('readers have the new headline', async () => (await journey.read(address)).text.includes(renamed))
  })

  it('is everywhere readers look within half a second of the answer to the editor', async () => {
    const best = new Map<string, number>()
    const sectionId = await sectionOf(editor)
    for (const turn of ['First', 'Second', 'Third']) {
      const headline = `${turn} ferry of the morning runs full`
      await newStory(editor, headline, sectionId)
      // The harder case: every page is in memory, as it was.
      for (const [, path] of placesOf(headline, '/')) await journey.read(path)
      const { at, address } = await publish(editor, /^Publish…/)
      await Promise.all(
        placesOf(headline, address).map(async ([name, path, words]) => {
          const look = async () => (await journey.read(path)).text.includes(words)
          await until(`${name} shows “${headline}”`, look, { every: 20 })
          best.set(name, Math.min(best.get(name) ?? Number.POSITIVE_INFINITY, Date.now() - at))
        }),
      )
    }
    for (const [name, ms] of best) expect(ms, `${name}, in ms`).toBeLessThan(500)
  })
})

/** The id of News, as the newsroom's page has it. */
async function sectionOf(page: Page): Promise<string> {
  await openTab(page, 'Story')
  return inspectorOf(page).getByLabel('Section').inputValue()
}

/** A short story in the editor, saved. */
async function newStory(page: Page, headline: string, sectionId: string): Promise<void> {
  await page.goto('/newsroom/')
  await page.getByRole('button', { name: 'New story' }).click()
  await sheetOf(page).getByRole('textbox', { name: 'Headline' }).fill(headline)
  await textOf(page).click()
  await page.keyboard.type('The ferry left at six.')
  await inspectorOf(page).getByLabel('Section').selectOption(sectionId)
  await inspectorOf(page).getByRole('combobox', { name: 'Add a byline' }).fill('Odessa Quill')
  await inspectorOf(page).getByRole('combobox', { name: 'Add a byline' }).press('Enter')
  await saved(page)
}
