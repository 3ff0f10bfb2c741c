import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page, Route } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PhotoList, PhotoView } from '#faces/api/contract'
import { axeOn } from '#kit/browser'
import { dialogOf, inspectorOf, openStory, openTab } from '#kit/desk'
import { aJourney, until } from '#kit/journey'
import { aJpeg, aJpegWithIim } from '#kit/pictures'

const journey = aJourney()
const INSTRUCTIONS = 40
const PART_BYTES = 5_000_000
let pip: Page
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twenty-'))
  pip = await journey.page({ as: await journey.staff('Pip Dasan', 'photo') })
})
// A connection that breaks is told to the console by the browser itself.
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  expect(journey.troubles.filter((trouble) => !trouble.includes('net::ERR_'))).toEqual([])
})

/** A picture that no encoder can make small: more than two parts of an upload. */
async function aLargePng(): Promise<Buffer> {
  const [width, height] = [2_300, 1_700]
  const pixels = Buffer.alloc(width * height * 3)
  let seed = 7
  for (let at = 0; at < pixels.length; at += 1) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
    pixels[at] = seed >> 16
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer()
}
const library = async (): Promise<PhotoView[]> => (await journey.chief.get<PhotoList>('/photos')).items
const uploadsOn = (page: Page) => page.getByRole('region', { name: 'Uploads' })

describe('twenty photos brought at once', () => {
  it('all come into the library, and the one whose connection breaks goes on where it stopped', async () => {
    const large = await aLargePng()
    expect(large.length).toBeGreaterThan(2 * PART_BYTES)
    const small = await Promise.all(Array.from({ length: 19 }, (_, nth) => aJpeg(400 + nth, 300)))
    const files = [
      { name: 'large.png', bytes: large },
      ...small.map((bytes, nth) => ({ name: `small-${nth + 1}.jpg`, bytes })),
    ]
    await Promise.all(files.map(({ name, bytes }) => writeFile(join(folder, name), bytes)))
    await pip.goto('/newsroom/photos')
    let isBroken = true
    const offsets: number[] = []
    await pip.route('**/api/photo-uploads/*', async (route: Route) => {
      const request = route.request()
      const offset = Number(request.headers()['upload-offset'] ?? 0)
      // Only the large one has a second part.
      if (request.method() === 'PATCH' && offset > 0) {
        if (isBroken) return route.abort('connectionreset')
        offsets.push(offset)
      }
      return route.continue()
    })
    const chooser = pip.waitForEvent('filechooser')
    await pip.getByRole('button', { name: 'Upload photos' }).click()
    await (await chooser).setFiles(files.map(({ name }) => join(folder, name)))

    const uploads = uploadsOn(pip)
    await uploads.getByText('19 of 20 uploaded, 1 failed').waitFor({ timeout: 90_000 })
    const failed = uploads.getByRole('listitem').filter({ hasText: 'large.png' })
    await failed.getByRole('alert').waitFor()
    expect((await library()).map(({ name }) => name)).not.toContain('large.png')

    isBroken = false
    await failed.getByRole('button', { name: 'Try again' }).click()
    await uploads.waitFor({ state: 'detached', timeout: 60_000 })
    expect(offsets).toEqual([PART_BYTES, 2 * PART_BYTES])
    const names = (await library()).map(({ name }) => name)
    expect(names.length).toBe(20)
    expect(new Set(names)).toEqual(new Set(files.map(({ name }) => name)))
    await pip.unrouteAll({ behavior: 'wait' })
  }, 240_000)

  it('each says what is wrong with it, and the others do not wait', async () => {
    await pip.goto('/newsroom/photos')
    const chooser = pip.waitForEvent('filechooser')
    await pip.getByRole('button', { name: 'Upload photos' }).click()
    await (await chooser).setFiles([
      { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('These are notes, not a picture.') },
      { name: 'good.jpg', mimeType: 'image/jpeg', buffer: await aJpeg(777, 300) },
    ])
    const bad = uploadsOn(pip).getByRole('listitem').filter({ hasText: 'notes.jpg' })
    await bad.getByText('This is not a picture we can use.').waitFor()
    await until('the good one is there', async () => (await library()).some(({ name }) => name === 'good.jpg'))
    expect(await axeOn(pip)).toEqual([])
    await bad.getByRole('button', { name: 'Dismiss notes.jpg' }).click()
    await bad.waitFor({ state: 'detached' })
  })
})

