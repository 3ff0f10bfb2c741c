import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPaper } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { transaction } from '#platform/db'
import { arrange } from './arrange.ts'
import { dropSection } from './drop-section.ts'
import { Nameplate } from './nameplate.ts'
import { getPaper } from './queries.ts'

const fresh = await freshDb()
const { db } = fresh
beforeAll(async () => {
  await aPaper(db)
})
afterAll(() => fresh.close())

const paths = async () => (await getPaper(db)).sections.map((section) => section.path)
const added = (...slugs: string[]) => slugs.map((slug) => ({ parentId: null, slug, name: slug }))

describe('new sections', () => {
  it('of one address in one save are refused, and nothing is saved', async () => {
    const before = await paths()
    const twice = transaction(db, (tx) => arrange(workOf(tx), added('farming', 'farming')))
    await expect(twice).rejects.toMatchObject({ code: 'section.exists', fields: { 'sections.1': expect.any(String) } })
    expect(await paths()).toEqual(before)
  })
  it('of one address from ten editors at once are made once', async () => {
    const all = await Promise.allSettled(
      Array.from({ length: 10 }, () => transaction(db, (tx) => arrange(workOf(tx), added('arts')))),
    )
    const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
    expect(refused).toEqual(Array.from({ length: 9 }, () => 'section.exists'))
    expect((await paths()).filter((path) => path === '/arts/')).toHaveLength(1)
  })
})

describe('deleting a section', () => {
  const anything = async () => {}
  const named = async (slug: string) => (await getPaper(db)).sections.find((one) => one.slug === slug)?.id ?? ''
  it('is for editors, and for sections that are there', async () => {
    const gone = dropSection(workOf(db, { by: cast.ben }), await named('sports'), anything)
    await expect(gone).rejects.toMatchObject({ code: 'section.not-yours-to-drop' })
    await expect(dropSection(workOf(db), '999999', anything)).rejects.toMatchObject({ code: 'section.not-found' })
  })
  it('begins with what is below it', async () => {
    await expect(dropSection(workOf(db), await named('news'), anything)).rejects.toMatchObject({
      code: 'section.has-sections',
      message: 'Delete what is below News first: Schools.',
    })
    await dropSection(workOf(db), await named('schools'), anything)
    await dropSection(workOf(db), await named('news'), anything)
    expect(await paths()).not.toContain('/news/')
  })
  it('is refused by whoever knows of something in it, and then it is there as before', async () => {
    const id = await named('sports')
    const refused = transaction(db, (tx) =>
      dropSection(workOf(tx), id, ({ name }) => Promise.reject(new Error(`${name} is not empty`))),
    )
    await expect(refused).rejects.toThrow('Sports is not empty')
    expect(await paths()).toContain('/sports/')
  })
})

describe('the nameplate', () => {
  it('takes no year that the database has not', () => {
    const nameplate = { name: 'N', place: '', zone: 'UTC', tagline: '' }
    expect(Nameplate.safeParse({ ...nameplate, establishedOn: '0000-01-01' }).success).toBe(false)
    expect(Nameplate.safeParse({ ...nameplate, establishedOn: '1605-01-01' }).success).toBe(true)
  })
})
