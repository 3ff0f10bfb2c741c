import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { finished } from '#wire/reading/finish.ts'
import { readPlainText } from './plain-text.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', name))
const read = (text: string) => readPlainText(text).map(finished)[0]

describe('a plain text', () => {
  it('has headline, byline, dateline and paragraphs', () => {
    expect(read(fixture('plain-text-story.txt').toString())).toMatchObject({
      headline: 'Council votes for a night bus',
      bylines: [{ name: 'Mara Quill', title: '' }],
      dateline: { place: 'Larkton, Maine', agency: 'AP' },
      text: 'The council voted for a night bus on Tuesday.\n\nIt starts in June.',
      warnings: [],
    })
  })
  it('has no headline when its first line is a sentence, which stays', () => {
    expect(read('The council voted.\n\nThat was all.')).toMatchObject({
      headline: '',
      text: 'The council voted.\n\nThat was all.',
      warnings: ['The text has no line that is surely a headline.'],
    })
  })
  it('has no headline when there is only one line', () => {
    expect(read('Council votes')).toMatchObject({ headline: '', text: 'Council votes' })
  })
  it('takes labeled lines for what they say', () => {
    expect(
      read('Headline: A bus\nSlug: BUS\nEmbargo: 2031-05-02T06:00:00Z\nAbstract: Short.\n\nThe bus: it runs.'),
    ).toMatchObject({
      headline: 'A bus',
      slugline: 'BUS',
      summary: 'Short.',
      status: 'embargoed',
      embargoUntil: '2031-05-02T06:00:00Z',
      text: 'The bus: it runs.',
    })
  })
  it('leaves words before a colon alone when they are no label', () => {
    expect(read('Score: 3-2\nconstructor: x')?.text).toBe('Score: 3-2 constructor: x')
  })
  it('takes each line for a paragraph where lines were not broken', () => {
    const line =
      'This line is longer than any that a person would break by hand, so that it stands for a paragraph of its own.'
    expect(read(`${line}\n${line}\n${line}`)?.body).toHaveLength(3)
  })
  it('keeps what press offices write above it for the desk', () => {
    const release =
      'FOR IMMEDIATE RELEASE\nContact: Jane Roe, 555-0100\n\nRain falls on Olney\n\nOLNEY, Md., March 1, 2031 — It rained.\n\n###\n'
    expect(read(release)).toMatchObject({
      headline: 'Rain falls on Olney',
      ednote: 'FOR IMMEDIATE RELEASE\nContact: Jane Roe, 555-0100',
      dateline: { place: 'Olney, Md.' },
      text: 'It rained.',
      status: 'usable',
    })
  })
  it('waits where its first line says so', () => {
    expect(read('EMBARGOED UNTIL 6 a.m. EST March 2, 2031\n\nRain falls on Olney\n\nIt rained.\n')).toMatchObject({
      headline: 'Rain falls on Olney',
      status: 'embargoed',
      embargoUnknown: true,
      text: 'It rained.',
    })
  })
  it('has the paper of its writer from the line below the name', () => {
    expect(read('Rain falls\n\nBy Jane Roe\nThe Example Tribune\n\nIt rained on Sunday.')?.bylines).toEqual([
      { name: 'Jane Roe', title: 'The Example Tribune' },
    ])
  })
})
