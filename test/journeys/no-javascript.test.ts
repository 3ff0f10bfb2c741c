import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PhotoList, StoryView } from '#faces/api/contract'
import { everythingInOne } from '#kit/everything'
import { aJourney, until } from '#kit/journey'

const journey = aJourney({ sample: true })
let reader: Page
let story: StoryView
const fetched: string[] = []

beforeAll(async () => {
  const { items } = await journey.chief.get<PhotoList>('/photos')
  const photoIds = items.slice(0, 5).map((photo) => photo.id)
  story = await journey.publish(everythingInOne(await journey.section('county'), photoIds))
  const context = await journey.open({ javaScriptEnabled: false })
  // The world outside is not asked; that it would be is noted.
  await context.route(
    (url) => url.origin !== journey.site,
    (route) => {
      fetched.push(route.request().url())
      return route.abort()
    },
  )
  reader = await context.newPage()
})
afterAll(() => expect(journey.troubles.filter((line) => !/ERR_FAILED/.test(line))).toEqual([]))

const headline = (level: number, name: string) => reader.getByRole('heading', { level, name })

describe('a reader without JavaScript', () => {
  it('gets no script with any page', async () => {
    for (const path of ['/', '/news/', story.address ?? '', '/search/', '/archive/']) {
      expect((await journey.read(path)).text, path).not.toMatch(
        /<script(?! type="application\/ld\+json")|\son\w+=|javascript:/i,
      )
    }
  })

  it('reads the front page, and pages through a section', async () => {
    await reader.goto('/')
    await reader.getByRole('banner').getByRole('link', { name: 'The Inland Sentinel' }).waitFor()
    await reader.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'News', exact: true }).click()
    await headline(1, 'News').waitFor()
    const firstPage = await reader.getByRole('main').getByRole('article').getByRole('link').allTextContents()
    await reader.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Older' }).click()
    await reader.getByText('Page 2').waitFor()
    const secondPage = await reader.getByRole('main').getByRole('article').getByRole('link').allTextContents()
    expect(secondPage.length).toBeGreaterThan(0)
    expect(secondPage.filter((one) => firstPage.includes(one))).toEqual([])
    await reader.getByRole('link', { name: 'Newer' }).click()
    await reader
      .getByRole('main')
      .getByRole('link', { name: firstPage[0] ?? '' })
      .first()
      .waitFor()
  })

  it('reads a whole story: pictures, gallery, table, lists and quotes', async () => {
    await reader.goto(story.address ?? '')
    const article = reader.getByRole('article').first()
    await headline(1, story.copy.headline).waitFor()
    expect(await article.textContent()).toMatch(/By Odessa Quill, Staff writer,? and Pat Lind, Associated Press/i)
    expect(await article.textContent()).toMatch(/Ritter, Wash\. \(AP\) . The last truck/)
    await article.getByRole('link', { name: 'Friday' }).waitFor()
    for (const picture of await article.getByRole('img').all()) {
      await picture.scrollIntoViewIfNeeded()
      await until('a picture loads', () =>
        picture.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth),
      )
    }
    const gallery = article.getByRole('region', { name: 'The last day' })
    expect(await gallery.getByRole('listitem').count()).toBe(3)
    await gallery.getByText('Photo 4 of the harvest.').waitFor()
    const table = article.getByRole('table', { name: 'What a bushel brought' })
    expect(await table.getByRole('columnheader').allTextContents()).toContain('Soft white')
    expect(await table.getByRole('row', { name: /Second/ }).textContent()).toContain('$5.45')
    expect(await article.getByRole('list').filter({ hasText: 'Hard red' }).getByRole('listitem').count()).toBe(2)
    await article.getByText('We ran until the dew came.').waitFor()
    await article.getByText('A caption misnamed the elevator.').waitFor()
  })

  it('opens what lives elsewhere only when they ask', async () => {
    const embed = reader.getByRole('article').first().locator('details')
    await embed.scrollIntoViewIfNeeded()
    await reader.waitForLoadState('networkidle')
    expect(fetched).toEqual([])
    expect(await embed.locator('iframe').isVisible()).toBe(false)
    await embed.getByText('Show the video from YouTube').click()
    const load = embed.getByRole('link', { name: /^(Load|Play|Show)/ })
    if ((await load.count()) > 0) await load.click()
    await until('the video is asked for', () => fetched.length > 0)
    expect(fetched.every((url) => url.startsWith('https://www.youtube-nocookie.com/'))).toBe(true)
    expect(await embed.locator('iframe').isVisible()).toBe(true)
    await reader.getByRole('link', { name: 'Open it at YouTube' }).waitFor()
    await reader.getByRole('link', { name: 'A chart of yields' }).waitFor()
  })

  it('searches, and narrows it down', async () => {
    await reader.goto('/')
    await reader.getByRole('banner').getByRole('link', { name: 'Search' }).click()
    await reader.getByRole('searchbox', { name: 'Words to look for' }).fill('harvest everything')
    await reader.getByRole('main').getByRole('button', { name: 'Search' }).click()
    await reader.getByRole('main').getByRole('link', { name: story.copy.headline }).waitFor()
    await reader.getByText('Narrow it down').click()
    await reader.getByLabel('Section', { exact: true }).selectOption({ label: 'Sports' })
    await reader.getByRole('main').getByRole('button', { name: 'Search' }).click()
    await reader.getByRole('heading', { name: /^Nothing was found/ }).waitFor()
    await reader.getByLabel('Section', { exact: true }).selectOption({ label: 'News' })
    await reader.getByRole('main').getByRole('button', { name: 'Search' }).click()
    await reader.getByRole('main').getByRole('link', { name: story.copy.headline }).click()
    await headline(1, story.copy.headline).waitFor()
  })

  it('goes from the archive to the paper of a day', async () => {
    const day = /\/stories\/(\d{4})\/([a-z]{3})\/(\d{2})\//.exec(story.address ?? '')
    const [, year = '', month = '', date = ''] = day ?? []
    await reader.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Archive' }).click()
    await reader
      .getByRole('main')
      .locator(`a[href="/archive/${year}/"], a[href^="/archive/${year}/${month}/"]`)
      .first()
      .click()
    await reader.goto(`/archive/${year}/${month}/`)
    await reader.getByRole('main').locator(`a[href="/archive/${year}/${month}/${date}/"]`).first().click()
    await reader.getByRole('main').getByRole('link', { name: story.copy.headline }).waitFor()
  })

  it('is helped on by a page that is not there', async () => {
    const answer = await reader.goto('/stories/2017/apr/18/no-such-story/')
    expect(answer?.status()).toBe(404)
    await reader.getByRole('banner').getByRole('link', { name: 'The Inland Sentinel' }).waitFor()
    await reader.getByRole('main').getByRole('searchbox', { name: 'Search the paper' }).fill('harvest everything')
    await reader.getByRole('main').getByRole('button', { name: 'Search' }).click()
    await reader.getByRole('main').getByRole('link', { name: story.copy.headline }).waitFor()
  })
})

describe('an editor without JavaScript', () => {
  it('can sign in, and is then told what the newsroom needs', async () => {
    await journey.chief.send('PUT', '/me/password', { next: 'seven herons on a wire' })
    await reader.goto('/newsroom/')
    await headline(1, 'Sign in to the newsroom').waitFor()
    expect(await without()).toContain('Passkeys need JavaScript.')
    await reader
      .getByLabel('Email address')
      .first()
      .fill((await me()).email)
    await reader.getByRole('textbox', { name: 'Password' }).fill('seven herons on a wire')
    await reader.getByRole('button', { name: 'Sign in', exact: true }).click()
    await reader.waitForURL((url) => url.pathname === '/newsroom/')
    expect(await without()).toContain('The newsroom needs JavaScript. Readers do not.')
  })
})

async function me(): Promise<{ email: string }> {
  return (await journey.chief.get<{ person: { email: string } }>('/me')).person
}

// That Chromium does not show it is because scripts are switched off from outside, and not by the reader.
async function without(): Promise<string> {
  return (await reader.locator('noscript').allTextContents()).join()
}
