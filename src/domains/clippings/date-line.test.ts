import { describe, expect, it } from 'vitest'
import { readDates } from './date-line.ts'

const zone = 'America/Los_Angeles'

describe('a line with a date', () => {
  it.each([
    ['Tue., April 18, 2017', 'plain', '2017-04-18'],
    ['Published: April 18, 2017 at 5:12 p.m.', 'published', '2017-04-19T00:12:00.000Z'],
    ['Posted: 2/11/2017 10:41 PM EST', 'published', '2017-02-12T03:41:00.000Z'],
    ['UPDATED: Wed., Nov. 4, 2020, 3:04 p.m.', 'updated', '2020-11-04T23:04:00.000Z'],
    ['2017-04-18T12:00:00Z', 'plain', '2017-04-18T12:00:00.000Z'],
    ['18 April 2017', 'plain', '2017-04-18'],
    ['Published noon, Sept. 1, 2019', 'published', '2019-09-01T19:00:00.000Z'],
  ])('%j is %s at %s', (line, kind, at) => {
    expect(readDates(line, zone)).toEqual([{ kind, at, lostTime: false }])
  })

  it('may have two', () => {
    expect(
      readDates('Published April 18, 2017 | Updated April 19, 2017', zone).map(({ kind, at }) => [kind, at]),
    ).toEqual([
      ['published', '2017-04-18'],
      ['updated', '2017-04-19'],
    ])
  })

  it('with a time but no zone to place it in keeps the day and says so', () => {
    expect(readDates('April 18, 2017 5:12 p.m.', undefined)).toEqual([
      { kind: 'plain', at: '2017-04-18', lostTime: true },
    ])
  })

  it.each([
    'The bridge closed April 18, 2017, after a barge hit it.',
    'Feb. 31, 2017',
    'Tuesday',
    '1/2 cup sugar',
    '48-47',
  ])('is not %j', (line) => {
    expect(readDates(line, zone)).toEqual([])
  })
})
