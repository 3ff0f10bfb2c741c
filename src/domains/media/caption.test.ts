import { describe, expect, it } from 'vitest'
import { readCredit, splitCaption } from './caption.ts'

const SCENE = 'A heron lands on the mill pond in Cheney Falls, Wash., Tuesday, April 18, 2017.'

function split(tail: string) {
  const { caption, creator, credit, isFile } = splitCaption(`${SCENE} ${tail}`)
  expect(caption).toBe(SCENE)
  return [creator, credit, ...(isFile ? ['file'] : [])]
}

describe('the credit at the end of a caption', () => {
  it('of the Associated Press names photographer and agency', () => {
    expect(split('(AP Photo/Ana B. Reyes)')).toEqual(['Ana B. Reyes', 'AP'])
  })
  it('of the Associated Press may have no photographer', () => {
    expect(split('(AP Photo)')).toEqual(['', 'AP'])
    expect(split('(AP Photo/Uncredited)')).toEqual(['', 'AP'])
  })
  it('may mark a file picture', () => {
    expect(split('(AP Photo/Ana Reyes, File)')).toEqual(['Ana Reyes', 'AP', 'file'])
    expect(split('REUTERS/Otto Brandt/File Photo')).toEqual(['Otto Brandt', 'REUTERS', 'file'])
    expect(split('(DHA via AP, File)')).toEqual(['', 'DHA via AP', 'file'])
  })
  it('in house style has a name, a slash and an owner', () => {
    expect(split('(Ana Reyes / Associated Press)')).toEqual(['Ana Reyes', 'Associated Press'])
    expect(split('(Ana Reyes/The Inland Sentinel)')).toEqual(['Ana Reyes', 'The Inland Sentinel'])
    expect(split('(Óscar d’Almeida / The Inland Sentinel)')).toEqual(['Óscar d’Almeida', 'The Inland Sentinel'])
    expect(split('(ANA VAN DER REYES/THE INLAND SENTINEL)')).toEqual(['ANA VAN DER REYES', 'THE INLAND SENTINEL'])
  })
  it('of a freelance says for whom', () => {
    expect(split('(Ana Reyes for The Washington Post)')).toEqual(['Ana Reyes', 'The Washington Post'])
  })
  it('of a pool picture keeps the way it came', () => {
    expect(split('(Ana Reyes/Pool via AP)')).toEqual(['Ana Reyes', 'Pool via AP'])
  })
  it('may begin with Photo by, and Getty writes it twice', () => {
    expect(split('(Photo by Ana Reyes/Getty Images)')).toEqual(['Ana Reyes', 'Getty Images'])
    expect(split('(Photo by Ana Reyes)')).toEqual(['Ana Reyes', ''])
    expect(split('(Photo by Ana Reyes / AFP) (Photo by ANA REYES/AFP via Getty Images)')).toEqual([
      'ANA REYES',
      'AFP via Getty Images',
    ])
  })
  it('may stand without parentheses', () => {
    expect(split('THE CANADIAN PRESS/Paul Tremblay')).toEqual(['Paul Tremblay', 'THE CANADIAN PRESS'])
    expect(split('Photo: Ana Reyes/EUROPA PRESS/dpa')).toEqual(['Ana Reyes', 'EUROPA PRESS/dpa'])
    expect(split('Photo courtesy of the Cheney Falls Museum')).toEqual(['', 'Courtesy of the Cheney Falls Museum'])
  })
  it('may be an agency or a lender alone', () => {
    expect(split('(Associated Press)')).toEqual(['', 'Associated Press'])
    expect(split('(Courtesy of the Harbor family)')).toEqual(['', 'Courtesy of the Harbor family'])
  })
})

describe('a caption without a credit', () => {
  const same = (caption: string) =>
    expect(splitCaption(caption)).toEqual({ caption, creator: '', credit: '', isFile: false })

  it('keeps its last parenthesis when that is part of the sentence', () => {
    same('Fighters of the Islamic State (also known as IS)')
    same('Members of the Alder Party (AP)')
    same('Mayor Ruth Ellison (left) and the dog that saved her (right)')
    same('Voters chose between two lists (Alder/Birch).')
    same('The team beat Ritzville (3-2).')
    same('The bridge, seen from the mill (photo from 1911).')
  })
  it('is left alone when it speaks of an agency', () => {
    same('The Associated Press opened an office in Cheney Falls.')
    same('')
  })
  it('is not changed by a date or a place in parentheses', () => {
    same('The flood of the Palouse (Whitman County, 1996).')
  })
})

describe('a file picture', () => {
  it('is known by its first words, which readers keep', () => {
    const found = splitCaption('FILE - A heron lands. (AP Photo/Ana Reyes)')
    expect(found).toEqual({ caption: 'FILE - A heron lands.', creator: 'Ana Reyes', credit: 'AP', isFile: true })
    expect(splitCaption('FILE PHOTO: A heron lands.').isFile).toBe(true)
    expect(splitCaption('Filed papers lie on a desk.').isFile).toBe(false)
  })
})

describe('a credit line on its own', () => {
  it('is read as in a caption', () => {
    expect(readCredit('Ana Reyes / The Inland Sentinel')).toEqual({
      creator: 'Ana Reyes',
      credit: 'The Inland Sentinel',
      isFile: false,
    })
  })
  it('is nothing when it is a sentence', () => {
    expect(readCredit('The dog was found the next day')).toBeUndefined()
  })
})
