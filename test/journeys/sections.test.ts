import { afterAll, expect, it } from 'vitest'
import { aCopy } from '#kit/builders'
import { dialogOf } from '#kit/desk'
import { aJourney, until } from '#kit/journey'

const journey = aJourney()
afterAll(() => expect(journey.troubles).toEqual([]))

const menu = async () =>
  [...(await journey.read('/')).text.matchAll(/<a href="(\/[a-z]+\/)"/g)].map((found) => found[1])

it('a section is added and taken back, and deleted once it is empty; one with a story stays', async () => {
  const editor = await journey.page({ as: journey.chief })
  await editor.goto('/newsroom/paper')
  await editor.getByRole('heading', { name: 'Sections', level: 2 }).waitFor()

  const add = async () => {
    await editor.getByRole('button', { name: 'Add a section', exact: true }).click()
    await editor.getByLabel('Name of new section').fill('Farming')
    await editor.getByRole('button', { name: 'Save the sections' }).click()
    await until('readers have it', async () => (await menu()).includes('/farming/'))
  }
  await add()
  await editor.getByRole('button', { name: 'Undo' }).click()
  await until('readers have it no more', async () => !(await menu()).includes('/farming/'))

  await add()
  const name = await editor.getByLabel('Address of Farming').getAttribute('readonly')
  expect(name).not.toBeNull()
  const drop = async (section: string) => {
    await editor.getByRole('button', { name: `Delete ${section}`, exact: true }).click()
    const dialog = dialogOf(editor, `Delete ${section}?`)
    await dialog.getByRole('button', { name: 'Delete the section' }).click()
    return dialog
  }
  await (await drop('Farming')).waitFor({ state: 'detached' })
  await editor.getByRole('region', { name: 'What happened' }).getByText('Farming is deleted.').waitFor()
  await until('readers have it no more', async () => !(await menu()).includes('/farming/'))
  expect((await journey.read('/farming/')).status).toBe(404)

  await journey.publish(aCopy({ sectionId: await journey.section('sports'), headline: 'Late goal' }))
  const refused = await drop('Sports')
  await refused
    .getByRole('alert')
    .getByText(/One story stands in Sports, published or in work\./)
    .waitFor()
  await refused.getByRole('button', { name: 'Cancel' }).click()
  expect(await menu()).toContain('/sports/')
})
