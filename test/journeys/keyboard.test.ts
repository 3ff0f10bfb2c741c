import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoryView } from '#faces/api/contract'
import { dialogOf, inspectorOf, saved, sheetOf, textOf } from '#kit/desk'
import { aJourney, until } from '#kit/journey'

// Nothing in this file touches a mouse: every step is a key.

const PASSWORD = 'seven herons on a wire'
const journey = aJourney()
let editor: Page
let reader: Page
const unseen: string[] = []

beforeAll(async () => {
  const sectionId = await journey.section('news')
  const body = [{ type: 'paragraph' as const, runs: [{ text: 'The orchard bloomed.' }] }]
  const bylines = [{ name: 'Odessa Quill', title: '', agency: '' }]
  for (const headline of ['Apples bloom', 'Bees return', 'Cherries set']) {
    await journey.publish({ headline, sectionId, body, bylines })
  }
  await journey.chief.send('PUT', '/me/password', { next: PASSWORD })
  editor = await journey.page({ viewport: { width: 1440, height: 900 } })
  reader = await journey.page()
})
afterAll(() => expect(journey.troubles).toEqual([]))

/** What has focus, in a few words; empty when nothing has. */
const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(`(() => {
    const one = document.activeElement
    if (!one || one === document.body) return ''
    return one.tagName.toLowerCase() + ' ' + (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 60)
  })()`)

/** True where a person sees that this has focus: an outline, a shadow, a border or ground of another color, or a caret in text. */
const shows = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>(`(() => {
    const one = document.activeElement
    if (!one || one === document.body) return false
    const look = (element) => {
      const style = getComputedStyle(element)
      return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor, style.backgroundColor, style.textDecorationLine].join()
    }
    const near = [one, one.parentElement, one.parentElement?.parentElement].filter(Boolean)
    const style = getComputedStyle(one)
    if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) return true
    const lit = near.map(look)
    one.blur()
    const dark = near.map(look)
    one.focus({ preventScroll: true, focusVisible: true })
    return lit.join('|') !== dark.join('|')
  })()`)

const has = (target: Locator): Promise<boolean> => target.evaluate((one) => one.ownerDocument.activeElement === one)

/** Tabs until `target` has focus. Notes each thing on the way where focus cannot be seen. */
async function tabTo(page: Page, target: Locator, { most = 60, key = 'Tab' } = {}): Promise<void> {
  await target.waitFor()
  const way: string[] = []
  for (let turn = 0; turn < most; turn += 1) {
    if (await has(target)) return
    await page.keyboard.press(key)
    way.push(await focused(page))
    // What has the caret shows it; asking would lose the selection.
    const isText = await page.evaluate<boolean>(`document.activeElement?.isContentEditable ?? false`)
    if (way.at(-1) !== '' && !isText && !(await shows(page)))
      unseen.push(`${new URL(page.url()).pathname}: ${way.at(-1)}`)
  }
  throw new Error(`${most} times ${key} did not lead to ${target}: ${way.join(' → ')}`)
}

const stories = () => editor.getByRole('heading', { name: 'Stories', level: 1 })
const row = () => editor.getByRole('row').and(editor.locator('[aria-current="true"]'))

