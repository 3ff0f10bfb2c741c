import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoryView } from '#faces/api/contract'
import { dialogOf, inspectorOf, openStory, openTab, publish, saved, sheetOf, textOf } from '#kit/desk'
import { aJourney, until } from '#kit/journey'

const HEADLINE = 'Council sets the library budget'
const FIRST = 'The council gave the library $410,000 on Thursday.'
const MENDED = 'The council gave the library $401,000 on Thursday.'
const NOTE = 'An earlier version of this story gave a wrong sum for the library.'
const WITHDRAWN = 'The vote this story reported did not take place.'
const SCHEDULED = 'Snow route parking begins'
const journey = aJourney()
let editor: Page
let reader: Page
let story: StoryView
let address = ''
let due: StoryView

function copyOf(headline: string, text: string, sectionId: string) {
  return {
    headline,
    sectionId,
    topics: ['Libraries'],
    bylines: [{ name: 'Odessa Quill', title: '', agency: '' }],
    body: [{ type: 'paragraph' as const, runs: [{ text }] }],
  }
}

beforeAll(async () => {
  editor = await journey.page({ as: journey.chief, viewport: { width: 1600, height: 1000 } })
  reader = await journey.page()
  const news = await journey.section('news')
  await journey.publish(copyOf('The mill pond froze', 'Skaters were out by noon.', news))
  story = await journey.publish(copyOf(HEADLINE, FIRST, news))
  address = story.address ?? ''
  due = await journey.draft(copyOf(SCHEDULED, 'Move your car by Sunday.', news))
})
afterAll(() => expect(journey.troubles).toEqual([]))

const leadText = (page: Page) => page.getByRole('article').first().textContent()

async function articleData(): Promise<{ correction?: { text: string }[] }> {
  const graphs = await reader.locator('script[type="application/ld+json"]').allTextContents()
  return graphs.map((text) => JSON.parse(text)).find((graph) => graph['@type'] === 'NewsArticle')
}

describe('a story on the schedule', () => {
  it('is a draft again when it is taken off', async () => {
    await openStory(editor, due.id)
    await editor.getByRole('button', { name: /^Publish…/ }).click()
    const sheet = dialogOf(editor, 'Publish')
    await sheet.getByRole('radio', { name: 'At a time' }).check()
    await sheet.getByLabel('Time, in Pacific time').fill('2099-01-02T05:00')
    await sheet.getByRole('button', { name: /^Schedule/ }).click()
    await sheet.waitFor({ state: 'detached' })
    await editor.getByText('For Friday, Jan. 2, 2099, 5 a.m.', { exact: true }).waitFor()

    await editor.getByRole('button', { name: /^Scheduled…/ }).click()
    await dialogOf(editor, 'Scheduled').getByRole('button', { name: 'Take off the schedule' }).click()
    await editor.getByText('Off the schedule. It is a draft again.').first().waitFor()
    await editor.getByRole('button', { name: /^Publish…/ }).waitFor()
    expect((await journey.chief.get<StoryView>(`/stories/${due.id}`)).state).toBe('draft')
  })

  it('can be set for the next minute, and says so in the list', async () => {
    await editor.getByRole('button', { name: /^Publish…/ }).click()
    const sheet = dialogOf(editor, 'Publish')
    await sheet.getByRole('radio', { name: 'At a time' }).check()
    await sheet.getByLabel('Time, in Pacific time').fill(soonInThePaper())
    await sheet.getByRole('button', { name: /^Schedule/ }).click()
    await sheet.waitFor({ state: 'detached' })
    await editor.getByRole('link', { name: 'Back to stories' }).click()
    await editor.getByRole('row', { name: new RegExp(`^Scheduled.*${SCHEDULED}`) }).waitFor()
    expect((await journey.read('/')).text).not.toContain(SCHEDULED)
  })
})

