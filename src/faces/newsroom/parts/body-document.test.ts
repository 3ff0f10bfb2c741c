import { getSchema } from '@tiptap/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Block, Body, type Run } from '#domains/stories/shared'
import { bodyOf, canonical, type DocNode, documentOf, isLink } from './body-document.ts'
import { storyNodes } from './story-nodes.ts'

const schema = getSchema(storyNodes)

/** Through the real schema, as the editor does: anything it does not know would be lost here. */
function throughEditor(body: Body): Body {
  const node = schema.nodeFromJSON(documentOf(body))
  node.check()
  return bodyOf(node.toJSON() as DocNode)
}

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((word) => word.replace(/\r/g, ' '))
const run: fc.Arbitrary<Run> = fc.record(
  {
    text: fc.oneof(text, fc.constant('\n'), fc.constant('two\nlines')),
    bold: fc.constant(true as const),
    italic: fc.constant(true as const),
    link: fc.constantFrom('https://example.org/a?b=c', 'mailto:desk@example.org', '/stories/2017/apr/18/rain/'),
  },
  { requiredKeys: ['text'] },
)
const runs = fc.array(run, { maxLength: 5 })
const photo = fc.record(
  {
    photoId: fc.constantFrom('1', '22'),
    caption: text,
    creator: text,
    credit: text,
    alt: text,
    focus: fc.constant({ x: 0.25, y: 1 }),
  },
  { requiredKeys: ['photoId', 'caption', 'creator', 'credit', 'alt'] },
)
const cell = fc.record({ runs, header: fc.constant(true as const) }, { requiredKeys: ['runs'] })
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('paragraph' as const), runs }),
  fc.record({ type: fc.constant('heading' as const), level: fc.constantFrom(2 as const, 3 as const), runs }),
  fc.record({ type: fc.constant('list' as const), ordered: fc.boolean(), items: fc.array(runs, { maxLength: 4 }) }),
  fc.record({ type: fc.constant('quote' as const), paragraphs: fc.array(runs, { maxLength: 3 }), cite: text }),
  fc.record({ type: fc.constant('pullquote' as const), text, cite: fc.oneof(text, fc.constant('')) }),
  fc.record({ type: fc.constant('preformatted' as const), text: fc.constantFrom('', 'a\n  b\n', 'one') }),
  fc.record({ type: fc.constant('photo' as const), photo }),
  fc.record({ type: fc.constant('gallery' as const), title: text, photos: fc.array(photo, { maxLength: 3 }) }),
  fc.record({
    type: fc.constant('table' as const),
    caption: text,
    rows: fc.array(fc.array(cell, { maxLength: 3 }), { maxLength: 3 }),
  }),
  fc.record({ type: fc.constant('embed' as const), url: fc.constant('https://example.org/v/1'), title: text }),
  fc.record({ type: fc.constant('correction' as const), text, on: fc.constant('2017-04-18') }),
)
const anyBody = fc.array(block, { maxLength: 12 })

describe('the body and the document of the editor', () => {
  it('gives back exactly the canonical body it was given, through the editor’s own schema', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        expect(throughEditor(body)).toEqual(canonical(body))
      }),
      { numRuns: 300 },
    )
  })

  it('leaves a canonical body as it is', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const once = canonical(body)
        expect(canonical(once)).toEqual(once)
        expect(Body.parse(once)).toEqual(once)
      }),
    )
  })

  it('makes one run of neighbors with the same marks', () => {
    const body: Body = [
      { type: 'paragraph', runs: [{ text: 'Ra' }, { text: '' }, { text: 'in' }, { text: ' fell', bold: true }] },
    ]
    expect(throughEditor(body)).toEqual([
      { type: 'paragraph', runs: [{ text: 'Rain' }, { text: ' fell', bold: true }] },
    ])
  })

  it('gives an empty story one paragraph to type in and takes it away again', () => {
    expect(documentOf([])).toEqual({ type: 'doc', content: [{ type: 'paragraph' }] })
    expect(throughEditor([])).toEqual([])
  })

  it('drops empty paragraphs at the end but keeps those inside', () => {
    const empty: Block = { type: 'paragraph', runs: [] }
    const words: Block = { type: 'paragraph', runs: [{ text: 'Rain' }] }
    expect(throughEditor([words, empty, words, empty, empty])).toEqual([words, empty, words])
  })

  it('cuts a run that the server would refuse as too long', () => {
    const doc: DocNode = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x'.repeat(45_000) }] }],
    }
    expect(() => Body.parse(bodyOf(doc))).not.toThrow()
  })

  it('leaves out a link that could run a script', () => {
    expect(isLink('javascript:alert(1)')).toBe(false)
    expect(isLink('//elsewhere.example')).toBe(false)
    const mark = { type: 'link', attrs: { href: 'javascript:alert(1)' } }
    const doc: DocNode = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a', marks: [mark] }] }],
    }
    expect(bodyOf(doc)).toEqual([{ type: 'paragraph', runs: [{ text: 'a' }] }])
  })
})
