import { describe, expect, it } from 'vitest'
import { alert } from '#kit/outside'
import { readAlerts } from './nws-alerts.ts'

const AT = new Date('2026-11-24T21:00:00Z')
const read = (...features: unknown[]) => readAlerts({ type: 'FeatureCollection', features }, AT)

describe('alerts', () => {
  it('are read in plain text, with lines joined and paragraphs kept', () => {
    expect(read(alert(AT))).toEqual([
      {
        id: 'urn:oid:2.49.0.1.840.0.invented.001.1',
        event: 'Wind advisory',
        severity: 'Moderate',
        headline: 'Wind Advisory issued by NWS Spokane WA',
        text: '* WHAT...Southwest winds 25 to 35 mph with gusts up to 50 mph expected.\n\n* WHERE...The open country around Cheney Falls.',
        instruction: 'Secure what the wind could carry off.',
        area: 'Spokane Area; Upper Columbia Basin',
        sender: 'NWS Spokane WA',
        beginsAt: new Date('2026-11-24T22:00:00Z'),
        endsAt: new Date('2026-11-25T05:00:00Z'),
      },
    ])
  })
  it('come the gravest first', () => {
    const all = read(
      alert(AT),
      alert(AT, { event: 'Blizzard Warning', severity: 'Extreme' }),
      alert(AT, { severity: 'of its own' }),
    )
    expect(all?.map((one) => one.severity)).toEqual(['Extreme', 'Moderate', 'Unknown'])
  })
  it('that are tests, called off or over are none', () => {
    const over = { ends: null, expires: '2026-11-24T12:59:00-08:00' }
    expect(read(alert(AT, { status: 'Test' }), alert(AT, { messageType: 'Cancel' }), alert(AT, over))).toEqual([])
  })
  it('last until their event ends, not until the message does', () => {
    const long = read(alert(AT, { expires: '2026-11-24T12:00:00-08:00' }))
    expect(long?.[0]?.endsAt).toEqual(new Date('2026-11-25T05:00:00Z'))
  })
  it('are not "none" where the answer is no list', () => {
    expect(readAlerts({ title: 'Service Unavailable' }, AT)).toBeUndefined()
    expect(readAlerts('none', AT)).toBeUndefined()
  })
  it('are bounded in number and length, and hold no control characters', () => {
    const hostile = alert(AT, {
      event: `A\u0000\u001b[31m${'x'.repeat(300)}`,
      description: `${'word '.repeat(9_000)}\ud800`,
    })
    const all = read(...Array.from({ length: 500 }, () => hostile)) ?? []
    expect(all).toHaveLength(20)
    expect(all[0]?.event.length).toBeLessThanOrEqual(80)
    expect(all[0]?.text.length).toBeLessThanOrEqual(6_000)
    expect(JSON.stringify(all)).not.toMatch(/\\u0000|\\u001b|\\ud800/)
  })
  it('that cannot be read are left out, one by one', () => {
    expect(read({}, null, 7, alert(AT, { event: 7 }), alert(AT, { description: 7 }))).toHaveLength(1)
  })
})
