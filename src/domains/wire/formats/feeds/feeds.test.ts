import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { finished } from '#wire/reading/finish.ts'
import { readFeed } from './feeds.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', name))
const read = (text: string) => readFeed(text).map(finished)
const [seals, excerpt] = read(fixture('rss-2-0.xml').toString())
const [tides, encoded] = read(fixture('atom.xml').toString())
const [note, summary] = read(fixture('json-feed.json').toString())

describe('RSS', () => {
  it('survives a stray “&” and keeps addresses that look like entities', () => {
    expect(seals).toMatchObject({
      provider: 'Larkton Fish & Boats & More',
      headline: 'Seals & otters: a guide',
      id: 'boats-1',
    })
  })
  it('takes the whole text, not the description, with addresses made whole', () => {
    expect(seals?.text).toBe('Long words with a map.\n\nQuoted words.')
    expect(JSON.stringify(seals?.body)).toContain('"link":"https://boats.example.test/map"')
  })
  it('names every creator', () => {
    expect(seals?.bylines.map(({ name }) => name)).toEqual(['Mara Quill', 'Otis Vane'])
  })
  it('has pictures under whatever prefix Media RSS has, with what is said of them', () => {
    expect(seals?.photos).toMatchObject([
      { href: 'https://boats.example.test/seal.jpg', caption: 'A seal.', credit: 'Ida Crane', width: 1200 },
    ])
  })
  it('says that an excerpt is one, and has the name but not the address of its author', () => {
    expect(excerpt).toMatchObject({
      bylines: [{ name: 'Ida Crane', title: '' }],
      warnings: ['This may be only the beginning of the story.'],
      photos: [{ href: 'https://boats.example.test/tide.png' }],
    })
    expect(JSON.stringify(excerpt)).not.toContain('crane@')
  })
  it('takes a page of WordPress’s export that was not public for withheld', () => {
    const item =
      '<item><title>t</title><content:encoded><![CDATA[One\n\nTwo]]></content:encoded><wp:status>draft</wp:status></item>'
    const wxr = `<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>${item}</channel></rss>`
    expect(read(wxr)[0]).toMatchObject({ status: 'withheld', text: 'One\n\nTwo' })
  })
  it('may be empty', () => {
    expect(read('<rss version="2.0"><channel><title>t</title></channel></rss>')).toEqual([])
  })
})

describe('Atom', () => {
  it('reads XHTML with its marks, links made whole by xml:base', () => {
    expect(tides?.text).toBe('See the chart and wait.')
    expect(JSON.stringify(tides?.body)).toContain('https://lark.example.test/parent/chart.html')
    expect(JSON.stringify(tides?.body)).toContain('"italic":true')
  })
  it('has the times, the tags and the author of the feed, without an address', () => {
    expect(tides).toMatchObject({
      createdAt: '2031-03-04T10:00:00Z',
      revisedAt: '2031-03-04T12:00:00Z',
      keywords: ['Tides'],
      bylines: [{ name: 'Larkton Desk', title: '' }],
      summary: 'In short.',
      language: 'en',
      revisionKey: 'urn:lark:1:2031-03-04T12:00:00Z',
    })
    expect(JSON.stringify(tides)).not.toContain('desk@')
  })
  it('reads words in Base64', () => {
    expect(encoded?.text).toBe('Words in Base64')
  })
})

describe('JSON Feed', () => {
  it('has text, authors of the feed, tags and picture', () => {
    expect(note).toMatchObject({
      format: 'json-feed',
      formatVersion: '1.1',
      text: 'They are here.',
      bylines: [{ name: 'Mara Quill', title: '' }],
      createdAt: '2031-03-04T15:00:00Z',
      photos: [{ href: 'https://notes.example.test/seal.jpg' }],
    })
    expect(JSON.stringify(note?.body)).toContain('https://notes.example.test/map')
  })
  it('says that a summary is only that', () => {
    expect(summary).toMatchObject({
      id: '2',
      text: 'Only a summary.',
      warnings: ['This may be only the beginning of the story.'],
    })
  })
  it('is refused when it is cut off', () => {
    expect(() => readFeed('{"version":"https://jsonfeed.org/version/1","items":[{')).toThrow('This is no JSON Feed')
  })
})

describe('broken feeds', () => {
  it('are refused with what is broken', () => {
    expect(() => readFeed('<rss><channel><item></channel></rss>')).toThrow('This XML is broken')
  })
  it('expand no entity of their own', () => {
    const bomb =
      '<!DOCTYPE rss [<!ENTITY a "aa"><!ENTITY b SYSTEM "file:///etc/hostname">]><rss><channel><item><title>&a;&b;</title></item></channel></rss>'
    expect(() => readFeed(bomb)).toThrow('never expanded')
  })
})
