import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Copy } from '#domains/stories'
import { Refusal } from '#platform/refusal'
import type { Clipping } from './clipping.ts'
import { readPage } from './read-page.ts'

const folder = join(import.meta.dirname, 'fixtures')
const pages = readdirSync(folder).filter((name) => /\.(?:txt|html|cp1252)$/.test(name))

type Expected = Omit<Clipping, 'body' | 'photos'> & { photos: object[]; blocks: string[] }

function told(clipping: Clipping): Expected {
  const { body, ...parts } = clipping
  return { ...parts, blocks: body.map((block) => block.type) }
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

describe('pages of many shapes', () => {
  it.each(pages)('%s is read into exactly its parts', (name) => {
    const expected: Expected = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))
    expect(told(readPage(readFileSync(join(folder, name)), { zone: 'America/Los_Angeles' }))).toEqual(expected)
  })
})

// The agency's words stay outside the project: the page is looked for beside it.
const saved = resolve('..', 'shared', 'real', 'saved-page.txt')

describe.skipIf(!existsSync(saved))('a real page as a browser saved it', () => {
  const clipping = existsSync(saved)
    ? readPage(readFileSync(saved), { paperName: 'The Inland Sentinel', zone: 'America/Los_Angeles' })
    : undefined

  it('has its headline, writer, agency, section and dateline', () => {
    expect(clipping?.headline).toBe(
      'Pence pushes Japan to start trade talks, tells South Korea to brace for review of current deal',
    )
    expect(clipping?.bylines).toEqual([{ name: 'Anna Fifield', title: '', agency: 'Washington Post' }])
    expect(clipping?.agency).toBe('Washington Post')
    expect(clipping?.section).toEqual(['News', 'Nation'])
    expect(clipping?.dateline).toEqual({ place: 'Tokyo', agency: '' })
    expect(clipping?.deck).toBe('')
  })

  it('has one photo, though its caption stands there twice, and no credit in the caption', () => {
    expect(clipping?.photos).toHaveLength(1)
    expect(clipping?.photos[0]).toMatchObject({ creator: 'Eugene Hoshiko', credit: 'Associated Press', isLead: true })
    expect(clipping?.photos[0]?.caption).toMatch(/^U\.S\. Vice President Mike Pence, left.* April 18, 2017\.$/)
  })

  it('has every paragraph of the story and nothing else', () => {
    expect(clipping?.paragraphs).toHaveLength(28)
    expect(clipping?.paragraphs[0]).toMatch(/^The United States wants “stronger/)
    expect(clipping?.paragraphs.at(-1)).toMatch(/five years ago\.$/)
    expect(
      createHash('sha256')
        .update(clipping?.paragraphs.join('\n\n') ?? '')
        .digest('hex'),
    ).toBe('5457d7325b031f5a8f04258703d7f71396e665b72f78edcc991b29130fa39b75')
  })

  it('gives no date of publication, says so, and names the date in the caption', () => {
    expect(clipping?.publishedAt).toBeNull()
    expect(clipping?.warnings[0]).toMatch(/no date of publication.*2017-04-18/)
  })

  it('says which sentences were left out', () => {
    expect(clipping?.warnings.filter((line) => line.startsWith('Left out'))).toHaveLength(3)
  })
})

describe('what is no page', () => {
  it.each([
    ['an empty file', new Uint8Array(), 'clipping.empty'],
    ['white space', bytesOf(' \n\t\n '), 'clipping.empty'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 1, 2]), 'clipping.not-a-page'],
    ['a PDF', bytesOf('%PDF-1.7\n1 0 obj'), 'clipping.not-a-page'],
    ['bytes of a program', Uint8Array.from({ length: 5000 }, (_, place) => (place * 7919) % 32), 'clipping.not-a-page'],
    ['50 MB', new Uint8Array(50_000_000), 'clipping.too-large'],
    ['a menu', bytesOf('Home\nNews\nSports\nWeather\nLog in\n'), 'clipping.no-article'],
    [
      'HTML without a story',
      bytesOf('<html><body><nav><a href="/">Home</a></nav></body></html>'),
      'clipping.no-article',
    ],
  ])('%s is refused with a sentence', (_, bytes, code) => {
    expect(() => readPage(bytes)).toThrow(
      expect.objectContaining({ name: 'Refusal', code, message: expect.stringMatching(/\.$/) }),
    )
  })
})

describe('any bytes at all', () => {
  // Half of it on a machine that does nothing else.
  function refusedOrRead(bytes: Uint8Array, mostMs = 1_000): boolean {
    const from = performance.now()
    try {
      // Whatever is read must be fit to be kept as a story.
      const { headline, deck, bylines, agency, dateline, body } = readPage(bytes)
      Copy.parse({ headline, deck, bylines, agency, dateline, body })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
    return performance.now() - from < mostMs
  }

  it('are read or refused, never a fault and never for long', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4_000 }), (bytes) => refusedOrRead(bytes)),
      { numRuns: 200 },
    )
  })

  it('made by cutting and mixing real shapes, too', () => {
    const all = pages.map((name) => readFileSync(join(folder, name)))
    const cut = fc
      .tuple(fc.nat(all.length - 1), fc.nat(3_000), fc.nat(3_000))
      .map(([which, from, length]) => all[which]!.subarray(from, from + length))
    const mixed = fc
      .array(fc.oneof(cut, fc.uint8Array({ maxLength: 20 })), { maxLength: 6 })
      .map((parts) => new Uint8Array(Buffer.concat(parts)))
    fc.assert(
      fc.property(mixed, (bytes) => refusedOrRead(bytes)),
      { numRuns: 200 },
    )
  })

  it.each([
    ['tags', '<p>'],
    ['lines', 'a\n'],
    ['one line', 'A, '],
    ['dashes', '–'],
    ['open marks', '<b><i>'],
    ['entities', '&amp;'],
    ['brackets', '('],
  ])('five megabytes of %s are done with at once', (_, part) => {
    expect(refusedOrRead(bytesOf(`<html><body><h1>One</h1>${part.repeat(5_000_000 / part.length)}`), 3_000)).toBe(true)
  })

  it('nested a hundred thousand deep do not overflow', () => {
    const page = `<html><body><h1>The bridge is closed</h1>${'<div>'.repeat(100_000)}<p>The county closed the bridge on Tuesday for two weeks of repairs.</p>`
    expect(readPage(bytesOf(page)).headline).toBe('The bridge is closed')
  })
})
