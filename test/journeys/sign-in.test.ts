import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoryView } from '#faces/api/contract'
import { dialogOf, openStory, openTab, sheetOf, textOf } from '#kit/desk'
import { aJourney, until } from '#kit/journey'

const PASSWORD = 'seven herons on a wire'
const journey = aJourney({ chief: false })
let first: Page
let invitation = ''

beforeAll(async () => {
  first = await journey.page()
})
afterAll(() => expect(journey.troubles).toEqual([]))

const stories = (page: Page) => page.getByRole('heading', { name: 'Stories', level: 1 })
const account = (page: Page) => page.getByRole('button', { name: /account and preferences/ })

async function signOut(page: Page): Promise<void> {
  await account(page).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByText('You are signed out.').waitFor()
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email address').first().fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

describe('the one-time link', () => {
  it('signs nobody in by being opened, only by its button', async () => {
    await first.goto(journey.paper.newsroom)
    await first.getByRole('heading', { name: 'Welcome to the newsroom' }).waitFor()
    expect((await first.request.get('/api/me')).status()).toBe(401)
    await first.getByRole('button', { name: 'Sign in to the newsroom' }).click()
    await stories(first).waitFor()
  })

  it('works once: the next who opens it is told so and shown other ways', async () => {
    const other = await journey.page()
    const answer = await other.goto(journey.paper.newsroom)
    expect(answer?.status()).toBe(410)
    await other.getByRole('heading', { name: 'This link does not work any more' }).waitFor()
    await other.getByText('This link was used already; each works once.').waitFor()
    await other.getByRole('link', { name: 'Sign in another way' }).click()
    await other.getByRole('heading', { name: 'Sign in to the newsroom' }).waitFor()
    expect((await other.request.get('/api/me')).status()).toBe(401)
  })

  it('that is not one of ours says so', async () => {
    const other = await journey.page()
    await other.goto(`/newsroom/sign-in?token=${'x'.repeat(43)}`)
    await other.getByText('This link is not one of ours').waitFor()
  })
})

describe('a password', () => {
  it('must be long enough, and can then be used to come back', async () => {
    await first.getByRole('button', { name: 'Set a password' }).click()
    const dialog = dialogOf(first, 'Set a password')
    await dialog.getByLabel('New password').fill('short')
    await dialog.getByRole('button', { name: 'Set password' }).click()
    await dialog.getByText('Use at least 12 characters.').waitFor()
    await dialog.getByLabel('New password').fill(PASSWORD)
    await dialog.getByRole('button', { name: 'Set password' }).click()
    await dialog.waitFor({ state: 'detached' })
    await signOut(first)
    expect((await first.request.get('/api/me')).status()).toBe(401)

    await signIn(first, 'editor@example.com', PASSWORD)
    await stories(first).waitFor()
  })

  it('that is wrong is refused in the same words whether the address is known or not', async () => {
    const other = await journey.page()
    const said: string[] = []
    for (const email of ['editor@example.com', 'nobody@example.com']) {
      await other.goto('/newsroom/sign-in')
      await signIn(other, email, 'not the password at all')
      said.push((await other.getByRole('alert').first().textContent()) ?? '')
      expect(await other.getByLabel('Email address').first().inputValue()).toBe(email)
      expect(await other.getByRole('textbox', { name: 'Password' }).inputValue()).toBe('')
    }
    expect(said[0]).not.toBe('')
    expect(said[1]).toBe(said[0])
  })

  it('brings people to the page they wanted', async () => {
    const other = await journey.page()
    await other.goto('/newsroom/photos')
    await other.getByRole('heading', { name: 'Sign in to the newsroom' }).waitFor()
    await signIn(other, 'editor@example.com', PASSWORD)
    await other.getByRole('heading', { name: 'Photos', level: 1 }).waitFor()
  })
})

describe('an authenticator app', () => {
  const codeOf = (key: string) => createOTP(new TextDecoder().decode(base32.decode(key))).totp()

  it('is set up with a key and a code, is asked for after the password, and is turned off again', async () => {
    const page = await journey.page()
    await page.goto('/newsroom/sign-in')
    await signIn(page, 'editor@example.com', PASSWORD)
    await account(page).click()
    await page.getByRole('menuitem', { name: 'Use an authenticator app…' }).click()
    const dialog = dialogOf(page, 'Use an authenticator app')
    await dialog.getByLabel('Your password').fill('not the password at all')
    await dialog.getByRole('button', { name: 'Show the key' }).click()
    await dialog.getByText('That is not your password.').waitFor()
    await dialog.getByLabel('Your password').fill(PASSWORD)
    await dialog.getByRole('button', { name: 'Show the key' }).click()
    const shown = (await dialog.getByText(/^([A-Z2-7]{1,4} ?){8,}$/).textContent()) ?? ''
    const key = shown.replaceAll(' ', '')
    const link = dialog.getByRole('link', { name: 'Or open the app on this device' })
    expect(await link.getAttribute('href')).toContain(`secret=${key}`)
    await dialog.getByLabel('Code the app shows now').fill('000000')
    await dialog.getByRole('button', { name: 'Turn it on' }).click()
    await dialog.getByText('That code is not right.').waitFor()
    await dialog.getByLabel('Code the app shows now').fill(await codeOf(key))
    await dialog.getByRole('button', { name: 'Turn it on' }).click()
    const codes = dialog.getByRole('list', { name: 'Backup codes' }).getByRole('listitem')
    await codes.first().waitFor()
    const backup = await codes.allTextContents()
    expect(backup).toHaveLength(10)
    await dialog.getByRole('button', { name: 'I have kept them' }).click()
    await dialog.waitFor({ state: 'detached' })

    for (const code of [() => codeOf(key), () => backup[3] ?? '']) {
      await signOut(page)
      await signIn(page, 'editor@example.com', PASSWORD)
      await page.getByRole('heading', { name: 'One more step' }).waitFor()
      expect((await page.request.get('/api/me')).status()).toBe(401)
      await page.getByLabel('Code from your authenticator app').fill(await code())
      await page.getByRole('button', { name: 'Continue' }).click()
      await stories(page).waitFor()
    }

    await account(page).click()
    await page.getByRole('menuitem', { name: 'Turn off the authenticator app…' }).click()
    const off = dialogOf(page, 'Turn off the authenticator app')
    await off.getByLabel('Your password').fill(PASSWORD)
    await off.getByRole('button', { name: 'Turn it off' }).click()
    await page.getByRole('region', { name: 'What happened' }).getByText('The authenticator app is off.').waitFor()
    await signOut(page)
    await signIn(page, 'editor@example.com', PASSWORD)
    await stories(page).waitFor()
  })
})

describe('a passkey', () => {
  it('is added on this device and signs in without a word', async () => {
    const page = await journey.page()
    const device = await page.context().newCDPSession(page)
    await device.send('WebAuthn.enable')
    await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await page.goto('/newsroom/sign-in')
    await signIn(page, 'editor@example.com', PASSWORD)
    await account(page).click()
    await page.getByRole('menuitem', { name: 'Add a passkey…' }).click()
    const dialog = dialogOf(page, 'Add a passkey')
    await dialog.getByLabel('Call it').fill('The desk by the window')
    await dialog.getByRole('button', { name: 'Add passkey' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Passkey added. Next time, sign in with it.').first().waitFor()

    await signOut(page)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await stories(page).waitFor()
  })
})

describe('someone who is invited', () => {
  it('comes in by the link the editor hands over, as what they were invited for', async () => {
    await first.getByRole('link', { name: 'Staff' }).click()
    await first.getByRole('button', { name: 'Invite' }).click()
    const dialog = dialogOf(first, 'Invite someone')
    await dialog.getByLabel('Email').fill('ben@example.com')
    await dialog.getByLabel('Name').fill('Ben Ortiz')
    await dialog.getByLabel('Role').selectOption({ label: 'Reporter' })
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
    const link = dialogOf(first, 'Send this link')
    invitation = await link.getByRole('textbox', { name: 'Sign-in link' }).inputValue()
    await link.getByRole('button', { name: 'Done' }).click()
    await first.getByRole('row', { name: /Ben Ortiz.*Invited; the link works until/ }).waitFor()
    expect(new URL(invitation).origin).toBe(journey.site)
  })

  it('as a reporter writes drafts, and neither publishes nor sees what is not theirs to do', async () => {
    const ben = await journey.page()
    await ben.goto(invitation)
    await ben.getByRole('button', { name: 'Sign in to the newsroom' }).click()
    await stories(ben).waitFor()
    const places = await ben.getByRole('navigation', { name: 'Newsroom' }).getByRole('link').allTextContents()
    for (const place of ['Stories', 'Photos']) expect(places).toContain(place)
    for (const place of ['Staff', 'Paper', 'Outbox']) expect(places).not.toContain(place)

    await ben.getByRole('button', { name: 'New story' }).click()
    await sheetOf(ben).getByRole('textbox', { name: 'Headline' }).fill('A reporter’s draft')
    await textOf(ben).click()
    await ben.keyboard.type('Written by Ben.')
    await ben.getByText(/(^|\s)Saved \d/).waitFor()
    expect(await ben.getByRole('button', { name: /^Publish/ }).count()).toBe(0)
    await openTab(ben, 'Corrections')
    expect(await ben.getByRole('button', { name: /^Publish/ }).count()).toBe(0)
    await ben.keyboard.press('Control+Enter')
    expect(await ben.getByRole('dialog').count()).toBe(0)

    // The server says no as well, not only the screen.
    const id = new URL(ben.url()).pathname.split('/').at(-1) ?? ''
    const headers = { 'x-broadsheet': '1', origin: journey.site }
    const { revision } = (await (await ben.request.get(`/api/stories/${id}`)).json()) as StoryView
    const out = await ben.request.post(`/api/stories/${id}/publish`, { headers, data: { basedOn: revision } })
    expect(out.status()).toBe(403)
    expect((await ben.request.get('/api/staff')).status()).toBe(403)
    await ben.goto('/newsroom/staff')
    await until('the staff is not shown', async () => (await ben.getByText('editor@example.com').count()) === 0)

    // Made an editor, he is signed out at once, and comes back as one.
    await first.getByLabel('Role of Ben Ortiz').selectOption({ label: 'Editor' })
    await first.getByText('Ben Ortiz is now editor, and signed out everywhere.').first().waitFor()
    expect((await ben.request.get('/api/me')).status()).toBe(401)
    await first.getByRole('button', { name: 'Make a new link for Ben Ortiz' }).click()
    await dialogOf(first, 'A new link for Ben Ortiz').getByRole('button', { name: 'Make the link' }).click()
    const link = await dialogOf(first, 'Send this link').getByRole('textbox', { name: 'Sign-in link' }).inputValue()
    await ben.goto(link)
    await ben.getByRole('button', { name: 'Sign in to the newsroom' }).click()
    await stories(ben).waitFor()
    await openStory(ben, id)
    await ben.getByRole('button', { name: /^Publish…/ }).waitFor()
  })
})
