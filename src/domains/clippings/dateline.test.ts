import { describe, expect, it } from 'vitest'
import { dayBefore, readDateline } from './dateline.ts'

describe('a dateline', () => {
  it.each([
    ['TOKYO – The talks began.', 'Tokyo', ''],
    ['WASHINGTON — The Senate met.', 'Washington', ''],
    ['NEW YORK (AP) — Stocks fell.', 'New York', 'AP'],
    ['ST. PAUL, Minn. (AP) — Farmers met.', 'St. Paul, Minn.', 'AP'],
    ['McCOOK, Neb. -- Rain fell.', 'McCook, Neb.', ''],
    ['COEUR D’ALENE, Idaho – The lake froze.', 'Coeur d’Alene, Idaho', ''],
    ['WINSTON-SALEM, N.C. — A mill burned.', 'Winston-Salem, N.C.', ''],
    ['SEOUL, South Korea (Reuters) - Talks ended.', 'Seoul, South Korea', 'Reuters'],
    ['RIO DE JANEIRO — The bay is clean.', 'Rio de Janeiro', ''],
    ['Spokane, Wash. (AP) — The river rose.', 'Spokane, Wash.', 'AP'],
    ['SPOKANE (AP) The river rose.', 'Spokane', 'AP'],
  ])('%j stands for %j', (line, place, agency) => {
    const found = readDateline(line)
    expect(found?.dateline).toEqual({ place, agency })
    expect(line.slice(found?.length)).toMatch(/^[A-Z]\w* .*\.$/)
  })

  it('may have a day, with or without its year', () => {
    expect(readDateline('TOKYO, April 18, 2017 – The talks began.')?.dateline.on).toBe('2017-04-18')
    expect(readDateline('TOKYO, April 18 (AP) – The talks began.')?.day).toBe('04-18')
  })

  it('without a year is of the last such day before publication', () => {
    expect(dayBefore('04-18', '2017-04-19')).toBe('2017-04-18')
    expect(dayBefore('12-31', '2017-01-01')).toBe('2016-12-31')
  })

  it.each([
    'FILE – The mayor waves.',
    'UPDATE: The road is open.',
    'The road – the only one – is open.',
    'A – that is the grade.',
    'Q – What next?',
    'NASA, which had planned for this — and paid for it — waited.',
    'Jane Doe (left) – with her sister – waved.',
  ])('is not at the start of %j', (line) => {
    expect(readDateline(line)).toBeUndefined()
  })
})
