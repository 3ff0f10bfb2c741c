import { describe, expect, it } from 'vitest'
import { type EntityKind, type GiftShown, standardStatement } from '#domains/gifts'
import { receiptEmail } from './receipt.tsx'

function giftTo(kind: EntityKind): GiftShown {
  const legalName = kind === 'taxable' ? 'The Inland Sentinel Co.' : 'Comma Lab'
  return {
    id: '1',
    number: 'ABCDE-23456',
    state: 'captured',
    fund: { slug: 'forums', name: 'Community Forums Fund' },
    entity: {
      id: '1', slug: 'x', kind, mode: 'live', statementId: '1', statementVersion: 1, legalName, city: 'Cheney Falls, Washington', ein: '',
      statement: standardStatement(kind, { legalName }), checksTo: '', registrations: '',
    }, // biome-ignore format: a row
    donor: { name: 'Margaret <b>', email: 'm@example.com' },
    amountMinor: 30_000,
    coverMinor: 930,
    fairValueMinor: 0,
    instrument: 'card',
    every: 'once',
    checkNumber: '',
    dedication: null,
    capturedAt: new Date('2026-11-25T06:30:00Z'),
    thankedAt: null,
    matches: [],
  }
}

function aReceipt(kind: EntityKind, over: Partial<GiftShown> = {}) {
  const gift = { ...giftTo(kind), ...over }
  return receiptEmail({
    paperName: 'The Inland Sentinel',
    zone: 'America/Los_Angeles',
    gift,
    capturedAt: gift.capturedAt ?? new Date(),
  })
}

describe('a receipt', () => {
  it('of a taxable paper says that nothing can be deducted and never speaks of tax statements or donations', () => {
    const { subject, text, html } = aReceipt('taxable')
    for (const twin of [text, html.replaceAll('&#39;', "'")]) {
      expect(twin).toContain(
        'Contributions or gifts to The Inland Sentinel Co. are not deductible as charitable contributions for Federal income tax purposes.',
      )
      expect(twin).not.toMatch(/tax statement|donation|acknowledgment/i)
    }
    expect(subject).toBe('Receipt for your gift, $309.30')
    expect(text).toContain('Date: Nov. 24, 2026')
    expect(text).toContain('Added to cover the fee: $9.30')
    expect(text).toContain('Given to: The Inland Sentinel Co., Cheney Falls, Washington')
  })
  it('of a charity acknowledges, and says that nothing was given in return', () => {
    const { text } = aReceipt('501c3')
    expect(text).toContain('Acknowledgment of contribution')
    expect(text).toContain('Comma Lab provided no goods or services in return')
  })
  it('of a ticket says how much of it is a contribution', () => {
    expect(aReceipt('501c3', { amountMinor: 10_000, coverMinor: 0, fairValueMinor: 4_000 }).text).toContain(
      'limited to the excess over that value, $60.00',
    )
  })
  it('lets no name become markup', () => {
    expect(aReceipt('taxable').html).not.toContain('<b>.')
  })
  it('of practice says so first', () => {
    const { entity } = giftTo('taxable')
    const practice = aReceipt('taxable', { entity: { ...entity, mode: 'practice' } })
    expect(practice.subject).toMatch(/^Practice: /)
    expect(practice.text).toContain('No money moved.')
  })
})
