import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aCopy, body, p } from '#kit/builders'
import { cast } from '#kit/cast'
import { Body, minutesToRead, textOf, wordsIn } from './body.ts'
import { bylineNames, Copy, photosOf, tidy } from './copy.ts'
import { mayDraft, mayPublish, mayRevise } from './permission.ts'
import { doubtsAbout, obstaclesToPublishing } from './story.ts'

const draft = { state: 'draft' } as const
const photo = (over = {}) => ({
  photoId: '7',
  caption: 'A bridge.',
  creator: 'Wes',
  credit: 'The Sentinel',
  alt: 'A bridge',
  ...over,
})

describe('what stops a story going out', () => {
  it('is nothing, when it has a headline, a section, a byline and text', () => {
    expect(obstaclesToPublishing(draft, aCopy({ sectionId: '1' }))).toEqual([])
  })
  it('is each of those that it lacks', () => {
    expect(obstaclesToPublishing(draft, aCopy({ headline: ' ', sectionId: null, bylines: [], body: [] }))).toEqual([
      'no-headline',
      'no-section',
      'no-byline',
      'no-body',
    ])
  })
  it('is not a missing byline when it names the agency', () => {
    expect(
      obstaclesToPublishing(draft, aCopy({ sectionId: '1', bylines: [], agency: 'Columbia Basin News Service' })),
    ).toEqual([])
  })
  it('is a photo without credit or description, also deep in a gallery', () => {
    const copy = aCopy({
      sectionId: '1',
      lead: photo({ creator: '', credit: '' }),
      body: body(p('Text.'), { type: 'gallery', title: '', photos: [photo({ alt: ' ' })] }),
    })
    expect(obstaclesToPublishing(draft, copy)).toEqual(['photo-without-credit', 'photo-without-alt'])
  })
  it('is not the description of a picture that is not at hand', () => {
    expect(obstaclesToPublishing(draft, aCopy({ sectionId: '1', lead: photo({ photoId: '', alt: '' }) }))).toEqual([])
  })
  it('is text that is only a pull quote', () => {
    expect(
      obstaclesToPublishing(
        draft,
        aCopy({ sectionId: '1', body: body({ type: 'pullquote', text: 'So it is.', cite: '' }) }),
      ),
    ).toEqual(['no-body'])
  })
  it('is that it was withdrawn', () => {
    const standing = { state: 'withdrawn', since: new Date(0), reason: '', noteToReaders: '' } as const
    expect(obstaclesToPublishing(standing, aCopy({ sectionId: '1' }))).toEqual(['withdrawn'])
  })
})

it('doubts are said and do not stop', () => {
  expect(
    doubtsAbout(
      aCopy({
        deck: '',
        headline: 'x'.repeat(120),
        lead: photo({ photoId: '', caption: '' }),
        body: body(p('Two  spaces.')),
      }),
    ),
  ).toEqual(['no-deck', 'headline-long', 'no-caption', 'no-photo', 'double-space'])
})

describe('who may', () => {
  const everyone = Object.values(cast)
  const ids = (may: (by: (typeof everyone)[number]) => boolean) => everyone.filter(may).map((by) => by.personId)
  it('start a story', () => expect(ids(mayDraft)).toEqual(['ada', 'ana', 'ben', 'cam', 'pip']))
  it('change one that is out', () =>
    expect(ids((by) => mayRevise(by, { state: 'published', since: new Date(0) }))).toEqual(['ada', 'ana', 'cam']))
  it('publish', () => expect(ids(mayPublish)).toEqual(['ada', 'ana']))
})

describe('a body', () => {
  it('is read aloud without its pull quotes', () => {
    expect(
      textOf(
        body(
          p('One.'),
          { type: 'pullquote', text: 'One.', cite: '' },
          { type: 'list', ordered: false, items: [[{ text: 'two' }], [{ text: 'three' }]] },
        ),
      ),
    ).toBe('One.\n\ntwo\nthree')
  })
  it('counts words as a newsroom does', () => {
    expect(wordsIn(body(p('A four-word line.'), p('  ')))).toBe(3)
    expect(minutesToRead(body(p('word '.repeat(950))))).toBe(4)
  })
  it('takes no link that could run a program', () => {
    for (const link of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', ' https://x', 'vbscript:x']) {
      expect(Body.safeParse([{ type: 'paragraph', runs: [{ text: 'x', link }] }]).success).toBe(false)
    }
    expect(Body.safeParse([{ type: 'paragraph', runs: [{ text: 'x', link: 'https://example.com/' }] }]).success).toBe(
      true,
    )
    expect(Body.safeParse([{ type: 'embed', url: 'javascript:alert(1)' }]).success).toBe(false)
  })
  it('may be anything JSON and is either refused or kept, never thrown on', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => typeof Body.safeParse(value).success === 'boolean'))
  })
})

describe('copy', () => {
  it('names its writers as readers expect', () => {
    const names = (...list: string[]) => bylineNames(list.map((name) => ({ name, title: '', agency: '' })))
    expect([names(), names('A'), names('A', 'B'), names('A', 'B', 'C')]).toEqual(['', 'A', 'A and B', 'A, B and C'])
  })
  it('lists every photo, the lead first', () => {
    const copy = aCopy({ lead: photo({ photoId: '1' }), body: body({ type: 'photo', photo: photo({ photoId: '2' }) }) })
    expect(photosOf(copy).map((use) => use.photoId)).toEqual(['1', '2'])
  })
  it('is tidy after being tidied once, whatever was in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const once = tidy(aCopy({ headline: text.slice(0, 150), body: body(p(text)) }))
        expect(tidy(once)).toEqual(once)
        expect(JSON.stringify(once)).not.toMatch(/\\u000[0-8bcef]|\\u001/)
      }),
    )
  })
  it('has no half of a character, which JSON could not carry to the database', () => {
    expect(tidy(aCopy({ headline: 'Half \ud83d emoji' })).headline).toBe('Half \ufffd emoji')
  })
  it('has a default for everything', () => expect(Copy.parse({}).headline).toBe(''))
})
