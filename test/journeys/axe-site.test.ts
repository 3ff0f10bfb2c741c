import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PhotoList, StoryView } from '#faces/api/contract'
import { axeOn, OF_COLOR } from '#kit/browser'
import { everythingInOne } from '#kit/everything'
import { aJourney, until } from '#kit/journey'
import { alert, aWeatherServer, type WeatherServer } from '#kit/outside'

let sky: WeatherServer | undefined
const journey = aJourney({
  sample: true,
  async env() {
    sky = await aWeatherServer(new Date())
    sky.answer('alerts', { body: { features: [alert(new Date())] } })
    return { WEATHER_URL: sky.url.href }
  },
})
const WIDTHS = [1280, 390] as const
let story: StoryView
let withdrawn: StoryView

beforeAll(async () => {
  await until('the weather on the front page', async () => (await journey.read('/')).text.includes('class="ear sky"'))
  const { items } = await journey.chief.get<PhotoList>('/photos')
  const photoIds = items.slice(0, 5).map((photo) => photo.id)
  const county = await journey.section('county')
  story = await journey.publish(everythingInOne(county, photoIds))
  const { revision } = story
  await journey.chief.send('POST', `/stories/${story.id}/correct`, {
    basedOn: revision,
    text: 'An earlier version of this story gave a wrong price.',
    placement: 'top',
  })
  withdrawn = await journey.publish({ ...everythingInOne(county, photoIds), headline: 'A story that goes', slug: '' })
  const note = { reason: 'It was wrong.', noteToReaders: 'What it said did not happen.' }
  await journey.chief.send('POST', `/stories/${withdrawn.id}/withdraw`, note)
})
afterAll(() => expect(journey.troubles).toEqual([]))
afterAll(() => sky?.close())

/** Looks at a page in light and dark at both widths, and gives everything that is wrong, each with where. */
async function faultsOn(
  path: string,
  heading: string,
  open: (page: Page) => Promise<void> = async () => {},
): Promise<string[]> {
  const faults: string[] = []
  const page = await (await everybody()).newPage()
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto(path)
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
    await open(page)
    const ground = await groundOf(page)
    faults.push(...(await axeOn(page)).map((fault) => `${width} light: ${fault}`))
    await page.emulateMedia({ colorScheme: 'dark' })
    if ((await groundOf(page)) === ground) faults.push(`${width}: dark is as light as light`)
    faults.push(...(await axeOn(page, OF_COLOR)).map((fault) => `${width} dark: ${fault}`))
    const wide = await page.evaluate<number>('document.scrollingElement.scrollWidth - innerWidth')
    if (wide > 0) faults.push(`${width}: the page is ${wide} pixels wider than the window`)
  }
  await page.close()
  return faults
}

const groundOf = (page: Page): Promise<string> =>
  page.evaluate<string>(
    '[document.documentElement, document.body].map((one) => getComputedStyle(one).backgroundColor).join()',
  )

let readers: Promise<BrowserContext> | undefined
function everybody(): Promise<BrowserContext> {
  readers ??= journey.open()
  return readers
}

const day = () => /\/stories\/(\d{4}\/[a-z]{3}\/\d{2})\//.exec(story.address ?? '')?.[1] ?? ''

describe('looking', () => {
  it('finds what is wrong, in each color, also where no script may run', async () => {
    const page = await journey.page()
    await page.setContent(`<html lang="en"><head><title>Wrong</title>
      <meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <style>@media (prefers-color-scheme: dark) { body { background: #111; color: #333 } }</style></head>
      <body><main><h1>Wrong</h1><input type="text"><p>Dim in the dark</p></main></body></html>`)
    expect((await axeOn(page)).map((fault) => fault.split(':')[0])).toEqual(['label'])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect((await axeOn(page, OF_COLOR)).map((fault) => fault.split(':')[0])).toContain('color-contrast')
  })
})

