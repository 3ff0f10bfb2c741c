import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Block, type Copy, EMPTY_COPY } from '#domains/stories/shared'
import { compareBodies, compareCopies, type Part, tally, wordChanges } from './compare.ts'
import { bothBodies, clashesBetween, mergedCopy } from './merge.ts'

const p = (text: string): Block => ({ type: 'paragraph', runs: [{ text }] })
const names = { section: (id: string) => (id === '2' ? 'Nation' : 'News'), story: (id: string) => `Story ${id}` }
const read = (parts: readonly Part[], but: Part['kind']) =>
  parts
    .filter((part) => part.kind !== but)
    .map((part) => part.text)
    .join('')

describe('what changed between two copies', () => {
  it('names the words that came and went', () => {
    expect(wordChanges('moved 612 students in seven schools', 'moved 612 students at seven schools')).toEqual([
      { kind: 'same', text: 'moved 612 students ' },
      { kind: 'removed', text: 'in' },
      { kind: 'added', text: 'at' },
      { kind: 'same', text: ' seven schools' },
    ])
  })

  it('never loses a word of either side', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const parts = wordChanges(before, after)
        expect(read(parts, 'added')).toBe(before)
        expect(read(parts, 'removed')).toBe(after)
      }),
    )
  })

  it('matches an edited paragraph with itself though one was put in above it', () => {
    const before = [p('Rain fell on the town all day.'), p('The river rose three feet by night.')]
    const after = [
      p('A storm came in from the coast.'),
      p('Rain fell on the town all night.'),
      p('The river rose three feet by night.'),
    ]
    expect(compareBodies(before, after).map((row) => [row.kind, row.where])).toEqual([
      ['added', 'Paragraph 1'],
      ['changed', 'Paragraph 2'],
      ['same', 'Paragraph 3'],
    ])
  })

  it('tells bold type from changed words', () => {
    const bold: Block = { type: 'paragraph', runs: [{ text: 'Rain', bold: true }] }
    expect(compareBodies([p('Rain')], [bold])[0]).toMatchObject({ kind: 'styled', where: 'Paragraph 1' })
  })

  it('shows a section by its name and counts the words', () => {
    const rows = compareCopies(
      { ...EMPTY_COPY, sectionId: '1', headline: 'Rain' },
      { ...EMPTY_COPY, sectionId: '2', headline: 'Rain falls' },
      names,
    )
    expect(rows.find((row) => row.where === 'Section')?.parts.map((part) => part.text)).toEqual(['News', 'Nation'])
    expect(tally(rows)).toEqual({ added: 2, removed: 1 })
  })
})

describe('two copies of one story', () => {
  const begun: Copy = { ...EMPTY_COPY, headline: 'Rain', deck: 'Wet', body: [p('One.'), p('Two.')] }

  it('suggests the side that changed a field alone', () => {
    const clashes = clashesBetween(begun, { ...begun, headline: 'Rain falls' }, { ...begun, deck: 'Very wet' })
    expect(clashes).toEqual([
      { field: 'headline', changedBy: 'them', suggested: 'theirs' },
      { field: 'deck', changedBy: 'me', suggested: 'mine' },
    ])
  })

  it('keeps both texts where both changed, theirs first', () => {
    const theirs = { ...begun, body: [p('One, they say.'), p('Two.')] }
    const mine = { ...begun, body: [p('One, I say.'), p('Two.'), p('Three.')] }
    expect(clashesBetween(begun, theirs, mine)[0]).toMatchObject({ changedBy: 'both', suggested: 'both' })
    expect(bothBodies(theirs, mine)).toEqual([p('One, they say.'), p('One, I say.'), p('Two.'), p('Three.')])
  })

  it('takes each field from the side chosen', () => {
    const theirs = { ...begun, headline: 'Theirs', deck: 'Theirs' }
    const mine = { ...begun, headline: 'Mine', deck: 'Mine' }
    expect(mergedCopy(theirs, mine, { headline: 'mine' })).toMatchObject({ headline: 'Mine', deck: 'Theirs' })
  })

  it('never loses a paragraph of either side when both are kept', () => {
    const body = fc.array(fc.constantFrom('a b c d', 'a b c e', 'x y z', 'q').map(p), { maxLength: 8 })
    fc.assert(
      fc.property(body, body, (left, right) => {
        const both = JSON.stringify(bothBodies({ ...begun, body: left }, { ...begun, body: right }))
        for (const block of [...left, ...right]) expect(both).toContain(JSON.stringify(block))
      }),
    )
  })
})
