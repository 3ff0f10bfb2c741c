import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { finished } from '#wire/reading/finish.ts'
import { readNinjs } from './ninjs.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', name))
const read = (name: string) => readNinjs(JSON.parse(fixture(name).toString())).map(finished)

describe('ninjs 1.x as Superdesk writes it', () => {
  const [item] = read('ninjs-1-superdesk.json')
  it('prefers the HTML of the text, with marks, lists and tables', () => {
    expect(item?.body.map(({ type }) => type)).toEqual(['paragraph', 'list', 'table'])
    expect(item?.body[0]).toMatchObject({ runs: [{ text: 'The council voted ' }, { text: '7-2', bold: true }, {}] })
  })
  it('is embargoed although its status says usable', () => {
    expect(item).toMatchObject({ status: 'embargoed', embargoUntil: '2031-05-02T06:00:00Z' })
  })
  it('has the pictures of its associations, galleries too, and skips null and film', () => {
    expect(item?.photos.map(({ id, href, width }) => [id, href, width])).toEqual([
      ['pic-1', 'https://img.example.test/o.jpg', 3000],
      ['pic-2', 'https://img.example.test/w.jpg', 1280],
    ])
    expect(item?.photos[0]).toMatchObject({ creator: 'Otis Vane', credit: 'Example Wire', caption: 'A bus at night.' })
  })
  it('maps services to categories and keeps rights', () => {
    expect(item).toMatchObject({
      categories: [{ scheme: 'anpa', code: 'a' }],
      subjects: [{ scheme: 'iptc', code: '04015000', name: 'transport' }],
      usageTerms: ['No archive', '(c) Example Wire'],
      bylines: [{ name: 'Mara Quill', title: '' }],
      revisionKey: 'urn:newsml:example.test:2031:story-1:3',
    })
  })
})

describe('ninjs 2.x', () => {
  const [item] = read('ninjs-2.json')
  it('takes the main headline and plain text where there is no HTML', () => {
    expect(item).toMatchObject({
      formatVersion: '2.1',
      headline: 'A bus for the night',
      text: 'Plain words.\n\nMore plain words.',
    })
  })
  it('finds caption and credit by their roles and the picture by its title', () => {
    expect(item?.photos).toEqual([
      {
        id: 'urn:pic:3',
        caption: 'A night bus.',
        creator: 'Otis Vane',
        credit: 'Example Wire',
        href: 'https://img.example.test/h3.jpg',
        width: 4000,
        height: 3000,
      },
    ])
  })
  it('parts a subject’s address into scheme and code', () => {
    expect(item?.subjects).toEqual([{ scheme: 'http://cv.example.test/topic/', code: '20000001', name: 'transport' }])
  })
  it('hands NITF on when that is all there is', () => {
    const nitf = () => [
      { format: 'nitf' as const, body: [{ type: 'paragraph' as const, runs: [{ text: 'From NITF.' }] }] },
    ]
    const bodies = [{ role: 'nitf', contenttype: 'application/nitf+xml', value: '<nitf/>' }]
    expect(readNinjs({ uri: 'x', bodies }, { nitf }).map(finished)[0]?.text).toBe('From NITF.')
  })
  it('never reads the contacts of people', () => {
    expect(JSON.stringify(item)).not.toContain('555-0100')
  })
})

describe('ninjs 3.x', () => {
  const [picture, event] = read('ninjs-3.json')
  it('reads names in camel case', () => {
    expect(picture).toMatchObject({
      formatVersion: '3',
      version: '2',
      revisedAt: '2031-05-01T08:00:00Z',
      status: 'killed',
    })
  })
  it('gives a picture no address that is not one', () => {
    expect(picture?.photos).toMatchObject([{ caption: 'Ida Crane.', href: null }])
  })
  it('warns of a picture that a program made', () => {
    expect(picture?.warnings).toEqual(['The agency says that a program made this, or a part of it.'])
  })
  it('takes an event for something other than a story, without its contacts', () => {
    expect(event).toMatchObject({ type: 'other', headline: 'Hearing on the bus' })
    expect(JSON.stringify(event)).not.toContain('555-0199')
  })
})

describe('dpa’s digitalwires', () => {
  const [item] = read('digitalwires.json')
  it('is embargoed while its status says usable', () => {
    expect(item).toMatchObject({
      status: 'embargoed',
      embargoUntil: '2031-01-23T18:00:00Z',
      signal: 'update',
      version: '4',
    })
  })
  it('never has the telephones and addresses of reporters in any field', () => {
    expect(JSON.stringify(item)).not.toMatch(/5550100|quill@|Kontakte/)
  })
  it('has the text and its box, with the dateline taken off', () => {
    expect(item?.text).toBe(
      'Die Robben sind zurück.\n\nNeun Jahre\n\nSo lange waren sie fort.\n\nInfo\n\nRobben sind Säugetiere.',
    )
    expect(item?.dateline).toEqual({ text: 'Larkstadt (dpa)', place: 'Larkstadt', agency: 'dpa' })
  })
  it('keeps notes to editors but not the closing line', () => {
    expect(item?.ednote).toBe('Bitte Sperrfrist 19.00 Uhr beachten.')
  })
  it('is a picture when it has no text', () => {
    const picture = {
      format: 'digitalwires@0.9.1',
      urn: 'u',
      headline: 'h',
      associations: [{ type: 'image', urn: 'u', caption: 'c' }],
    }
    expect(readNinjs(picture)[0]).toMatchObject({ type: 'picture', photos: [{ id: 'u', caption: 'c' }] })
  })
})

describe('other JSON', () => {
  it('is refused when there is no news in it', () => {
    for (const json of [null, 7, 'x', [], {}, [[[]]], { a: 1 }]) expect(() => readNinjs(json)).toThrow('no news item')
  })
  it('may have names of the language’s own without harm', () => {
    const item = JSON.parse(
      '{"uri":"u","__proto__":{"headline":"x"},"constructor":"c","associations":{"__proto__":{"type":"picture"}}}',
    )
    expect(readNinjs(item)[0]).toMatchObject({ id: 'u', headline: '' })
    expect({}).not.toHaveProperty('headline')
  })
  it('may be a list of items under a name', () => {
    expect(readNinjs({ total: 1, item: [{ id: 5, type: 'story', headline: 'h' }] })).toMatchObject([
      { id: '5', type: 'text' },
    ])
  })
})
