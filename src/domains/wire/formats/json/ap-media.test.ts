import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { finished } from '#wire/reading/finish.ts'
import { apLinks, readApMedia } from './ap-media.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', name))
const json = (name: string): unknown => JSON.parse(fixture(name).toString())
const [story] = readApMedia(json('ap-media-story.json')).map(finished)
const page = readApMedia(json('ap-media-page.json')).map(finished)

describe('a story of AP’s Media API', () => {
  it('keeps its id through revisions and has a key for each', () => {
    expect(story).toMatchObject({
      id: 'aaaa0000aaaa0000aaaa0000aaaa0001',
      version: '2',
      revisionKey: 'aaaa0000aaaa0000aaaa0000aaaa0001_a2',
      agency: 'AP',
    })
  })
  it('is a write-thru when its editorial types or slug say so', () => {
    expect(story?.signal).toBe('writethru')
  })
  it('splits the printed byline into writers with the title', () => {
    expect(story?.bylines).toEqual([
      { name: 'Mara Quill', title: 'Associated Press' },
      { name: 'Otis Vane', title: 'Associated Press' },
    ])
  })
  it('tells AP’s categories from its subjects', () => {
    expect(story?.categories).toEqual([
      { scheme: 'apcategorycode', code: 'a' },
      { scheme: 'apsuppcategory', code: 'env' },
    ])
    expect(story?.subjects).toEqual([{ scheme: 'http://cv.example.test/id/', code: '0001', name: 'Wildlife' }])
  })
  it('splits keywords that came as one text', () => {
    expect(story?.keywords).toEqual(['seals', 'harbor', 'wildlife'])
  })
  it('has its pictures in the order of their ranks, also those without a caption, and no film', () => {
    expect(story?.photos.map(({ id, caption }) => [id, caption])).toEqual([
      [
        'bbbb0000bbbb0000bbbb0000bbbb0002',
        'A harbor seal rests on a rock in Gull Inlet, Maine, Tuesday, March 4, 2031.',
      ],
      ['bbbb0000bbbb0000bbbb0000bbbb0010', ''],
    ])
  })
  it('takes the credit at the end of a caption off it', () => {
    expect(story?.photos[0]).toMatchObject({ creator: 'Ida Crane', credit: 'Associated Press' })
  })
  it('shows the largest rendition of a picture', () => {
    expect(story?.photos[0]).toMatchObject({ href: 'https://api.example.test/p/full.jpg', width: 4000, height: 2667 })
  })
  it('warns of a source that is not AP, and that the text is elsewhere', () => {
    expect(story?.warnings).toEqual([
      'Comes from Inlet Gazette through AP.',
      'The text is not in this item: AP keeps it in its NITF rendition.',
    ])
  })
  it('keeps notes, rights, dateline and times', () => {
    expect(story).toMatchObject({
      dateline: { text: 'GULL INLET, Maine', place: 'Gull Inlet, Maine', agency: '' },
      expiresAt: '2031-04-03T12:30:00Z',
      usageTerms: ['For editorial use only.', 'Copyright 2031 The Associated Press.'],
      urgency: 4,
    })
    expect(story?.ednote).toContain('comment from the harbor master')
  })
})

describe('a page of AP’s Media API', () => {
  it('has each item of its list that is one', () => {
    expect(page.map(({ headline }) => headline)).toEqual([
      'Mandatory kill: Ferry timetable',
      'Gate',
      'Report on tides',
      'Only a beginning',
    ])
  })
  it('kills what is canceled and holds what is withheld', () => {
    expect(page.map(({ status }) => status)).toEqual(['killed', 'withheld', 'embargoed', 'usable'])
    expect(page[0]?.signal).toBe('kill')
  })
  it('embargoes a usable item that has an embargo', () => {
    expect(page[2]).toMatchObject({ embargoUntil: '2031-03-05T05:00:00Z', embargoUnknown: false })
  })
  it('lists a picture as its own photo, its credit out of the caption', () => {
    expect(page[1]).toMatchObject({
      type: 'picture',
      photos: [{ caption: 'FILE - Ida Crane opens a gate in Gull Inlet, Maine, Jan. 2, 2030.', creator: 'Otis Vane' }],
    })
  })
  it('says that an item is only a part, and takes its id from its address', () => {
    expect(page[3]?.id).toBe('abcd0000abcd0000abcd0000abcd0001')
    expect(page[3]?.warnings[0]).toBe('This is part of the item: the rest is at its own address.')
  })
  it('names the next page and where each text is', () => {
    expect(apLinks(json('ap-media-page.json')).nextPage).toMatch(/seq=99$/)
    expect(apLinks(json('ap-media-story.json')).items[0]?.nitf).toBe('https://api.example.test/story.nitf.xml')
  })
  it('may be empty', () => {
    expect(readApMedia({ api_version: '2.2', data: { items: [] } })).toEqual([])
  })
  it('refuses JSON without an AP item', () => {
    expect(() => readApMedia({ error: 'key' })).toThrow('This JSON has no AP item in it.')
  })
})