describe('an update', () => {
  it('is not seen by readers until it is published, and then says that it is one', async () => {
    await reader.goto(address)
    await openStory(editor, story.id)
    await textOf(editor).click()
    await editor.keyboard.press('Control+End')
    await editor.keyboard.type(' The vote was 5-2.')
    await saved(editor)
    await editor.getByText(/These are edits for an update\./).waitFor()
    expect((await journey.read(address)).text).not.toContain('The vote was 5-2.')

    await publish(editor, /^Publish update/)
    await until('readers have the update', async () => (await journey.read(address)).text.includes('The vote was 5-2.'))
    await reader.reload()
    expect(await leadText(reader)).toContain(`${FIRST} The vote was 5-2.`)
    expect(await leadText(reader)).toMatch(/Updated /)
    await editor.getByText(/Readers have this copy\./).waitFor()
  })
})

describe('a correction', () => {
  it('stands on the story, on the corrections page and in its data for machines', async () => {
    await textOf(editor).getByText('$410,000').dblclick()
    await textOf(editor).click()
    await editor.keyboard.press('Control+a')
    await editor.keyboard.type(`${MENDED} The vote was 5-2.`)
    const panel = await openTab(editor, 'Corrections')
    await panel.getByLabel('What readers will read').fill(NOTE)
    await panel.getByRole('button', { name: 'Publish the correction…' }).click()
    const ask = dialogOf(editor, 'Publish the correction')
    await ask.getByText('A correction that is out cannot be taken back').waitFor()
    await ask.getByRole('button', { name: 'Publish the correction' }).click()
    await ask.waitFor({ state: 'detached' })
    await panel.getByText(NOTE).waitFor()

    await until('readers have the correction', async () => (await journey.read(address)).text.includes(NOTE))
    await reader.goto(address)
    expect(await leadText(reader)).toContain('$401,000')
    expect(await leadText(reader)).not.toContain('$410,000')
    expect(await reader.getByRole('region', { name: 'Correction' }).textContent()).toMatch(
      new RegExp(`^Correction, .+: ${NOTE}$`),
    )
    expect((await articleData()).correction?.map((one) => one.text)).toEqual([NOTE])
    await until('the corrections page has it', async () => (await journey.read('/corrections/')).text.includes(NOTE))
    await reader.goto('/corrections/')
    await reader.getByRole('main').getByText(NOTE).waitFor()
    await reader.getByRole('main').getByRole('link', { name: HEADLINE }).click()
    await reader.getByRole('heading', { name: HEADLINE, level: 1 }).waitFor()
  })
})

describe('versions', () => {
  it('show word by word what came and what went', async () => {
    const panel = await openTab(editor, 'Versions')
    const boxes = panel.getByRole('checkbox', { name: /^Compare version/ })
    await until('every version is listed', async () => (await boxes.count()) >= 4)
    const picked = panel.getByRole('checkbox', { checked: true })
    while ((await picked.count()) > 0) await picked.first().uncheck()
    await panel.getByRole('checkbox', { name: /^Compare version \d+, published with a correction/ }).check()
    await panel
      .getByRole('checkbox', { name: /^Compare version \d+, published,/ })
      .last()
      .check()
    const changes = panel.locator('section').filter({ has: editor.getByRole('button', { name: 'Side by side' }) })
    await changes.getByRole('deletion').first().waitFor()
    expect((await changes.getByRole('deletion').allTextContents()).join('|')).toContain('410')
    expect((await changes.getByRole('insertion').allTextContents()).join('|')).toContain('401')
    expect((await changes.getByRole('insertion').allTextContents()).join('|')).not.toContain('library')

    await panel.getByRole('button', { name: 'Side by side' }).click()
    const whole = dialogOf(editor, /^Version \d+ and version \d+$/)
    await whole.getByRole('insertion').first().waitFor()
    await editor.keyboard.press('Escape')
    await whole.waitFor({ state: 'detached' })
  })

  it('come back to the desk when asked for, and readers see nothing of it', async () => {
    const panel = await openTab(editor, 'Versions')
    await panel
      .getByRole('button', { name: /^Go back to it….*Version/ })
      .last()
      .click()
    const ask = dialogOf(editor, 'Go back to this version')
    await ask.getByText('Readers see no change until you publish.').waitFor()
    await ask.getByRole('button', { name: 'Go back to it' }).click()
    await ask.waitFor({ state: 'detached' })
    await until('the old text is in hand', async () => (await textOf(editor).textContent()) === FIRST)
    expect((await journey.read(address)).text).toContain('$401,000')
    await editor.getByRole('button', { name: 'Undo' }).last().click()
    await until('the new text is back', async () => (await textOf(editor).textContent())?.includes('$401,000'))
    await saved(editor)
  })
})

