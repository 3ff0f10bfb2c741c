import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Body, textOf } from '#domains/stories/shared'
import { p } from '#kit/builders'
import { merged, passagesOf, wordsOf } from './three-way.ts'

const words = ['rain', 'river', 'road', 'mill', 'snow', 'crew', 'grant', 'bridge', 'county', 'north']
const sentence = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }).map((list) => list.join(' '))
const text = fc.array(sentence, { maxLength: 8 }).map((list): Body => list.map(p))
/** A text made from another by the small changes that editors make. */
const edited = (from: Body) =>
  fc
    .array(fc.tuple(fc.nat(), fc.constantFrom('drop', 'add', 'change', 'swap'), sentence), { maxLength: 5 })
    .map((edits) =>
      edits.reduce<Body>((body, [nth, edit, words]) => {
        const at = nth % (body.length + 1)
        if (edit === 'add') return body.toSpliced(at, 0, p(words))
        const block = body[at]
        if (block?.type !== 'paragraph') return body
        if (edit === 'drop') return body.toSpliced(at, 1)
        if (edit === 'swap') return [...body.toSpliced(at, 1), block]
        return body.toSpliced(at, 1, p(`${block.runs[0]?.text ?? ''} ${words}`))
      }, from),
    )
const three = text.chain((before) => fc.tuple(fc.constant(before), edited(before), edited(before)))
const texts = (body: Body) => textOf(body).split('\n\n').filter(Boolean)

describe('the three-way comparison', () => {
  it('leaves ours to the letter when nothing is taken', () => {
    fc.assert(
      fc.property(three, ([before, now, ours]) => {
        expect(merged(before, now, ours, () => false)).toEqual(ours)
      }),
    )
  })
  it('gives the agency’s text exactly when ours is untouched and all is taken', () => {
    fc.assert(
      fc.property(three, ([before, now]) => {
        expect(merged(before, now, before, () => true)).toEqual(now)
        expect(passagesOf(before, now, before).every(({ kind }) => kind.startsWith('wire-'))).toBe(true)
      }),
    )
  })
  it('loses none of our paragraphs where both changed and ours is kept', () => {
    fc.assert(
      fc.property(three, ([before, now, ours]) => {
        const isOurs = (paragraph: string) => !texts(before).includes(paragraph)
        const result = texts(merged(before, now, ours, (_id, kind) => kind !== 'both-changed'))
        for (const paragraph of texts(ours).filter(isOurs)) expect(result).toContain(paragraph)
      }),
    )
  })
  it('has nothing to say when the agency changed nothing but what we have already', () => {
    fc.assert(
      fc.property(three, ([before, now]) => {
        expect(passagesOf(before, now, now)).toEqual([])
        expect(passagesOf(before, before, now).every(({ kind }) => kind === 'ours-changed')).toBe(true)
      }),
    )
  })
  it('says who changed what, by graf as readers count and by word', () => {
    const before = [p('The dam held on Monday.'), p('No one was hurt, the county said.'), p('It rained for nine days.')]
    const now = [
      p('The dam broke on Monday.'),
      p('Two were hurt, the county said.'),
      p('It rained for nine days.'),
      p('More rain is due.'),
    ]
    const ours = [
      p('The dam held on Monday.'),
      p('No one here was hurt, the county said.'),
      p('It rained for nine days.'),
    ]
    const [first, second, third] = passagesOf(before, now, ours)
    expect(first).toMatchObject({ graf: 1, kind: 'wire-changed', what: 'Paragraph', now: 'The dam broke on Monday.' })
    expect(first?.wire.filter(({ change }) => change !== 'same')).toEqual([
      { text: 'held', change: 'out' },
      { text: 'broke', change: 'in' },
    ])
    expect(second).toMatchObject({ graf: 2, kind: 'both-changed', ours: 'No one here was hurt, the county said.' })
    expect(third).toMatchObject({ graf: 4, kind: 'wire-added', now: 'More rain is due.' })
    const taken = merged(before, now, ours, (id) => id === first?.id || id === third?.id)
    expect(texts(taken)).toEqual([
      'The dam broke on Monday.',
      'No one here was hurt, the county said.',
      'It rained for nine days.',
      'More rain is due.',
    ])
  })
  it('offers a bold word and a mended link as changes', () => {
    const linked = (link: string): Body => [{ type: 'paragraph', runs: [{ text: 'See the map.', link }] }]
    const [passage] = passagesOf(
      linked('https://a.example/'),
      linked('https://b.example/'),
      linked('https://a.example/'),
    )
    expect(passage).toMatchObject({ kind: 'wire-changed', before: 'See the map.', now: 'See the map.' })
  })
  it('keeps our photos where they are', () => {
    const photo = { type: 'photo', photo: { photoId: '7', caption: 'A', creator: '', credit: 'B', alt: '' } } as const
    const before = [p('The dam held on Monday.'), p('It rained.')]
    const now = [p('The dam broke on Monday.'), p('It rained.')]
    expect(merged(before, now, [before[0]!, photo, before[1]!], () => true)).toEqual([now[0], photo, now[1]])
  })
  it('puts words together again', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, now) => {
        const put = (left: string) =>
          wordsOf(before, now)
            .filter(({ change }) => change !== left)
            .map((one) => one.text)
            .join('')
        expect([put('in'), put('out')]).toEqual([before, now])
      }),
    )
  })
})