describe('a photo that its agency keeps off the web', () => {
  it('stops its story in the editor until the photo desk clears it', async () => {
    const bytes = await aJpegWithIim([[INSTRUCTIONS, Buffer.from('NO INTERNET; NO SALES')]])
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'heron.jpg')
    const headers = { cookie: journey.chief.cookie, origin: journey.site, 'x-broadsheet': '1' }
    const answer = await fetch(`${journey.site}/api/photos`, { method: 'POST', headers, body: form })
    const { id } = (await answer.json()) as PhotoView
    const lead = {
      photoId: id,
      caption: 'A heron.',
      creator: 'Ana Reyes',
      credit: 'The Sentinel',
      alt: 'A heron stands.',
    }
    const story = await journey.draft({
      headline: 'Herons are back',
      sectionId: await journey.section('news'),
      bylines: [{ name: 'Ana Reyes', title: '', agency: '' }],
      body: [{ type: 'paragraph', runs: [{ text: 'They nest by the mill.' }] }],
      lead,
    })
    await openStory(pip, story.id)
    await openTab(pip, 'Checks')
    await inspectorOf(pip).getByText('The agency does not allow this photo on the web.').first().waitFor()
    const refused = await journey.chief.send<{ code: string }>('POST', `/stories/${story.id}/publish`, {
      basedOn: story.revision,
    })
    expect(refused.body.code).toBe('story.photo-restricted')

    await pip.goto('/newsroom/photos')
    await pip.getByRole('combobox', { name: 'Rights' }).selectOption({ label: 'Restricted' })
    await until('only the restricted one is shown', async () => (await pip.locator('.library li').count()) === 1)
    await pip.locator('.library li button').click()
    const sheet = dialogOf(pip, 'Photo')
    await sheet.getByText('Herons are back').waitFor()
    expect(await axeOn(pip)).toEqual([])
    await sheet.getByRole('button', { name: 'Clear…' }).first().click()
    await sheet.getByLabel('Who agreed to it, and when').fill('Roe at the agency, by phone')
    await sheet.getByRole('button', { name: 'Clear this restriction' }).click()
    await sheet.getByText(/cleared by Pip Dasan/).waitFor()

    const out = await journey.chief.send('POST', `/stories/${story.id}/publish`, { basedOn: story.revision })
    expect(out.status, JSON.stringify(out.body)).toBe(200)
  })

  it('is replaced everywhere, and no page shows the old picture', async () => {
    const before = (await library())[0]
    const page = await journey.read('/')
    const address = /\/photos\/\d+\/[^"\s]+\.jpg/.exec(page.text)?.[0] ?? ''
    expect((await fetch(journey.site + address)).status).toBe(200)
    await pip.goto('/newsroom/photos')
    await pip.locator('.library li button').first().click()
    const sheet = dialogOf(pip, 'Photo')
    const chooser = pip.waitForEvent('filechooser')
    await sheet.getByRole('button', { name: 'Replace the picture…' }).click()
    await (await chooser).setFiles({ name: 'better.jpg', mimeType: 'image/jpeg', buffer: await aJpeg(1_500, 1_000) })
    await dialogOf(pip, 'Replace this picture everywhere?').getByRole('button', { name: 'Replace' }).click()
    await pip.getByText('The picture was replaced wherever the photo is used.').first().waitFor()
    expect((await library()).find(({ id }) => id === before?.id)).toMatchObject({
      version: 2,
      caption: before?.caption,
    })
    expect((await fetch(journey.site + address)).status).toBe(404)
    await until('the page has the new addresses', async () => !(await journey.read('/')).text.includes(address))
  })
})

describe('a gallery on a story’s page', () => {
  it('is moved by keys, with captions and credits, without a script', async () => {
    const ids = await journey.photos(4)
    const story = await journey.publish({
      headline: 'The parade',
      sectionId: await journey.section('news'),
      bylines: [{ name: 'Ana Reyes', title: '', agency: '' }],
      body: [
        { type: 'paragraph', runs: [{ text: 'It rained.' }] },
        {
          type: 'gallery',
          title: 'The parade in pictures',
          photos: ids.map((photoId, nth) => ({
            photoId,
            caption: `Float ${nth + 1}.`,
            creator: 'Ana Reyes',
            credit: 'The Sentinel',
            alt: `A float, number ${nth + 1}`,
          })),
        },
      ],
    })
    for (const width of [1280, 390]) {
      const page = await journey.page({ javaScriptEnabled: false, viewport: { width, height: 900 } })
      await page.goto(story.address ?? '')
      const list = page.getByRole('list', { name: 'The parade in pictures, side by side' })
      await list.focus()
      const left = async () => (await list.getByRole('listitem').first().boundingBox())?.x ?? 0
      const start = await left()
      await page.keyboard.press('ArrowRight')
      await until('the next photo came', async () => (await left()) < start - 100)
      await list.getByText('Float 2.').waitFor()
      expect(await list.getByText('Ana Reyes / The Sentinel').count()).toBe(4)
      await page.close()
    }
    const page = await journey.page()
    await page.goto(story.address ?? '')
    await page.getByRole('heading', { name: 'The parade', level: 1 }).waitFor()
    expect(await axeOn(page)).toEqual([])
  })
})