describe('the newsroom by keyboard alone', () => {
  it('lets an editor sign in', async () => {
    await editor.goto('/newsroom/')
    await tabTo(editor, editor.getByLabel('Email address').first())
    await editor.keyboard.type('editor@example.com')
    await tabTo(editor, editor.getByRole('textbox', { name: 'Password' }))
    await editor.keyboard.type(PASSWORD)
    await editor.keyboard.press('Enter')
    await stories().waitFor()
  })

  it('has a link that skips to the work', async () => {
    await tabTo(editor, editor.getByRole('link', { name: 'Skip to the work' }))
    await editor.keyboard.press('Enter')
    await until('the work has focus', () => has(editor.getByRole('main')))
  })

  it('goes down and up the list with J and K, and opens a story with Enter', async () => {
    await editor.getByRole('row', { name: /Cherries set/ }).waitFor()
    await editor.keyboard.press('j')
    await editor.keyboard.press('j')
    await until('the second row is marked', async () => (await row().textContent())?.includes('Bees return'))
    await editor.keyboard.press('k')
    await until('the first row is marked', async () => (await row().textContent())?.includes('Cherries set'))
    await editor.keyboard.press('Enter')
    await textOf(editor).waitFor()
    expect(await sheetOf(editor).getByRole('textbox', { name: 'Headline' }).inputValue()).toBe('Cherries set')
    await editor.keyboard.press('Escape')
    await stories().waitFor()
  })

  it('filters with the slash and finds with Ctrl K', async () => {
    await editor.getByRole('row', { name: /Apples bloom/ }).waitFor()
    await editor.keyboard.press('/')
    await editor.keyboard.type('apples')
    await until(
      'only one story is left',
      async () => (await editor.getByRole('row', { name: /Cherries/ }).count()) === 0,
    )
    await editor.keyboard.press('Control+a')
    await editor.keyboard.press('Delete')
    await editor.getByRole('row', { name: /Cherries set/ }).waitFor()
    await editor.keyboard.press('Escape')

    await editor.keyboard.press('Control+k')
    const find = dialogOf(editor, 'Find')
    await find.waitFor()
    await editor.keyboard.type('bees')
    await find.getByRole('option', { name: /Bees return/ }).waitFor()
    await until(
      'other stories are gone',
      async () => (await find.getByRole('option', { name: /Apples/ }).count()) === 0,
    )
    await editor.keyboard.press('ArrowDown')
    await editor.keyboard.press('Enter')
    await textOf(editor).waitFor()
    expect(await sheetOf(editor).getByRole('textbox', { name: 'Headline' }).inputValue()).toBe('Bees return')
    await editor.keyboard.press('Escape')
    await stories().waitFor()
  })

  it('shows all keys with the question mark, closes them with Escape, and gives focus back', async () => {
    await tabTo(editor, editor.getByRole('button', { name: 'Mine' }))
    await editor.keyboard.press('?')
    const keys = dialogOf(editor, 'Keys on this screen')
    await keys.waitFor()
    expect(await keys.textContent()).toContain('New story')
    expect(await editor.evaluate<boolean>(`document.activeElement.closest('[role=dialog]') !== null`)).toBe(true)
    await editor.keyboard.press('Escape')
    await keys.waitFor({ state: 'detached' })
    await until('focus is back', () => has(editor.getByRole('button', { name: 'Mine' })))
  })

  it('writes a whole story: C, type, Tab through the inspector', async () => {
    await editor.keyboard.press('c')
    const headline = sheetOf(editor).getByRole('textbox', { name: 'Headline' })
    await tabTo(editor, headline)
    await editor.keyboard.type('Plums by the ton')
    await editor.keyboard.press('Enter')
    await until('the deck has focus', () => has(sheetOf(editor).getByRole('textbox', { name: 'Deck' })))
    await editor.keyboard.type('The drier runs all night.')
    await editor.keyboard.press('Enter')
    await until('the text has focus', () => has(textOf(editor)))
    await editor.keyboard.type('The first plums came in on ')
    await editor.keyboard.press('Control+b')
    await editor.keyboard.type('Monday')
    await editor.keyboard.press('Control+b')
    await editor.keyboard.type('.')

    const inspector = inspectorOf(editor)
    await tabTo(editor, inspector.getByRole('tab', { name: 'Story', exact: true }))
    await tabTo(editor, inspector.getByLabel('Section'))
    await editor.keyboard.type('News')
    await tabTo(editor, inspector.getByRole('combobox', { name: 'Add a byline' }))
    await editor.keyboard.type('Odessa Quill')
    await editor.keyboard.press('Enter')
    await inspector.getByRole('textbox', { name: 'Name, byline 1' }).waitFor()
    await saved(editor)
  })

  it('goes through the panels with the arrow keys and with Alt and a figure', async () => {
    await tabTo(editor, inspectorOf(editor).getByRole('tab', { name: 'Story', exact: true }), { key: 'Shift+Tab' })
    await editor.keyboard.press('ArrowRight')
    await editor.keyboard.press('ArrowRight')
    await editor.keyboard.press('Enter')
    await inspectorOf(editor)
      .getByRole('heading', { name: /Nothing stops publication|Everything is in place/ })
      .waitFor()
    await editor.keyboard.press('Alt+4')
    await inspectorOf(editor)
      .getByRole('heading', { name: /^Versions/ })
      .waitFor()
  })

  it('opens and leaves the menu of the story', async () => {
    const more = editor.getByRole('button', { name: 'More to do with this story' })
    await tabTo(editor, more, { key: 'Shift+Tab' })
    await editor.keyboard.press('Enter')
    await editor.getByRole('menuitem', { name: 'Preview' }).waitFor()
    await editor.keyboard.press('ArrowDown')
    expect(await focused(editor)).toMatch(/Save a version/)
    await editor.keyboard.press('Escape')
    await until('focus is back', () => has(more))
  })

  it('saves with Ctrl S and publishes with Ctrl Enter, and gives focus back', async () => {
    await editor.keyboard.press('Control+s')
    await editor.getByText('Saved as a version.').first().waitFor()
    const more = editor.getByRole('button', { name: 'More to do with this story' })
    await editor.keyboard.press('Control+Enter')
    const dialog = dialogOf(editor, 'Publish')
    await dialog.waitFor()
    await editor.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await until('focus is back', () => has(more))
    await editor.keyboard.press('Control+Enter')
    await dialog.waitFor()
    await tabTo(editor, dialog.getByRole('button', { name: /^Publish/ }))
    await editor.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    await editor
      .getByText(/^Live on \d+ pages\.$/)
      .first()
      .waitFor()
    await until('focus is somewhere', async () => (await focused(editor)) !== '')
    const id = new URL(editor.url()).pathname.split('/').at(-1)
    const story = await journey.chief.get<StoryView>(`/stories/${id}`)
    expect(story.state).toBe('published')
    expect(story.copy.deck).toBe('The drier runs all night.')
    expect(story.copy.body).toEqual([
      {
        type: 'paragraph',
        runs: [{ text: 'The first plums came in on ' }, { text: 'Monday', bold: true }, { text: '.' }],
      },
    ])
  })

  it('leaves a field with Escape, and the story with another', async () => {
    await tabTo(editor, sheetOf(editor).getByRole('textbox', { name: 'Deck' }))
    await editor.keyboard.press('Escape')
    await textOf(editor).waitFor()
    await editor.keyboard.press('Escape')
    await stories().waitFor()
  })
})

