import { describe, expect, it } from 'vitest'
import { photosOf } from './photos.ts'

const photo = (parts: { caption?: string; creator?: string; credit?: string }) => {
  const [{ caption, creator, credit } = { caption: '', creator: '', credit: '' }] = photosOf([{ id: 'a', ...parts }])
  return [caption, creator, credit]
}

describe('the credit of a photo', () => {
  it('is taken from the end of its caption, in the ways agencies write it', () => {
    expect(photo({ caption: 'Seals rest on Monday. (AP Photo/Jae C. Roe)' })).toEqual([
      'Seals rest on Monday.',
      'Jae C. Roe',
      'Associated Press',
    ])
    expect(photo({ caption: 'Seals rest on Monday. (DHA via AP, File)' })).toEqual([
      'Seals rest on Monday.',
      '',
      'DHA via AP',
    ])
    expect(photo({ caption: 'Seler hviler. Foto: Amit Roe / AP / NTB' })).toEqual([
      'Seler hviler.',
      'Amit Roe',
      'AP/NTB',
    ])
    expect(photo({ caption: 'Seals rest.\nPhoto Ann Roe /Example/Sipa USA)' })).toEqual([
      'Seals rest.',
      'Ann Roe',
      'Example/Sipa USA',
    ])
  })
  it('is Reuters’s, with what Reuters adds for machines', () => {
    expect(photo({ caption: 'Seals rest on Monday. REUTERS/Ida Crane/File Photo' })).toEqual([
      'Seals rest on Monday.',
      'Ida Crane',
      'REUTERS',
    ])
    const tagged = 'Seals rest on Monday. REUTERS/Ida Crane (UNITED STATES - Tags: ANIMALS)'
    expect(photo({ caption: tagged, creator: 'IDA CRANE', credit: 'REUTERS' })).toEqual([
      'Seals rest on Monday.',
      'Ida Crane',
      'REUTERS',
    ])
    expect(photo({ caption: 'Seals rest. REUTERS/Larkton TV via Reuters TV' })).toEqual([
      'Seals rest.',
      '',
      'REUTERS/Larkton TV via Reuters TV',
    ])
  })
  it('stays in the caption where it is not sure, or names somebody else', () => {
    expect(photo({ caption: 'The group (also known as IS) met.' })).toEqual([
      'The group (also known as IS) met.',
      '',
      '',
    ])
    const other = 'Seals rest on Monday. (AP Photo/Jae C. Roe)'
    expect(photo({ caption: other, creator: 'Ida Crane' })).toEqual([other, 'Ida Crane', ''])
  })
  it('stands beside the photographer, who is no longer in capitals', () => {
    expect(photo({ creator: 'ANTHONY ROE/AFP/Getty Images' })).toEqual(['', 'Anthony Roe', 'AFP/Getty Images'])
    expect(photo({ creator: 'MARKO ROE', credit: 'REUTERS' })).toEqual(['', 'Marko Roe', 'REUTERS'])
    expect(photo({ creator: 'REUTERS TV', credit: 'REUTERS' })).toEqual(['', 'REUTERS TV', 'REUTERS'])
  })
})
