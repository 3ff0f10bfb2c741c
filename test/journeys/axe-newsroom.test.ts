import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoryView, WireList } from '#faces/api/contract'
import { axeOn, OF_COLOR } from '#kit/browser'
import { dialogOf, openStory, openTab, sheetOf } from '#kit/desk'
import { everythingInOne } from '#kit/everything'
import { aJourney, until } from '#kit/journey'
import { aNitf, aWatchedFolder } from '#kit/wire-file'

const journey = aJourney()
let story: StoryView
let withdrawn: StoryView
let draft: StoryView

beforeAll(async () => {
  const whole = everythingInOne(await journey.section('county'), await journey.photos(5))
  story = await journey.publish(whole)
  const { revision } = story
  const text = 'An earlier version of this story gave a wrong price.'
  await journey.chief.send('POST', `/stories/${story.id}/correct`, { basedOn: revision, text, placement: 'top' })
  withdrawn = await journey.publish({ ...whole, headline: 'A story that goes' })
  const note = { reason: 'It was wrong.', noteToReaders: 'What it said did not happen.' }
  await journey.chief.send('POST', `/stories/${withdrawn.id}/withdraw`, note)
  // Without a section and with a photo that nobody described, so that there is something to check.
  const lead = whole.lead ? { ...whole.lead, alt: '' } : null
  draft = await journey.draft({ ...whole, sectionId: null, headline: 'A draft', lead })
  await journey.chief.send('POST', '/staff', { email: 'ben@example.com', name: 'Ben Ortiz', role: 'reporter' })
})
afterAll(() => expect(journey.troubles).toEqual([]))

