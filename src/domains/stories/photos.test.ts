import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clearRestriction, develop, setRights, upload } from '#domains/media'
import { aCopy, aPaper } from '#kit/builders'
import { workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aJpeg } from '#kit/pictures'
import { diskFiles, type Files } from '#platform/files'
import type { Copy } from './copy.ts'
import { correct } from './correct.ts'
import { draft } from './draft.ts'
import { getStory, listUsesOfPhoto } from './newsroom-queries.ts'
import { publish, publishDue } from './publish.ts'
import { revise } from './revise.ts'
import { schedule } from './schedule.ts'
import { withdraw } from './withdraw.ts'

const { db, close } = await freshDb()
let folder = ''
let files: Files
let sectionId = ''
let size = 200

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'photos-'))
  files = diskFiles(folder)
  sectionId = (await aPaper(db)).schools
})
afterAll(async () => {
  await close()
  await rm(folder, { recursive: true, force: true })
})

async function aPhoto(instructions = ''): Promise<string> {
  size += 1
  const picture = await develop(await aJpeg(size, 150))
  return (await upload(workOf(db), { picture, instructions }, files)).photo.id
}
const use = (photoId: string, more = {}) => ({
  ...{ photoId, caption: 'A heron', creator: 'Ana Reyes', credit: 'The Sentinel', alt: 'A heron', ...more },
})
const withLead = (photoId: string, more: Partial<Copy> = {}) => aCopy({ sectionId, lead: use(photoId), ...more })
const refused = (words: string) =>
  expect.objectContaining({ name: 'Refusal', code: 'story.photo-restricted', message: expect.stringContaining(words) })

describe('a photo that an agency restricts', () => {
  it('keeps its story from readers, wherever it stands in it, until it is cleared', async () => {
    const photoId = await aPhoto('NO INTERNET')
    const gallery = { type: 'gallery' as const, title: '', photos: [use(await aPhoto()), use(photoId)] }
    for (const copy of [withLead(photoId), aCopy({ sectionId, body: [...aCopy({}).body, gallery] })]) {
      const { id } = await draft(workOf(db), copy)
      await expect(publish(workOf(db), id)).rejects.toEqual(refused('does not allow this photo on the web'))
    }
    const { id } = await draft(workOf(db), withLead(photoId))
    await clearRestriction(workOf(db), photoId, 'NO INTERNET', 'They agreed')
    expect((await publish(workOf(db), id)).standing.state).toBe('published')
  })
  it('may go out where the restriction is about somewhere else', async () => {
    const { id } = await draft(workOf(db), withLead(await aPhoto('JAPAN OUT; NO SALES; TV OUT')))
    expect((await publish(workOf(db), id)).standing.state).toBe('published')
  })
  it('does not go out at its minute either, and the desk is told why', async () => {
    const photoId = await aPhoto()
    const { id, revision } = await draft(workOf(db), withLead(photoId))
    await schedule(workOf(db), id, { basedOn: revision, at: new Date('2026-11-25T13:00:00Z') })
    await setRights(workOf(db), photoId, { instructions: 'PRINT ONLY' })
    await publishDue(workOf(db, { at: new Date('2026-11-25T13:00:00Z') }), id)
    expect((await getStory(db, id)).standing.state).toBe('draft')
  })
})

describe('a photo whose rights have run out', () => {
  it('stops a story that has not shown it, and not the correction of one that has', async () => {
    const photoId = await aPhoto()
    const shown = await draft(workOf(db), withLead(photoId))
    await publish(workOf(db), shown.id)
    await setRights(workOf(db), photoId, { expiresAt: new Date('2026-11-01T00:00:00Z') })
    const fresh = await draft(workOf(db), withLead(photoId))
    await expect(publish(workOf(db), fresh.id)).rejects.toEqual(refused('run out'))
    const { revision } = await getStory(db, shown.id)
    await correct(workOf(db), shown.id, { basedOn: revision, text: 'It was a crane.', placement: 'foot' })
  })
})

describe('where a photo is used', () => {
  it('is every story that shows it, and every copy in hand that has it', async () => {
    const photoId = await aPhoto()
    const live = await draft(workOf(db), withLead(photoId, { headline: 'Live' }))
    await publish(workOf(db), live.id)
    const inText = await draft(
      workOf(db),
      aCopy({ sectionId, headline: 'Draft', body: [{ type: 'photo', photo: use(photoId) }] }),
    )
    const inGallery = await draft(
      workOf(db),
      aCopy({ sectionId, headline: 'Gallery', body: [{ type: 'gallery', title: '', photos: [use(photoId)] }] }),
    )
    await draft(workOf(db), withLead(await aPhoto()))
    const uses = await listUsesOfPhoto(db, photoId)
    expect(uses.map(({ headline, isLive, inHand }) => [headline, isLive, inHand])).toEqual([
      ['Live', true, true],
      ['Gallery', false, true],
      ['Draft', false, true],
    ]) // biome-ignore format: one to a line
    expect(uses[0]?.address).toContain('/live/')

    const taken = await getStory(db, inText.id)
    await revise(workOf(db), inText.id, { basedOn: taken.revision, copy: aCopy({ sectionId }) })
    await withdraw(workOf(db), live.id, { reason: 'It was a crane.' })
    expect((await listUsesOfPhoto(db, photoId)).map(({ id, isLive }) => [id, isLive]).sort()).toEqual(
      [
        [live.id, false],
        [inGallery.id, false],
      ].sort(),
    )
  })
})