describe('for everybody who reads the paper, in light and dark, on a desk and a phone', () => {
  it('the front page', async () => expect(await faultsOn('/', 'The Inland Sentinel')).toEqual([]), 60_000)
  it('a section', async () => expect(await faultsOn('/news/', 'News')).toEqual([]), 60_000)
  it('a later page of a section', async () => expect(await faultsOn('/news/?page=2', 'News')).toEqual([]), 60_000)
  it('a story with everything in it, its embed opened', async () => {
    const faults = await faultsOn(story.address ?? '', story.copy.headline, async (page) => {
      await page.context().route(/youtube/, (route) => route.abort())
      await page.getByRole('article').first().getByText('Show the video from YouTube').click()
    })
    expect(faults).toEqual([])
  }, 60_000)
  it('the list of the staff', async () => expect(await faultsOn('/staff/', 'Staff')).toEqual([]), 60_000)
  it(
    'the page of a writer',
    async () => expect(await faultsOn('/staff/odessa-quill/', 'Odessa Quill')).toEqual([]),
    60_000,
  )
  it('a topic', async () => expect(await faultsOn('/topics/wheat/', 'Wheat')).toEqual([]), 60_000)
  it('the archive', async () => expect(await faultsOn('/archive/', 'Archive')).toEqual([]), 60_000)
  it(
    'a year of the archive',
    async () => expect(await faultsOn(`/archive/${day().slice(0, 4)}/`, day().slice(0, 4))).toEqual([]),
    60_000,
  )
  it(
    'a month of the archive',
    async () => expect(await faultsOn(`/archive/${day().slice(0, 8)}/`, day().slice(0, 4))).toEqual([]),
    60_000,
  )
  it(
    'a day of the archive',
    async () => expect(await faultsOn(`/archive/${day()}/`, day().slice(0, 4))).toEqual([]),
    60_000,
  )
  it('the search, before it is used', async () => expect(await faultsOn('/search/', 'Search')).toEqual([]), 60_000)
  it(
    'the search, with results',
    async () => expect(await faultsOn('/search/?q=river&sort=newest', 'Search')).toEqual([]),
    60_000,
  )
  it(
    'the search, with none',
    async () => expect(await faultsOn('/search/?q=xylophonics', 'Search')).toEqual([]),
    60_000,
  )
  it('the corrections', async () => expect(await faultsOn('/corrections/', 'Corrections')).toEqual([]), 60_000)
  it('the weather', async () => expect(await faultsOn('/weather/', 'Weather in Cheney Falls')).toEqual([]), 60_000)
  it('giving', async () => expect(await faultsOn('/give/', 'Local journalism is essential.')).toEqual([]), 60_000)
  it(
    'a match',
    async () => expect(await faultsOn('/match/two-reporters/', 'Two reporters for the river country')).toEqual([]),
    60_000,
  )
  it(
    'a page that is not there',
    async () => expect(await faultsOn('/no-such-page/', 'There is no page at this address')).toEqual([]),
    60_000,
  )
  it(
    'a story that was withdrawn',
    async () => expect(await faultsOn(withdrawn.address ?? '', 'This story was withdrawn')).toEqual([]),
    60_000,
  )
})

describe('for everybody who comes to work', () => {
  it(
    'the sign-in page',
    async () => expect(await faultsOn('/newsroom/sign-in', 'Sign in to the newsroom')).toEqual([]),
    60_000,
  )
  it('the page of a one-time link', async () => {
    const invited = await journey.chief.send<{ link: string }>('POST', '/staff', {
      email: 'ben@example.com',
      name: 'Ben Ortiz',
      role: 'reporter',
    })
    expect(await faultsOn(invited.body.link, 'Welcome to the newsroom')).toEqual([])
  }, 60_000)
  it('the page of a link that was used', async () => {
    expect(await faultsOn(journey.paper.newsroom, 'This link does not work any more')).toEqual([])
  }, 60_000)
})