describe('the paper by keyboard alone', () => {
  it('has a skip link that is seen when it has focus, and leads past the masthead', async () => {
    await reader.goto('/')
    await reader.keyboard.press('Tab')
    const skip = reader.getByRole('link', { name: 'Skip to the news' })
    expect(await has(skip)).toBe(true)
    const box = await skip.boundingBox()
    expect(box && box.x >= 0 && box.y >= 0 && box.width > 40).toBe(true)
    await reader.keyboard.press('Enter')
    await until('the news has focus', () => has(reader.getByRole('main')))
    await reader.keyboard.press('Tab')
    expect(await focused(reader)).toMatch(/^a \S/)
  })

  it('leads to sections, stories and search', async () => {
    await reader.goto('/')
    await tabTo(
      reader,
      reader.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'News', exact: true }),
    )
    await reader.keyboard.press('Enter')
    await reader.getByRole('heading', { name: 'News', level: 1 }).waitFor()
    await tabTo(reader, reader.getByRole('main').getByRole('link', { name: 'Bees return' }))
    await reader.keyboard.press('Enter')
    await reader.getByRole('heading', { name: 'Bees return', level: 1 }).waitFor()

    await tabTo(reader, reader.getByRole('banner').getByRole('link', { name: 'Search' }))
    await reader.keyboard.press('Enter')
    await tabTo(reader, reader.getByRole('searchbox', { name: 'Words to look for' }))
    await reader.keyboard.type('plums')
    await reader.keyboard.press('Enter')
    await tabTo(reader, reader.getByRole('main').getByRole('link', { name: 'Plums by the ton' }))
    await reader.keyboard.press('Enter')
    await reader.getByRole('heading', { name: 'Plums by the ton', level: 1 }).waitFor()
  })
})

describe('wherever the Tab key went', () => {
  it('focus could be seen', () => {
    expect([...new Set(unseen)]).toEqual([])
  })
})