describe('for everybody who works here, in light and dark', () => {
  it('the lists: stories, photos, staff, paper and outbox', async () => {
    const page = await atWork()
    const seen = watch(page)
    for (const [path, heading] of [
      ['/newsroom/', 'Stories'],
      ['/newsroom/photos', 'Photos'],
      ['/newsroom/staff', 'Staff'],
      ['/newsroom/paper', 'Paper'],
      ['/newsroom/outbox', 'Outbox'],
    ] as const) {
      await page.goto(path)
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
      await page.getByText(/^Getting .+…$/).waitFor({ state: 'detached' })
      await seen.look(heading)
    }
    expect(seen.faults).toEqual([])
  }, 90_000)

  it('the editor with each of its panels', async () => {
    const page = await atWork()
    const seen = watch(page)
    await openStory(page, draft.id)
    for (const name of ['Story', 'Photos', 'Checks', 'Versions', 'Corrections', 'History']) {
      await openTab(page, name)
      await page.getByText(/^Getting .+…$/).waitFor({ state: 'detached' })
      await seen.look(`a draft, ${name}`)
    }
    await openStory(page, story.id)
    for (const name of ['Story', 'Versions', 'Corrections']) {
      await openTab(page, name)
      await page.getByText(/^Getting .+…$/).waitFor({ state: 'detached' })
      await seen.look(`a published story, ${name}`)
    }
    await openStory(page, withdrawn.id)
    await seen.look('a withdrawn story')
    expect(seen.faults).toEqual([])
  }, 120_000)

  it('the dialogs of the editor', async () => {
    const page = await atWork()
    const seen = watch(page)
    const bar = (name: string | RegExp) => page.getByRole('button', { name })
    await openStory(page, draft.id)
    await seen.dialog('publishing what is not fit', bar(/^Publish…/), dialogOf(page, 'Publish'))
    await seen.dialog('the preview', bar('Preview'), dialogOf(page, 'Preview'))
    const tools = page.getByRole('toolbar', { name: 'Text' })
    await seen.dialog('a link', tools.getByRole('button', { name: 'Link' }), dialogOf(page, 'Link'))
    await seen.dialog('an embed', tools.getByRole('button', { name: 'Embed' }), dialogOf(page, 'Embed'))
    await seen.dialog('a photo', tools.getByRole('button', { name: 'Photo' }), dialogOf(page, 'Put in a photo'))
    await openStory(page, story.id)
    await bar('More to do with this story').click()
    await seen.look('the menu of a story')
    await seen.dialog(
      'withdrawing',
      page.getByRole('menuitem', { name: 'Withdraw…' }),
      dialogOf(page, 'Withdraw the story'),
    )
    const versions = await openTab(page, 'Versions')
    const side = versions.getByRole('button', { name: 'Side by side' })
    await seen.dialog('two versions', side, page.getByRole('dialog'))
    await sheetOf(page).getByRole('textbox', { name: 'Deck' }).fill('Another deck.')
    await seen.dialog('publishing an update', bar(/^Publish update/), dialogOf(page, 'Publish update'))
    expect(seen.faults).toEqual([])
  }, 120_000)

  it('the dialogs of the newsroom', async () => {
    const page = await atWork()
    const seen = watch(page)
    await page.goto('/newsroom/')
    await page.getByRole('heading', { name: 'Stories', level: 1 }).waitFor()
    await seen.dialog('all keys', page.getByRole('button', { name: /All keys/ }), dialogOf(page, 'Keys on this screen'))
    await seen.dialog('finding', page.getByRole('button', { name: /^Find a story/ }), dialogOf(page, 'Find'))
    await seen.dialog(
      'a password',
      page.getByRole('button', { name: 'Set a password' }),
      dialogOf(page, 'Set a password'),
    )
    await seen.dialog('a passkey', page.getByRole('button', { name: 'Add a passkey' }), dialogOf(page, 'Add a passkey'))
    await page.getByRole('button', { name: /account and preferences/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor()
    await seen.look('the account menu')
    await page.keyboard.press('Escape')
    await page.goto('/newsroom/photos')
    const photo = page.getByRole('region', { name: 'Library' }).getByRole('button').first()
    await seen.dialog('a photo of the library', photo, dialogOf(page, 'Photo'))
    await page.goto('/newsroom/staff')
    await seen.dialog('an invitation', page.getByRole('button', { name: 'Invite' }), dialogOf(page, 'Invite someone'))
    await seen.dialog(
      'a removal',
      page.getByRole('button', { name: 'Remove Ben Ortiz' }),
      dialogOf(page, 'Remove Ben Ortiz'),
    )
    expect(seen.faults).toEqual([])
  }, 120_000)

  it('the wire desk: list, item, changes, history, dialogs, an alarm, and on a phone', async () => {
    const folder = await aWatchedFolder(journey.chief, journey.paper.dataDir, {
      sectionId: await journey.section('county'),
    })
    const words = {
      id: 'flood',
      slugline: 'FLOOD',
      headline: 'River crests',
      paragraphs: ['It crested.', 'It fell.'],
      urgency: 2,
    }
    const there = (id: string, version: number) =>
      until(`${id} on the wire`, async () => {
        const { items } = await journey.chief.get<WireList>(`/wire?q=slug:${id.toUpperCase()}`)
        return items.find(({ ordinal }) => ordinal >= version)?.id
      })
    folder.drop('flood-1.xml', aNitf({ ...words, ednote: 'Eds: for the desk.' }))
    const flood = { ...words, id: 'rates', slugline: 'RATES', headline: 'Rates rise' }
    folder.drop('rates-1.xml', aNitf({ ...flood, status: 'embargoed' }))
    const page = await atWork()
    const seen = watch(page)
    await page.goto('/newsroom/wire')
    const id = await there('flood', 1)
    const rates = await there('rates', 1)
    await journey.chief.send('POST', `/wire/${id}/take`, {})
    folder.drop('flood-2.xml', aNitf({ ...words, version: 2, paragraphs: ['It crested at noon.', 'It fell.'] }))
    await there('flood', 2)
    // What came before the page began to listen is in the list already; the rest waits behind the button.
    const newer = page.getByRole('button', { name: /newer stor/ })
    const row = page.getByRole('row', { name: /River crests/ })
    await newer.or(row).first().waitFor()
    if (await newer.isVisible()) await newer.click()
    await row.click()
    await page.getByRole('heading', { name: 'River crests' }).waitFor()
    await seen.look('the wire with an item')
    await page.getByRole('tab', { name: /^See changes/ }).click()
    await page.getByRole('heading', { name: 'What the new version would change' }).waitFor()
    await page.getByText('It crested').first().waitFor()
    await seen.look('changes of an item')
    await page.getByRole('tab', { name: /^History/ }).click()
    await page.getByRole('heading', { name: '2 versions' }).waitFor()
    await seen.look('history of an item')
    await page.goto(`/newsroom/wire?item=${rates}&q=slug:rates`)
    const decide = page.getByRole('button', { name: /^(Decide when it ends|Change the time)…/ })
    await seen.dialog('an embargo', decide, dialogOf(page, 'When the embargo ends'))
    const keep = page.getByRole('button', { name: 'Keep this search…' })
    await seen.dialog('a search to keep', keep, dialogOf(page, 'Keep this search'))
    await page.goto('/newsroom/wire?view=held')
    await page.getByRole('heading', { name: 'Nothing here' }).waitFor()
    await seen.look('a view with nothing')
    folder.drop('flood-3.xml', aNitf({ ...words, version: 3, status: 'canceled', paragraphs: ['Kill.'] }))
    await there('flood', 3)
    const pull = page
      .getByRole('region', { name: 'Kill from a source' })
      .getByRole('button', { name: /Shift K$|^Pull|^Answer/ })
    await seen.dialog('a pull', pull, dialogOf(page, 'Pull from the site'))
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/newsroom/wire')
    await page.getByRole('row', { name: /River crests/ }).waitFor()
    await seen.look('the wire on a phone')
    await page.getByRole('row', { name: /River crests/ }).click()
    await page.getByRole('button', { name: 'List' }).waitFor()
    await seen.look('an item on a phone')
    const wide = await page.evaluate<number>('document.scrollingElement.scrollWidth - innerWidth')
    expect(wide).toBeLessThanOrEqual(0)
    expect(seen.faults).toEqual([])
  }, 150_000)

  it('the list and a story on a phone', async () => {
    const page = await journey.page({ as: journey.chief, viewport: { width: 390, height: 844 } })
    const seen = watch(page)
    await page.goto('/newsroom/')
    await page.getByRole('row').nth(1).waitFor()
    await seen.look('stories')
    await openStory(page, story.id)
    await seen.look('the editor')
    const wide = await page.evaluate<number>('document.scrollingElement.scrollWidth - innerWidth')
    expect(wide).toBeLessThanOrEqual(0)
    expect(seen.faults).toEqual([])
  }, 60_000)
})

async function atWork(): Promise<Page> {
  return journey.page({ as: journey.chief, viewport: { width: 1440, height: 900 } })
}

/** Collects what is wrong on a page of the newsroom as it is used. */
function watch(page: Page) {
  const faults: string[] = []
  async function look(what: string): Promise<void> {
    await page.emulateMedia({ colorScheme: 'light' })
    faults.push(...(await axeOn(page)).map((fault) => `${what}, light: ${fault}`))
    await page.emulateMedia({ colorScheme: 'dark' })
    faults.push(...(await axeOn(page, OF_COLOR)).map((fault) => `${what}, dark: ${fault}`))
  }
  return {
    faults,
    look,
    /** Opens a dialog, looks at it, and closes it. */
    async dialog(what: string, opener: Locator, dialog: Locator): Promise<void> {
      await opener.click()
      await dialog.waitFor()
      await look(what)
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
    },
  }
}
