import type { Locator, Page } from 'playwright-core'
import type { Published } from '#faces/api/contract'

// The newsroom's editor as a person finds it: by role and by name.

/** The story as it will look, to be written in. */
export const sheetOf = (page: Page): Locator => page.getByRole('region', { name: 'Story', exact: true })
/** The panels beside it. */
export const inspectorOf = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' })
/** The text itself. */
export const textOf = (page: Page): Locator => sheetOf(page).getByRole('textbox', { name: /the text$/ })
/** A dialog by its title. */
export const dialogOf = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('dialog', { name, exact: true }).or(page.getByRole('alertdialog', { name, exact: true }))

/** Opens a panel of the inspector. */
export async function openTab(page: Page, name: string): Promise<Locator> {
  await inspectorOf(page)
    .getByRole('tab', { name: new RegExp(`^${name}`) })
    .click()
  return inspectorOf(page).getByRole('tabpanel', { name: new RegExp(`^${name}`) })
}

/** Waits until everything typed is on the server. */
export async function saved(page: Page): Promise<void> {
  await page.getByText(/(^|\s)Saved \d/).waitFor()
}

/** Opens a story in the editor. */
export async function openStory(page: Page, id: string): Promise<void> {
  await page.goto(`/newsroom/stories/${id}`)
  await textOf(page).waitFor()
}

/** Publishes the story in hand, by the button and the dialog. `at` is when the answer came, in ms. */
export async function publish(page: Page, button: RegExp = /^Publish/): Promise<{ at: number; address: string }> {
  await page.getByRole('button', { name: button }).click()
  const dialog = dialogOf(page, /^Publish/)
  const answer = page.waitForResponse((response) => response.url().endsWith('/publish'))
  await dialog.getByRole('button', { name: /^Publish/ }).click()
  const answered = await answer
  const at = Date.now()
  if (!answered.ok()) throw new Error(`It was not published: ${await answered.text()}`)
  const { story } = (await answered.json()) as Published
  await dialog.waitFor({ state: 'detached' })
  return { at, address: story.address ?? '' }
}
