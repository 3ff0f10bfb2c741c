import { describe, expect, it } from 'vitest'
import { readByline } from './byline.ts'

function told(line: string, ourPaper = ''): string | undefined {
  const read = readByline(line, { ourPaper })
  return (
    read &&
    `${read.bylines.map(({ name, title, agency }) => [name, title, agency].join('/')).join('; ')} => ${read.agency}`
  )
}

describe('a byline', () => {
  it.each([
    ['By Jane Doe', 'Jane Doe// => '],
    ['BY JANE DOE', 'Jane Doe// => '],
    ['By Jane Doe and John Roe', 'Jane Doe//; John Roe// => '],
    ['By Jane Doe, John Roe and Ann Poe', 'Jane Doe//; John Roe//; Ann Poe// => '],
    ['By Jane Doe, Staff writer', 'Jane Doe/Staff writer/ => '],
    ['By Jane Doe and John Roe, Staff writers', 'Jane Doe/Staff writer/; John Roe/Staff writer/ => '],
    ['By Jane Doe, Editor and publisher', 'Jane Doe/Editor and publisher/ => '],
    ['By Anna Fifield Washington Post', 'Anna Fifield//Washington Post => Washington Post'],
    ['By Mary Anne O’Brien Associated Press', 'Mary Anne O’Brien//Associated Press => Associated Press'],
    ['Associated Press', ' => Associated Press'],
    ['By The Associated Press', ' => Associated Press'],
    ['From staff reports', 'Staff reports// => '],
    ['From wire reports', ' => Wire reports'],
    ['Jane Doe | The Times', 'Jane Doe//The Times => The Times'],
    ['Jane Doe, Staff Writer', 'Jane Doe/Staff Writer/ => '],
    ['By JANE McDOE / Of The Inland Sentinel', 'Jane McDoe//The Inland Sentinel => The Inland Sentinel'],
    ['By JANE DOE\nOf The Inland Sentinel', 'Jane Doe//The Inland Sentinel => The Inland Sentinel'],
    ['By Jane Doe, The Seattle Times', 'Jane Doe//The Seattle Times => The Seattle Times'],
    ['By Jane Doe janed@example.com (509) 555-0100', 'Jane Doe// => '],
    ['By Jane Doe in Tokyo', 'Jane Doe// => '],
    ['By Jane Doe Jr.', 'Jane Doe Jr.// => '],
    ['By Martin Luther King III', 'Martin Luther King III// => '],
    ['By Jane Doe | April 18, 2017', 'Jane Doe// => '],
    ['Posted on April 22, 2023 by Priya Nair', 'Priya Nair// => '],
    ['By Ludwig van der Berg, Special to The Ledger', 'Ludwig van der Berg/Special to The Ledger/ => '],
  ])('%j is %j', (line, expected) => {
    expect(told(line)).toBe(expected)
  })

  it('of our own paper is staff, with no agency', () => {
    expect(told('By Jane Doe, The Inland Sentinel', 'Inland Sentinel')).toBe('Jane Doe// => ')
  })

  it('with an organization that is only shaped like one is read, and said to be a guess', () => {
    expect(readByline('By Jane Doe Plateau Herald')).toMatchObject({
      agency: 'Plateau Herald',
      doubts: [expect.stringContaining('Plateau Herald')],
    })
  })

  it.each([
    'By nine in the morning there were more trucks than cows.',
    'By Tuesday the river had reached the second step of the church.',
    'The board met on Tuesday.',
    'Jane Doe',
    'News Sports Opinion',
    'Bridge closed until Friday',
  ])('is not %j', (line) => {
    expect(told(line)).toBeUndefined()
  })
})
