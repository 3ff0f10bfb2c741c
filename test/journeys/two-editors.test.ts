import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Copy, textOf as wordsOf } from '#domains/stories/shared'
import type { StoryView, VersionList, VersionView } from '#faces/api/contract'
import { dialogOf, openStory, saved, sheetOf, textOf } from '#kit/desk'
import { aJourney, until } from '#kit/journey'

const journey = aJourney()
let ana: Page
let ben: Page
let storyId = ''

beforeAll(async () => {
  ana = await journey.page({ as: await journey.staff('Ana Reyes', 'editor') })
  ben = await journey.page({ as: await journey.staff('Ben Ortiz', 'editor') })
})
beforeEach(async () => {
  const sectionId = await journey.section('news')
  const body = [{ type: 'paragraph' as const, runs: [{ text: 'The dam was built in 1911.' }] }]
  storyId = (await journey.draft({ headline: 'The dam', sectionId, body })).id
  await Promise.all([openStory(ana, storyId), openStory(ben, storyId)])
})
afterAll(() => expect(journey.troubles).toEqual([]))

const conflictOn = (page: Page) => dialogOf(page, 'Two copies of this story')

/** Types at the end of the text. */
async function write(page: Page, words: string): Promise<void> {
  await textOf(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(words)
}

const now = async (): Promise<Copy> => (await journey.chief.get<StoryView>(`/stories/${storyId}`)).copy

/** The texts of all versions ever saved. */
async function everSaved(): Promise<{ kind: string; text: string }[]> {
  const { items } = await journey.chief.get<VersionList>(`/stories/${storyId}/versions`)
  const views = items.map(({ number }) => journey.chief.get<VersionView>(`/stories/${storyId}/versions/${number}`))
  return (await Promise.all(views)).map(({ kind, copy }) => ({ kind, text: wordsOf(copy.body) }))
}

/** Ana saves first, then Ben, who had the copy from before. */
async function disagree(): Promise<void> {
  await write(ana, ' Ana wrote this.')
  await saved(ana)
  await until('Ana’s words are on the server', async () => wordsOf((await now()).body).includes('Ana wrote this.'))
  await write(ben, ' Ben wrote that.')
  await conflictOn(ben).waitFor()
}

describe('when two editors change one story', () => {
  it('the second one is shown both texts, and neither is lost while the choice is open', async () => {
    await disagree()
    const dialog = conflictOn(ben)
    await dialog.getByText(/Ana Reyes saved this story at .+ while you were writing\./).waitFor()
    const both = dialog.getByRole('group', { name: /You both changed this/ })
    expect(await both.textContent()).toContain('Ana wrote this.')
    expect(await both.textContent()).toContain('Ben wrote that.')
    const versions = await everSaved()
    expect(versions.find(({ text }) => text.endsWith('Ana wrote this.'))).toBeDefined()
    expect(versions.find(({ text }) => text.endsWith('Ben wrote that.'))?.kind).toBe('set-aside')

    await dialog.getByRole('button', { name: 'Not yet' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await textOf(ben).textContent()).toContain('Ben wrote that.')
    await ben.getByRole('button', { name: 'Two copies: choose…' }).click()
    await dialog.waitFor()
    expect(wordsOf((await now()).body)).toBe('The dam was built in 1911. Ana wrote this.')
  })

  it('the second one may keep their own, and the first is told and can look', async () => {
    await disagree()
    await conflictOn(ben).getByRole('button', { name: 'Keep all of mine' }).click()
    await conflictOn(ben).getByRole('button', { name: 'Use these and save' }).click()
    await conflictOn(ben).waitFor({ state: 'detached' })
    await until('Ben’s words are the story', async () => wordsOf((await now()).body).endsWith('1911. Ben wrote that.'))
    expect((await everSaved()).find(({ text }) => text.endsWith('Ana wrote this.'))).toBeDefined()

    await ana
      .getByText(/Ben Ortiz saved this story at/)
      .first()
      .waitFor()
    expect(await textOf(ana).textContent()).toContain('Ana wrote this.')
    await ana.getByRole('button', { name: 'Show the new copy' }).click()
    await until('Ana has Ben’s words', async () => (await textOf(ana).textContent())?.endsWith('1911. Ben wrote that.'))
  })

  it('the second one may take the other’s, and their own is kept as a version', async () => {
    await disagree()
    await conflictOn(ben).getByRole('button', { name: 'Take all of theirs' }).click()
    await conflictOn(ben).getByRole('button', { name: 'Use these and save' }).click()
    await conflictOn(ben).waitFor({ state: 'detached' })
    await until('Ben has Ana’s words', async () => (await textOf(ben).textContent())?.endsWith('Ana wrote this.'))
    await saved(ben)
    expect(wordsOf((await now()).body)).toBe('The dam was built in 1911. Ana wrote this.')
    expect((await everSaved()).find(({ text }) => text.endsWith('Ben wrote that.'))?.kind).toBe('set-aside')
  })

  it('both texts can stand, and what only one of them changed needs no choice between words', async () => {
    await sheetOf(ana).getByRole('textbox', { name: 'Headline' }).fill('The dam, from the beginning')
    await disagree()
    const headline = conflictOn(ben).getByRole('group', { name: /Ana Reyes changed this/ })
    expect(await headline.getByRole('radio', { name: 'Take theirs' }).isChecked()).toBe(true)
    const text = conflictOn(ben).getByRole('group', { name: /You both changed this/ })
    await text.getByRole('radio', { name: 'Keep both, mine after theirs' }).check()
    await conflictOn(ben).getByRole('button', { name: 'Use these and save' }).click()
    await conflictOn(ben).waitFor({ state: 'detached' })
    const settled = await until('both are in the story', async () => {
      const copy = await now()
      return wordsOf(copy.body).includes('Ben wrote that.') ? copy : undefined
    })
    expect(settled.headline).toBe('The dam, from the beginning')
    expect(wordsOf(settled.body)).toMatch(/Ana wrote this\..*Ben wrote that\./s)
  })

  it('and both save at the same moment, every word of both is kept', async () => {
    await Promise.all([write(ana, ' Ana at once.'), write(ben, ' Ben at once.')])
    await Promise.any([conflictOn(ana).waitFor(), conflictOn(ben).waitFor()])
    const texts = (await everSaved()).map(({ text }) => text).join('\n')
    expect(texts).toContain('Ana at once.')
    expect(texts).toContain('Ben at once.')
  })
})

describe('when someone else publishes meanwhile', () => {
  it('a story cannot go out over words the editor has not seen', async () => {
    const { revision, copy } = await journey.chief.get<StoryView>(`/stories/${storyId}`)
    await journey.chief.send('PUT', `/stories/${storyId}`, { basedOn: revision, copy: { ...copy, deck: 'New.' } })
    const out = await journey.chief.send('POST', `/stories/${storyId}/publish`, { basedOn: revision })
    expect(out.status).toBe(409)
    expect((await journey.chief.get<StoryView>(`/stories/${storyId}`)).state).toBe('draft')
  })
})
