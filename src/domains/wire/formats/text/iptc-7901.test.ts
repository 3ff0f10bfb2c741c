import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { finished } from '#wire/reading/finish.ts'
import { readIptc7901 } from './iptc-7901.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', name))
const [item] = readIptc7901(fixture('iptc-7901-lead.txt')).map(finished)
const transmission = (text: string) => readIptc7901(Buffer.from(text, 'latin1')).map(finished)

describe('a story in IPTC 7901', () => {
  it('tells version lines, headline and byline apart', () => {
    expect(item).toMatchObject({
      headline: 'Müller wins the boat race',
      bylines: [{ name: 'Mara Quill', title: 'dpa' }],
      slugline: 'Germany-rowing/Larkstadt',
      version: 'REFILE 1ST LEAD',
      signal: 'correction',
    })
  })
  it('reads high bytes as ISO 8859-1 and joins broken lines', () => {
    expect(item?.text).toBe('Thomas Müller won the boat race on Sunday in Larkstadt.\n\n"It was wet," he said.')
    expect(item?.dateline?.place).toBe('Larkstadt')
  })
  it('keeps the notebook for editors and drops what is not for publication', () => {
    expect(item?.ednote).toBe('Note to editors\n- adds quote')
    expect(JSON.stringify(item)).not.toMatch(/5550100|quill@|dpa mq ov/)
  })
  it('is dated by its end, with urgency and category', () => {
    expect(item).toMatchObject({
      revisedAt: '2031-11-13T11:37:00Z',
      urgency: 3,
      categories: [{ scheme: 'iptc-7901', code: 's' }],
      id: 'dpa:germany-rowing/larkstadt:2031-11-13',
    })
  })
  it('is killed by its first line', () => {
    const text =
      '\x01eca101 1 p 9 x dpa 1\r\n\r\nLarkton/\r\n\x02KILL KILL KILL\r\nWrong story =\r\n\r\nDo not use.\r\n\x03'
    expect(transmission(text)[0]).toMatchObject({ status: 'killed', signal: 'kill', headline: 'Wrong story' })
  })
  it('has no headline when no line above the text ends as one', () => {
    const text = '\x01eca101 4 p 9 x dpa 1\r\n\x02First words of a text.\r\n\r\nMore.\r\n\x03'
    expect(transmission(text)[0]).toMatchObject({ headline: '', text: 'First words of a text.\n\nMore.' })
  })
  it('is read when its control characters are lost, with a warning', () => {
    const text = 'eca102 4 p 9 x dpa 1\r\n\r\nLarkton wins =\r\n\r\nLarkton (dpa) - It won.\r\n'
    expect(transmission(text)[0]?.warnings).toContain(
      'The transmission is cut off, or its control characters are lost.',
    )
    expect(transmission(text)[0]?.text).toBe('It won.')
  })
  it('is refused when it is none', () => {
    expect(() => transmission('Just words.')).toThrow('There is no IPTC 7901 transmission in this.')
  })
})
