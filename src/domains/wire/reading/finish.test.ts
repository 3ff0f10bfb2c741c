import { describe, expect, it } from 'vitest'
import { Body } from '#domains/stories/shared'
import { bodyFromHtml } from '#wire/markup/markup.ts'
import { bylinesOf, isBylineLine } from './bylines.ts'
import { finished, textToBody, type WireDraft } from './finish.ts'
import { readInstant } from './instant.ts'

const draft = (parts: Partial<WireDraft> = {}) =>
  finished({ format: 'ninjs', body: textToBody('It rained.'), ...parts })

describe('text equality', () => {
  it('gives the original wording back where reading lost words, and says so', () => {
    const item = draft({ wording: 'It rained.\n\nAll day long.' })
    expect(item.text).toBe('It rained.\n\nAll day long.')
    expect(item.warnings).toEqual(['Reading the text lost 3 words (All, day, long); kept it as plain text.'])
  })
  it('does not mind white space, marks or what was split off on purpose', () => {
    const item = draft({
      body: textToBody('By Jane Roe\n\nOLNEY (AP) — It rained.'),
      wording: 'By Jane Roe OLNEY (AP) -- It  rained .',
    })
    expect(item).toMatchObject({ text: 'It rained.', warnings: [], bylines: [{ name: 'Jane Roe', title: '' }] })
  })
})

describe('a finished item', () => {
  it('drops a heading that only repeats the headline, and keeps any other', () => {
    const { body } = bodyFromHtml('<h1>Rain!</h1><h2>All day</h2><p>It rained.</p>')
    expect(draft({ headline: 'Rain', body }).body.map((block) => block.type)).toEqual(['heading', 'paragraph'])
  })
  it('keeps a text that is only the headline', () => {
    expect(draft({ headline: 'It rained.' }).text).toBe('It rained.')
  })
  it('with a placeholder for a date has none, and warns', () => {
    expect(draft({ createdAt: 'YYYYMMDD000000-HHMM' })).toMatchObject({
      createdAt: null,
      warnings: [expect.stringMatching(/cannot be read/)],
    })
  })
  it('whose embargo has no zone waits for an editor', () => {
    expect(draft({ embargoUntil: '2026-03-10 19:00' })).toMatchObject({
      status: 'embargoed',
      embargoUntil: '2026-03-10T19:00:00Z',
      embargoUnknown: true,
    })
  })
  it('is what its marks and its slug say', () => {
    expect(draft({ marks: ['Kill'] })).toMatchObject({ status: 'killed', signal: 'kill' })
    expect(draft({ marks: ['edStat:D'] }).status).toBe('killed')
    expect(draft({ marks: ['Withhold'] }).status).toBe('withheld')
    expect(draft({ headline: 'KILL KILL KILL Rain' }).status).toBe('killed')
    expect(draft({ headline: 'HOLD HOLD HOLD Rain' }).status).toBe('withheld')
    expect(draft({ headline: 'Kill the rain, they said' }).status).toBe('usable')
    expect(draft({ marks: ['HoldForRelease'] })).toMatchObject({ status: 'embargoed', embargoUnknown: true })
    expect(draft({ slugline: 'BC-US--Rain, 8th Ld-Writethru' }).signal).toBe('writethru')
    expect(draft({ headline: 'CORRECTED-Rain' }).signal).toBe('correction')
    expect(draft({ headline: 'UPDATE 2-Rain' }).signal).toBe('update')
    expect(draft({ marks: ['Daybook'] })).toMatchObject({ signal: 'advisory', advisory: true })
    expect(draft().signal).toBe('new')
  })
  it('has an urgency from 1 to 9', () => {
    expect([0, 4, 42, 'x', '3'].map((urgency) => draft({ urgency }).urgency)).toEqual([5, 4, 9, 5, 3])
  })
  it('has each picture once', () => {
    const photos = [
      { id: 'a', href: 'https://x/a.jpg' },
      { id: 'a', caption: 'Rain' },
    ]
    expect(draft({ photos }).photos).toEqual([
      { id: 'a', href: 'https://x/a.jpg', caption: 'Rain', creator: '', credit: '', width: null, height: null },
    ])
  })
  it('is never more than a story can hold', () => {
    const html = `${'<p>word</p>'.repeat(4_000)}<pre>${'x'.repeat(50_000)}</pre><table>${'<tr><td>1</td><td>2</td></tr>'.repeat(2_500)}</table>`
    const { body, warnings } = draft(bodyFromHtml(html))
    expect(Body.safeParse(body).success).toBe(true)
    expect(warnings).toEqual([])
  })
})

