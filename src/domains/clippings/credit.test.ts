import { describe, expect, it } from 'vitest'
import { readCaption, readCreditLine } from './credit.ts'

function told(line: string): string | undefined {
  const read = readCaption(line)
  return read && [read.caption, read.creator, read.credit].join(' # ')
}

describe('a caption with its credit', () => {
  it.each([
    ['The mayor waves. (Eugene Hoshiko / Associated Press)', 'The mayor waves. # Eugene Hoshiko # Associated Press'],
    ['The mayor waves. (AP Photo/Jane Roe)', 'The mayor waves. # Jane Roe # Associated Press'],
    ['The mayor waves. (AP Photo/Jane Roe, File)', 'The mayor waves. # Jane Roe # Associated Press'],
    ['The mayor waves. (Jane Roe, The Inland Sentinel)', 'The mayor waves. # Jane Roe # The Inland Sentinel'],
    ['The mayor waves. (JANE ROE/THE INLAND SENTINEL)', 'The mayor waves. # Jane Roe # The Inland Sentinel'],
    ['The mayor waves. Jane Roe/AP', 'The mayor waves. # Jane Roe # Associated Press'],
    ['The mayor waves. Photo by Jane Roe', 'The mayor waves. # Jane Roe # '],
    ['The mayor waves. (Photo by Jane Roe/Getty Images)', 'The mayor waves. # Jane Roe # Getty Images'],
    ['The mayor waves. Courtesy of the Ritter Museum', 'The mayor waves. #  # Courtesy of the Ritter Museum'],
    ['The mayor waves. (Courtesy photo)', 'The mayor waves. #  # Courtesy photo'],
    ['The mayor waves. | Jane Roe, Associated Press', 'The mayor waves. # Jane Roe # Associated Press'],
    ['The mayor waves. (REUTERS/Jane Roe)', 'The mayor waves. # Jane Roe # Reuters'],
    [
      'FILE – The mayor waves in 2019. (Jane Roe/AFP via Getty Images)',
      'FILE – The mayor waves in 2019. # Jane Roe # AFP via Getty Images',
    ],
  ])('%j is %j', (line, expected) => {
    expect(told(line)).toBe(expected)
  })

  it.each([
    'The board met (for the third time).',
    'The team is 19-4 (8-1 at home).',
    'He said he would. She said nothing.',
    '“No.” (Laughs.)',
  ])('is not %j', (line) => {
    expect(told(line)).toBeUndefined()
  })
})

describe('a line that is only a credit', () => {
  it.each([
    ['Photo by Jane Roe', 'Jane Roe', ''],
    ['JANE ROE/The Inland Sentinel', 'Jane Roe', 'The Inland Sentinel'],
    ['(Jane Roe / Associated Press)', 'Jane Roe', 'Associated Press'],
    ['Courtesy of Marlin Fire District', '', 'Courtesy of Marlin Fire District'],
  ])('%j', (line, creator, credit) => {
    expect(readCreditLine(line)).toEqual({ creator, credit })
  })
  it('is not a line of the story with a slash in it', () => {
    expect(readCreditLine('The nurse and/or the doctor signs the form.')).toBeUndefined()
  })
})
