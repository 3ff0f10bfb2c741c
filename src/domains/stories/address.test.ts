import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressOf, dayOfPath, slugOf } from './address.ts'

describe('the last part of an address', () => {
  it('is plain words', () => {
    expect(slugOf('Board delays boundary vote after 4 hours of testimony')).toBe(
      'board-delays-boundary-vote-after-4-hours-of-testimony',
    )
  })
  it('joins what an apostrophe parts, in any of its shapes', () => {
    expect(slugOf("Coeur d’Alene’s mayor won't run")).toBe('coeur-dalenes-mayor-wont-run')
  })
  it('drops accents and spells out letters that have none', () => {
    expect(slugOf('Übergroße Œuvre in Łódź & Café')).toBe('ubergrosse-oeuvre-in-lodz-and-cafe')
  })
  it('is cut at a word', () => {
    const slug = slugOf(
      'Pence pushes Japan to start trade talks, tells South Korea to brace for review of current deal',
    )
    expect(slug).toBe('pence-pushes-japan-to-start-trade-talks-tells-south-korea-to-brace-for')
  })
  it('is empty when nothing of the words can stand in it', () => expect(slugOf('日本 — ¡!')).toBe(''))
  it('is always fit for an address', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        (words) => /^([a-z0-9]+(-[a-z0-9]+)*)?$/.test(slugOf(words)) && slugOf(words).length <= 70,
      ),
    )
  })
})

describe('a day in an address', () => {
  it('is that of the paper', () => {
    expect(addressOf('words', new Date('2017-04-19T05:00:00Z'), 'America/Los_Angeles')).toBe(
      '/stories/2017/apr/18/words/',
    )
  })
  it('is read back', () => expect(dayOfPath('2017', 'apr', '18')).toBe('2017-04-18'))
  it('is none if the calendar has no such day', () => {
    expect([
      dayOfPath('2017', 'feb', '30'),
      dayOfPath('2017', 'foo', '01'),
      dayOfPath('17', 'apr', '1'),
      dayOfPath('2017', 'apr', '0'),
    ]).toEqual([undefined, undefined, undefined, undefined])
  })
})
