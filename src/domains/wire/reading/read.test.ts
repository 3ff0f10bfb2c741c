import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { WireItem } from '#wire/item.ts'
import { readWire } from './read.ts'
import { WIRE_MAX_BYTES, wireMustFit } from './size.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '..', 'fixtures', name))

async function one(source: string | Uint8Array): Promise<WireItem> {
  const [item] = await readWire(typeof source === 'string' ? new TextEncoder().encode(source) : source)
  return item!
}

const nitf = (body: string, head = '') =>
  `<nitf><head><docdata>${head}</docdata></head><body><body.head><hedline><hl1>Head</hl1></hedline></body.head><body.content>${body}</body.content></body></nitf>`

describe('a NITF story', () => {
  it('gives its lines, its identity and its times', async () => {
    expect(await one(fixture('story.nitf.xml'))).toMatchObject({
      format: 'nitf',
      formatVersion: '3.4',
      id: 'quill-771',
      version: '3',
      revisionKey: 'quill-771:3',
      agency: 'Quill',
      provider: 'Quill News',
      status: 'usable',
      signal: 'update',
      createdAt: '2026-03-10T08:15:00Z',
      expiresAt: '2026-04-09T13:15:00Z',
      embargoUntil: null,
      urgency: 4,
      headline: 'Council keeps the night ferry',
      slugline: 'US-Ferry-Vote',
      bylines: [{ name: "Mara D'Angelo", title: 'Quill Staff Writer' }],
      dateline: { text: 'PORT LUDD, Wash. (QN)', place: 'Port Ludd, Wash.', agency: 'QN' },
      summary: 'The boat sails on.',
      ednote: 'Eds: UPDATES with the vote.\nPictures will follow.',
      contributors: ['Quill writer Sam Rook contributed to this report.'],
      subjects: [{ scheme: 'subj', code: '06006000', name: 'Water' }],
      keywords: ['ferries', 'budget'],
      language: 'en-US',
      warnings: [],
    })
  })
  it('keeps marks, links, line breaks, lists, quotes and a table that stands beside the blocks, in order', async () => {
    const { body, text } = await one(fixture('story.nitf.xml'))
    expect(body.map((block) => block.type)).toEqual(['paragraph', 'paragraph', 'table', 'paragraph', 'list', 'quote'])
    expect(body[0]).toEqual({
      type: 'paragraph',
      runs: [
        { text: 'The council ' },
        { text: 'kept', italic: true },
        { text: ' the ' },
        { text: 'night ferry', link: 'https://ferry.example/night' },
        { text: ' on Tuesday.' },
      ],
    })
    expect(body[1]).toEqual({ type: 'paragraph', runs: [{ text: 'Its chair, Ida Vole, said\nit was close.' }] })
    expect(body[2]).toMatchObject({
      rows: [
        [{ header: true }, { header: true }],
        [{ runs: [{ text: 'Heron' }] }, {}],
        [{}, {}],
      ],
    })
    expect(body[5]).toEqual({ type: 'quote', paragraphs: [[{ text: 'We will row if we must.' }]], cite: 'Ida Vole' })
    expect(text).toContain('Boat\tSeats\nHeron\t120')
  })
  it('has its picture once, in the largest size', async () => {
    expect((await one(fixture('story.nitf.xml'))).photos).toEqual([
      {
        id: 'ferry-large.jpg',
        href: 'ferry-large.jpg',
        caption: 'The Heron at its berth.',
        creator: 'Jo Lark',
        credit: '',
        width: 1200,
        height: 800,
      },
    ])
  })
  it('to be released after it was issued is under embargo until then', async () => {
    const head = '<date.issue norm="20260310T080000Z"/><date.release norm="20260311T000100+0100"/>'
    expect(await one(nitf('<p>Text</p>', head))).toMatchObject({
      status: 'embargoed',
      embargoUntil: '2026-03-10T23:01:00Z',
      embargoUnknown: false,
    })
  })
  it('whose note speaks of an embargo without a time waits for an editor', async () => {
    expect(await one(nitf('<p>Text</p>', '<ed-msg info="HOLD FOR RELEASE"/>'))).toMatchObject({
      status: 'embargoed',
      embargoUntil: null,
      embargoUnknown: true,
    })
  })
  it('whose embargo is lifted is free', async () => {
    expect((await one(nitf('<p>Text</p>', '<ed-msg info="Embargo lifted."/>'))).status).toBe('usable')
  })
  it('that is canceled is killed', async () => {
    const killed = nitf('<p>Text</p>').replace('<docdata>', '<docdata management-status="canceled">')
    expect(await one(killed)).toMatchObject({ status: 'killed', signal: 'kill' })
  })
})

