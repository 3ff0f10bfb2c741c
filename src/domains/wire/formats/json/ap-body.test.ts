import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { WireItem } from '#wire/item.ts'
import { readWire } from '#wire/reading/read.ts'
import { withApBody } from './ap-body.ts'

const story = readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'ap-media-story.json'))
const itemOf = async (): Promise<WireItem> => {
  const [item] = await readWire(story)
  if (!item) throw new Error('The fixture has an item.')
  return item
}
const nitf = (body: string, docdata = '') =>
  Buffer.from(
    `<nitf><head><docdata${docdata}><doc-id regsrc="AP"/></docdata></head><body><body.head><hedline><hl1>Other</hl1></hedline>` +
      `<byline>By SOMEBODY ELSE</byline></body.head><body.content>${body}</body.content></body></nitf>`,
  )

describe('an item of AP’s with its text', () => {
  it('has the text of the rendition, and its dateline', async () => {
    const item = await itemOf()
    const whole = withApBody(
      item,
      nitf('<block id="Main"><p>GULL INLET, Maine (AP) — The <em>seals</em> are back.</p><p>For good.</p></block>'),
    )
    expect(item.warnings.join()).toMatch(/The text is not in this item/)
    expect(whole).toMatchObject({
      text: 'The seals are back.\n\nFor good.',
      wordCount: 6,
      dateline: { text: 'GULL INLET, Maine (AP)', place: 'Gull Inlet, Maine', agency: 'AP' },
    })
    expect(whole.warnings.join()).not.toMatch(/The text is not in this item/)
    expect(whole.body[0]).toEqual({
      type: 'paragraph',
      runs: [{ text: 'The ' }, { text: 'seals', italic: true }, { text: ' are back.' }],
    })
  })
  it('keeps what it says of itself', async () => {
    const item = await itemOf()
    const { id, revisionKey, headline, bylines, photos, ednote, signal } = withApBody(item, nitf('<p>Rain.</p>'))
    expect({ id, revisionKey, headline, bylines, photos, ednote, signal }).toEqual({
      id: item.id,
      revisionKey: item.revisionKey,
      headline: item.headline,
      bylines: item.bylines,
      photos: item.photos,
      ednote: item.ednote,
      signal: item.signal,
    })
  })
  it('is read again from one file in which both were kept', async () => {
    const item = JSON.parse(story.toString()).data.item
    const kept = Buffer.from(JSON.stringify({ item, nitf: nitf('<p>GULL INLET, Maine (AP) — Rain.</p>').toString() }))
    const [whole] = await readWire(kept)
    expect(whole).toMatchObject({ format: 'ap-media', text: 'Rain.', headline: item.headline })
    expect(whole?.revisionKey).toBe((await itemOf()).revisionKey)
  })
  it('is killed when only the rendition says so', async () => {
    const item = withApBody(await itemOf(), nitf('<p>Rain.</p>', ' management-status="canceled"'))
    expect(item).toMatchObject({ status: 'killed', signal: 'kill' })
  })
  it('is refused where the rendition is no NITF', async () => {
    const item = await itemOf()
    expect(() => withApBody(item, Buffer.from('{"error":"expired"}'))).toThrow(/broken|no NITF/)
    expect(() => withApBody(item, Buffer.from('<html><body>Sign in</body></html>'))).toThrow(/no NITF/)
    expect(() => withApBody(item, Buffer.alloc(0))).toThrow(/empty/)
  })
})
