import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { finished } from '#wire/reading/finish.ts'
import { readAnpa } from './anpa.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', name))
const read = (name: string) => readAnpa(fixture(name)).map(finished)
const transmission = (text: string) => readAnpa(Buffer.from(text, 'latin1')).map(finished)

describe('a story in ANPA 1312', () => {
  const [item] = read('anpa-1312-story.tst')
  it('has the headline, slug and version of the lines above it', () => {
    expect(item).toMatchObject({
      headline: 'Harbor seals return to Gull Inlet',
      slugline: 'BC-US--Harbor Seals, 2nd Ld-Writethru',
      version: '2nd Ld-Writethru',
      signal: 'writethru',
      agency: 'AP',
    })
  })
  it('has its writers with their title', () => {
    expect(item?.bylines).toEqual([
      { name: 'Mara Quill', title: 'AP Science Writer' },
      { name: 'Otis Vane', title: 'AP Science Writer' },
    ])
  })
  it('keeps pictures and notes for editors, and the editor’s note for readers', () => {
    expect(item?.ednote).toBe('AP Photo GUL101, GUL102\nEds: Adds comment. With AP Photos.')
    expect(item?.text).toMatch(/^EDITOR'S NOTE — This is one of two stories on the inlet\./)
  })
  it('joins broken lines and sets quotes and dashes', () => {
    expect(item?.text).toContain('Harbor seals are back — nine years after they left.')
    expect(item?.text).toContain("“We saw 'em at dawn,” the harbor master said.")
  })
  it('takes off the dateline and the contributors', () => {
    expect(item?.dateline?.place).toBe('Gull Inlet, Maine')
    expect(item?.contributors).toEqual(['AP writer Ida Crane contributed to this report.'])
  })
  it('is dated by its last line, and has urgency and category', () => {
    expect(item).toMatchObject({
      revisedAt: '2031-03-04T15:09:00Z',
      urgency: 3,
      categories: [{ scheme: 'apcategorycode', code: 'a' }],
      id: 'AP:us-harbor-seals:2031-03-04',
    })
  })
})

describe('agate in ANPA 1312', () => {
  const [item] = read('anpa-1312-agate.tst')
  it('makes tables of rows, with a heading and halves', () => {
    const table = item?.body.find(({ type }) => type === 'table')
    expect(table).toMatchObject({ type: 'table' })
    const rows = table?.type === 'table' ? table.rows.map((row) => row.map(({ runs }) => runs[0]?.text)) : []
    expect(rows.slice(0, 3)).toEqual([
      ['', 'W', 'L', 'Pct', 'GB'],
      ['Gull Inlet', '23', '13', '.639', '—'],
      ['Larkton', '16', '20', '.444', '7½'],
    ])
  })
  it('divides columns by their marks where there are no semicolons', () => {
    expect(item?.text).toContain('Port Ada\t73\t52')
  })
  it('keeps lines of results as lines, under their heading', () => {
    expect(item?.body.slice(-2)).toEqual([
      { type: 'heading', level: 3, runs: [{ text: "Sunday's Races" }] },
      { type: 'preformatted', text: 'Gull Inlet 6, Larkton 5\nPort Ada 4, Larkton 3' },
    ])
  })
  it('takes its title for the headline', () => {
    expect(item?.headline).toBe('Rowing Glance')
  })
})

describe('an alert in ANPA 1312', () => {
  it('is an alert without a headline, which is not invented', () => {
    expect(read('anpa-1312-alert.tst')[0]).toMatchObject({
      signal: 'alert',
      headline: '',
      urgency: 2,
      text: 'Bridge closes for good.',
      warnings: ['The item has no headline.'],
    })
  })
})

describe('other transmissions', () => {
  it('may be several in one file', () => {
    const both = Buffer.concat([fixture('anpa-1312-story.tst'), fixture('anpa-1312-alert.tst')])
    expect(readAnpa(both).map(({ id }) => id)).toEqual(['AP:us-harbor-seals:2031-03-04', 'AP:W1645:2031-06-29'])
  })
  it('are kills by their keywords or their text, and of the story they kill', () => {
    const kill = (slug: string, text: string) =>
      transmission(
        `\x01W1234\x1fx\r\nu a \x13\x11BC-Seals 03-04 0020\r\n\x02^${slug},20<\r\n${text}\r\n\x03\r\nAP-WF-03-04-31 1609GMT`,
      )[0]
    expect(kill('BC-US--Harbor Seals, KILL', '\tThe story is wrong.')).toMatchObject({
      status: 'killed',
      signal: 'kill',
      id: 'AP:us-harbor-seals:2031-03-04',
    })
    expect(kill('BC-US--Harbor Seals', '\tKILL KILL KILL')?.status).toBe('killed')
    expect(kill('BC-US--Harbor Seals', '^Eds: Kill the story. It is wrong.<\r\n\tSeals.')?.status).toBe('killed')
    expect(kill('BC-US--Road Kill', '\tKill the lights, they said.')?.status).toBe('usable')
  })
  it('may be cut off, which a warning says', () => {
    expect(
      transmission(
        '\x01W1645\x1fx\r\nr v\x13\x11 BC-Plan     06-29 10\r\n\x02^BC-Plan,10<\r\n^A plan<\r\n\tWords end he',
      )[0],
    ).toMatchObject({
      text: 'Words end he',
      advisory: true,
      warnings: ['The transmission is cut off: it has no end of text.'],
    })
  })
  it('are refused when they are none', () => {
    expect(() => transmission('Just words.')).toThrow('There is no ANPA 1312 transmission in this.')
  })
})
