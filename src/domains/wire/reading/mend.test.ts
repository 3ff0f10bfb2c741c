import { describe, expect, it } from 'vitest'
import { textToBody } from '#wire/markup/wording.ts'
import { finished } from './finish.ts'
import { mended } from './mend.ts'

const mend = (text: string, headline = '') => {
  const draft = mended({ format: 'ninjs', headline, body: textToBody(text), wording: text })
  const { text: whole, warnings, headline: head } = finished(draft)
  return { text: whole, warnings, headline: head }
}

describe('garbled letters', () => {
  it('are mended, with a warning', () => {
    expect(mend('The worldâ€™s best â€œsealâ€\u009d cost Â£4.')).toEqual({
      text: 'The world’s best “seal” cost £4.',
      headline: '',
      warnings: ['Some letters were garbled where it comes from; mended.'],
    })
  })
  it('are left alone where they are letters', () => {
    for (const text of ['Âge, Ãrea, â l’âge, «MAÇû', 'Il a été là', 'Não é nação']) {
      expect(mend(text)).toMatchObject({ text, warnings: [] })
    }
  })
  it('are mended in headlines too', () => {
    expect(mend('Rain', 'Itâ€™s raining').headline).toBe('It’s raining')
  })
  it('are dashes where an agency spells those out', () => {
    expect(mend('800<endash>-</endash>1 000')).toMatchObject({ text: '800–1 000', warnings: [] })
  })
})
