import { describe, expect, it } from 'vitest'
import { textOf } from '#domains/stories/shared'
import { textToBody } from '#wire/markup/wording.ts'
import { split } from './split.ts'

const parts = (text: string) => {
  const { body, ...rest } = split(textToBody(text), { headline: '', place: '' })
  return { ...rest, text: textOf(body) }
}

describe('the end of a story', () => {
  it('gives up who else was at work, whose it is and who signed', () => {
    expect(
      parts('It rained.\n\n___\n\nRoe reported from Bath. Associated Press writer Bo Ray contributed to this report.'),
    ).toMatchObject({
      text: 'It rained.',
      contributors: ['Roe reported from Bath. Associated Press writer Bo Ray contributed to this report.'],
    })
    expect(parts('It rained.\n\n(Reporting by Jane Roe; Editing by Bo Ray)').contributors).toHaveLength(1)
    expect(parts('It rained.\n\n© ΑΠΕ-ΜΠΕ ΑΕ. Τα δικαιώματα ανήκουν.').usageTerms).toHaveLength(1)
    expect(parts('It rained.\n\nAAP RTV ar')).toMatchObject({ text: 'It rained.', ednotes: ['AAP RTV ar'] })
    expect(parts('It rained.\n\nbur-dar-gl/fz').ednotes).toEqual(['bur-dar-gl/fz'])
  })
  it('loses the mark that it is the end', () => {
    for (const mark of ['ends', '-30-', '###', '/ritzau/', '(©NTB)', '___'])
      expect(parts(`It rained.\n\n${mark}`)).toMatchObject({ text: 'It rained.', ednotes: [] })
    expect(parts('BATH (Reuters) - It rained.\n\n(Reuters)').text).toMatch(/It rained\.$/)
  })
  it('stays where it only looks like one', () => {
    for (const last of [
      'AAP gained.',
      'It never ends',
      'NATO met.',
      'Roe reported from Bath that it rained, and contributed to this report.',
    ])
      expect(parts(`It rained.\n\n${last}`).text).toBe(`It rained.\n\n${last}`)
  })
})

describe('the beginning of a story', () => {
  it('is not mistaken for a place where it is a label', () => {
    for (const text of [
      "EDITOR'S NOTE — This is the first of two.",
      'EDITOR’S NOTE – This is it.',
      'FILE PHOTO — Seals rest.',
    ])
      expect(parts(text)).toMatchObject({ dateline: undefined, text })
  })
  it('is a byline even where nothing follows', () => {
    expect(parts('By Toby Roe')).toMatchObject({ bylines: ['By Toby Roe'], text: '' })
  })
})