describe('a story that is withdrawn', () => {
  it('needs a reason, and says first what readers will notice', async () => {
    await editor.getByRole('button', { name: 'More to do with this story' }).click()
    await editor.getByRole('menuitem', { name: 'Withdraw…' }).click()
    const ask = dialogOf(editor, 'Withdraw the story')
    await ask.getByText(/Readers will notice at once/).waitFor()
    expect(await ask.getByRole('button', { name: 'Withdraw it' }).isEnabled()).toBe(false)
    await ask.getByLabel('Why').fill('The clerk’s minutes were from another year.')
    await ask.getByLabel('Note to readers').fill(WITHDRAWN)
    // Every page that shows it is in memory.
    for (const path of everywhere()) expect((await journey.read(path)).text, path).toContain(mark(path))
    await ask.getByRole('button', { name: 'Withdraw it' }).click()
    await ask.waitFor({ state: 'detached' })
    await editor.getByText(/Withdrawn .* To go on with it, copy it to a new draft/).waitFor()
    expect(await sheetOf(editor).getByRole('textbox', { name: 'Headline' }).isEditable()).toBe(false)
    expect(await inspectorOf(editor).getByRole('button', { name: 'Publish' }).count()).toBe(0)
  })

  it('is gone for the reader who has its page open, with a note and the status that says so', async () => {
    const answer = await until('the address answers that it is gone', async () => {
      const reloaded = await reader.goto(address)
      return reloaded?.status() === 410 ? reloaded : undefined
    })
    expect(answer.status()).toBe(410)
    await reader.getByRole('heading', { name: 'This story was withdrawn' }).waitFor()
    await reader.getByText(WITHDRAWN).waitFor()
    expect(await reader.content()).not.toContain('$401,000')
  })

  it('is gone from the front, its section, its topic, the feeds, search, sitemaps and corrections', async () => {
    for (const path of everywhere()) {
      await until(`${path} is without it`, async () => !(await journey.read(path)).text.includes(mark(path)))
    }
    expect((await journey.read('/')).text).toContain('The mill pond froze')
  })

  it('can be copied to a new draft, which is nobody’s but ours', async () => {
    await editor.getByRole('button', { name: 'More to do with this story' }).click()
    await editor.getByRole('menuitem', { name: 'Copy to a new draft' }).click()
    await editor.getByRole('button', { name: /^Publish…/ }).waitFor()
    await until('the copy has the words', async () => (await textOf(editor).textContent())?.includes('$401,000'))
    expect((await journey.read('/')).text).not.toContain(HEADLINE)
  })
})

describe('when the time of a scheduled story comes', () => {
  it('readers have it without anybody’s doing', async () => {
    await until('the front has it', async () => (await journey.read('/')).text.includes(SCHEDULED), { ms: 75_000 })
    const out = await journey.chief.get<StoryView>(`/stories/${due.id}`)
    expect(out.state).toBe('published')
    expect((await journey.read(out.address ?? '')).status).toBe(200)
  }, 90_000)
})

function everywhere(): string[] {
  return [
    '/',
    '/news/',
    '/topics/libraries/',
    '/staff/odessa-quill/',
    '/feed.xml',
    '/feed.atom',
    '/feed.json',
    '/news/feed.xml',
    '/sitemap-1.xml',
    '/news-sitemap.xml',
    '/corrections/',
    '/search/?q=library+budget',
    address.replace(/[^/]+\/$/, '').replace('/stories/', '/archive/'),
  ]
}

/** What shows that a page has the story; the words looked for stand on the page of a search anyway. */
function mark(path: string): string {
  return /sitemap|search/.test(path) ? address : HEADLINE
}

/** The next full minute that is at least ten seconds off, as the paper's clock has it. */
function soonInThePaper(): string {
  const at = new Date(Math.ceil((Date.now() + 10_000) / 60_000) * 60_000)
  return new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'America/Los_Angeles',
  })
    .format(at)
    .replace(' ', 'T')
}