describe('a NewsML-G2 message', () => {
  it('gives the story with the embargo that pubStatus does not tell of', async () => {
    expect(await one(fixture('message.g2.xml'))).toMatchObject({
      format: 'newsml-g2',
      id: 'urn:newsml:quill.example:2026:ferry',
      version: '7',
      type: 'text',
      status: 'embargoed',
      embargoUntil: '2026-03-10T18:00:00Z',
      signal: 'update',
      urgency: 3,
      headline: 'Night ferry stays',
      slugline: 'FERRY-VOTE/',
      summary: 'The boat stays.',
      usageTerms: ['No archive'],
      categories: [{ scheme: 'a1312cat', code: 'a' }],
      subjects: [{ scheme: 'medtop', code: '20000350', name: 'ferries' }],
    })
  })
  it('has what Reuters puts into the text taken out of it', async () => {
    const item = await one(fixture('message.g2.xml'))
    expect(item.text).toBe('The ferry stays.\n\nIt sails at night.')
    expect(item.bylines.map(({ name }) => name)).toEqual(['Mara Dean', 'Sam Rook'])
    expect(item.dateline).toEqual({ text: 'PORT LUDD, March 10 (Reuters)', place: 'Port Ludd', agency: 'Reuters' })
    expect(item.contributors).toEqual(['(Reporting by Mara Dean; Editing by Jo Lark)'])
    expect(item.ednote).toBe('Check the spelling of Ludd.\n(Adds quotes, background)')
  })
  it('never tells the contacts that are not for publication', async () => {
    expect(JSON.stringify(await readWire(fixture('message.g2.xml')))).not.toMatch(/secret-desk|0100/)
  })
  it('gives its pictures as items and to its story', async () => {
    const [text, picture] = await readWire(fixture('message.g2.xml'))
    expect(text?.photos.map(({ href }) => href)).toEqual(['https://pics.example/2.jpg', 'https://pics.example/1.jpg'])
    expect(picture).toMatchObject({
      type: 'picture',
      text: '',
      photos: [{ id: 'urn:pic:1', creator: 'Jo Lark', width: 2400 }],
    })
  })
  it('with an empty embargo waits without end', async () => {
    const endless = fixture('message.g2.xml')
      .toString()
      .replace(/embargoed>[^<]+</, 'embargoed><')
    expect(await one(endless)).toMatchObject({ status: 'embargoed', embargoUntil: null, embargoUnknown: true })
  })
  it('that cancels a story kills it, even without a text', async () => {
    const kill = fixture('message.g2.xml')
      .toString()
      .replace('stat:usable', 'stat:canceled')
      .replace(/<ns0:contentSet>[\s\S]*?<\/ns0:contentSet>/, '')
    expect(await one(kill)).toMatchObject({ status: 'killed', signal: 'kill', text: '' })
  })
})

describe('a NewsML 1.2 item', () => {
  it('is read past its DOCTYPE, with an id that its revisions share', async () => {
    expect(await one(fixture('item.newsml12.xml'))).toMatchObject({
      format: 'newsml-1.2',
      agency: 'AFP',
      id: 'urn:newsml:afp.com:20260310:ferry',
      version: '2',
      signal: 'update',
      revisedAt: '2026-03-10T09:15:00Z',
      dateline: { text: 'PORT LUDD, March 10, 2026 (AFP)', place: 'Port Ludd', agency: 'AFP' },
      text: 'The ferry stays, the council said.',
      ednote: 'ab-cd/ef',
      usageTerms: ['NO ARCHIVAL USE'],
      photos: [{ href: 'h.jpg', caption: 'The Heron at its berth.', creator: 'Jo LARK', credit: 'AFP', width: 800 }],
    })
  })
})

describe('what is refused', () => {
  const code = (source: string | Uint8Array) =>
    one(source).then(
      () => 'read',
      (error) => error.code,
    )
  it('is nothing, white space, and what is far too large, by its size alone', async () => {
    expect(await code('')).toBe('wire.empty')
    expect(await code(' \n ')).toBe('wire.empty')
    expect(() => wireMustFit(200_000_000)).toThrow(/200 MB/)
    expect(await code(new Uint8Array(WIRE_MAX_BYTES + 1))).toBe('wire.too-large')
  })
  it('is a picture, an archive, a web page and a schema', async () => {
    expect(await code(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe('wire.not-understood')
    expect(await code('PK\u0003\u0004zip')).toBe('wire.not-understood')
    expect(await code('<!doctype html><html><body>Hi</body></html>')).toBe('wire.not-understood')
    expect(await code('<xs:schema xmlns:xs="x"/>')).toBe('wire.not-understood')
  })
  it('is XML or JSON that is cut off', async () => {
    expect(await code(nitf('<p>Text</p>').slice(0, 150))).toBe('wire.broken')
    expect(await code('{"uri": "a", "headline": "b')).toBe('wire.broken')
  })
})

describe('characters', () => {
  const declared = (charset: string, body: string) =>
    `<?xml version="1.0" encoding="${charset}"?>${nitf(`<p>${body}</p>`)}`
  it('are read as declared', async () => {
    expect((await one(Buffer.from(declared('iso-8859-1', 'caf\u00e9 \u00a366'), 'latin1'))).text).toBe('café £66')
    expect((await one(Buffer.from(declared('iso-8859-15', 'caf\u00e9 \u00a4'), 'latin1'))).text).toBe('café €')
  })
  it('are read as what they are where the declaration is wrong, with a warning', async () => {
    const item = await one(declared('iso-8859-1', 'café'))
    expect(item.text).toBe('café')
    expect(item.warnings).toEqual(['The file says iso-8859-1 but is UTF-8; read as UTF-8.'])
  })
  it('that are no UTF-8 are read as Windows-1252, with a warning', async () => {
    const item = await one(
      Buffer.concat([
        Buffer.from('<nitf><body><body.content><p>'),
        Buffer.from([0x93, 0x61, 0x94]),
        Buffer.from('</p></body.content></body></nitf>'),
      ]),
    )
    expect(item.text).toBe('“a”')
    expect(item.warnings).toHaveLength(1)
  })
  it('after a mark of order, and in UTF-16, are read', async () => {
    expect((await one(`\ufeff${nitf('<p>Text</p>')}`)).text).toBe('Text')
    expect((await one(Buffer.from(`\ufeff${nitf('<p>Wörter</p>')}`, 'utf16le'))).text).toBe('Wörter')
  })
  it('that control are taken out', async () => {
    expect((await one(nitf('<p>A\u0000B\u0007C\u000bD</p>'))).text).toBe('ABCD')
  })
  it('by their HTML names are read, and a stray ampersand stays', async () => {
    expect((await one(nitf('<p>caf&eacute; &mdash; R&D &unheard; &#8212;</p>'))).text).toBe('café — R&D &unheard; —')
  })
})