describe('bylines', () => {
  const names = (line: string) => bylinesOf(line).map(({ name, title }) => [name, title])
  it('are taken apart', () => {
    expect(names('By DAVID PITT')).toEqual([['David Pitt', '']])
    expect(names('By Ann Lee, Bo Ray and Cy Fox, AP Business Writer')).toEqual([
      ['Ann Lee', ''],
      ['Bo Ray', ''],
      ['Cy Fox', 'AP Business Writer'],
    ])
    expect(names('Von Andrej Muster, dpa')).toEqual([['Andrej Muster', 'dpa']])
    expect(names('By Frances d’Emilio')).toEqual([['Frances d’Emilio', '']])
    expect(names('Abdel AL-HADJI')).toEqual([['Abdel AL-HADJI', '']])
    expect(names('By The Associated Press')).toEqual([])
    expect(names('Aaron J. Roe, Michigan State University')).toEqual([['Aaron J. Roe', 'Michigan State University']])
    expect(names('By Tom Roe, The Example Tribune')).toEqual([['Tom Roe', 'The Example Tribune']])
    expect(names('By Mia Roe and Jordan Press, The Canadian Press')).toEqual([
      ['Mia Roe', 'The Canadian Press'],
      ['Jordan Press', 'The Canadian Press'],
    ])
  })
  it('are lines of their own only when they are nothing else', () => {
    expect(isBylineLine('By Joseph Ax')).toBe(true)
    expect(isBylineLine('By Monday the rain had stopped.')).toBe(false)
    expect(isBylineLine('By the river')).toBe(false)
  })
})

describe('instants', () => {
  const at = (text: string) => readInstant(text)?.at
  it('are read in every spelling', () => {
    expect(at('20151210T191044Z')).toBe('2015-12-10T19:10:44Z')
    expect(at('20160909T000100+0100')).toBe('2016-09-08T23:01:00Z')
    expect(at('2025-01-23T19:00:00+01:00')).toBe('2025-01-23T18:00:00Z')
    expect(at('Tue, 10 Mar 2015 14:17:12 -0700 (PDT)')).toBe('2015-03-10T21:17:12Z')
    expect(at('10 Mar 15 14:17 EST')).toBe('2015-03-10T19:17:00Z')
    expect(readInstant('2022-07-11 18:33')).toEqual({ at: '2022-07-11T18:33:00Z', hasZone: false })
  })
  it('are none where there is nonsense', () => {
    for (const text of ['', 'soon', '20260230', '2026-13-01', 'YYYYMMDD', '99999999T000000Z'])
      expect(readInstant(text)).toBeUndefined()
  })
})

describe('HTML', () => {
  it('loses its scripts, its tracking pixels and unsafe links, and none of its words', () => {
    const { body, photos, links } = bodyFromHtml(
      '<script>alert(1)</script><p>One <a href="javascript:x">two</a> <a href="https://x.example/">three</a></p>' +
        '<img src="https://x.example/p.gif" width="1" height="1"><figure><img src="https://x.example/a.jpg"><figcaption>Rain</figcaption></figure>',
    )
    expect(body).toEqual([
      { type: 'paragraph', runs: [{ text: 'One two ' }, { text: 'three', link: 'https://x.example/' }] },
    ])
    expect(photos).toMatchObject([{ href: 'https://x.example/a.jpg', caption: 'Rain' }])
    expect(links).toEqual([{ href: 'https://x.example/', text: 'three' }])
  })
})
