import { describe, expect, it } from 'vitest'
import { datelineAtStart, datelineOf } from './dateline.ts'

const found = (paragraph: string, place = '') => {
  const dateline = datelineAtStart(paragraph, { place })
  return dateline && [dateline.place, dateline.agency, paragraph.slice(dateline.length)]
}

describe('a dateline in the text', () => {
  it('is known by its agency, in every way agencies write it', () => {
    expect(found('NEW YORK (AP) — It rained.')).toEqual(['New York', 'AP', 'It rained.'])
    expect(found('GROSSETO, Italy (AP) -- It rained.')).toEqual(['Grosseto, Italy', 'AP', 'It rained.'])
    expect(found('NEW YORK, Jan 21 (Reuters) - It rained.')).toEqual(['New York', 'Reuters', 'It rained.'])
    expect(found('Jan 30 (Reuters) - It rained.')).toEqual(['', 'Reuters', 'It rained.'])
    expect(found('WASHINGTON/MOSCOW (Reuters) - It rained.')).toEqual(['Washington/Moscow', 'Reuters', 'It rained.'])
    expect(found('STOCKHOLM, Aug 29, 2014 (AFP) - It rained.')).toEqual(['Stockholm', 'AFP', 'It rained.'])
    expect(found('LOS ANGELES, March 10 AAP – It rained.')).toEqual(['Los Angeles', 'AAP', 'It rained.'])
    expect(found('MADRID, 21 Nov. 2024 (Europa Press) - It rained.')).toEqual(['Madrid', 'Europa Press', 'It rained.'])
    expect(found('LIVE OAK, Fla. (AP) — It rained.')).toEqual(['Live Oak, Fla.', 'AP', 'It rained.'])
    expect(found('Berlin (dpa) - It rained.')).toEqual(['Berlin', 'dpa', 'It rained.'])
    expect(found('San Diego (tca/dpa) - It rained.')).toEqual(['San Diego', 'tca/dpa', 'It rained.'])
    expect(found('MARLBOROUGH, Mass.--(BUSINESS WIRE)--Dec 5, 2024--It rained.')).toEqual([
      'Marlborough, Mass.',
      'BUSINESS WIRE',
      'It rained.',
    ])
    expect(found('SAITAMA, Japan, Dec. 9 Kyodo - It rained.')).toEqual(['Saitama, Japan', 'Kyodo', 'It rained.'])
    expect(found('(AP) _ It rained.')).toEqual(['', 'AP', 'It rained.'])
    expect(found('Oslo /ntb/: It rained.')).toEqual(['Oslo', 'ntb', 'It rained.'])
    expect(found('(ANSA) - ROMA, 1 LUG - It rained.')).toEqual(['Roma', 'ANSA', 'It rained.'])
    expect(found('Tegucigalpa, Jan 2 (EFE).- It rained.')).toEqual(['Tegucigalpa', 'EFE', 'It rained.'])
  })
  it('without an agency is a place in capitals before a new sentence', () => {
    expect(found('TOKYO – It rained.')).toEqual(['Tokyo', '', 'It rained.'])
    expect(found('ST. PAUL, Minn. — “It rained,” he said.')).toEqual(['St. Paul, Minn.', '', '“It rained,” he said.'])
  })
  it('in small letters counts only where the item itself names the place', () => {
    expect(found('Olney – It rained.')).toBeUndefined()
    expect(found('Olney – It rained.', 'Olney')).toEqual(['Olney', '', 'It rained.'])
  })
  it('is left alone in doubt', () => {
    expect(found('NATO – which met on Monday – agreed.')).toBeUndefined()
    expect(found('NATO – The alliance met.')).toBeUndefined()
    expect(found('The Islamic State (IS) - also known as Daesh - fell.')).toBeUndefined()
    expect(found('It rained in OLNEY (AP) — and how.')).toBeUndefined()
    expect(found('By Jane Roe Jan 30 (Reuters) - It rained.')).toBeUndefined()
    expect(found('Jane Roe said (AP) that it rained.')).toBeUndefined()
  })
  it('that is all there is stays', () => {
    expect(found('OLNEY (AP) — ')).toBeUndefined()
  })
})

describe('a dateline that an item gives by itself', () => {
  it('is read into place and agency', () => {
    expect(datelineOf('Berlin (dpa) - ')).toEqual({ text: 'Berlin (dpa)', place: 'Berlin', agency: 'dpa' })
    expect(datelineOf('BUFFALO, N.Y.')).toEqual({ text: 'BUFFALO, N.Y.', place: 'Buffalo, N.Y.', agency: '' })
    expect(datelineOf('SEOUL, Nov 26 AFP')).toMatchObject({ place: 'Seoul', agency: 'AFP' })
  })
  it('is none when it is a time', () => {
    expect(datelineOf('2018-01-03 20:13:08 GMT+00:00')).toBeUndefined()
    expect(datelineOf('4/4/2018')).toBeUndefined()
    expect(datelineOf('MARCH 04, 2013')).toBeUndefined()
  })
})
