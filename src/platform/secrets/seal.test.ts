import { describe, expect, it } from 'vitest'
import { sealerFrom } from './index.ts'

const sealer = sealerFrom('x'.repeat(43), 'wire sources')

describe('what is sealed', () => {
  it('opens to what it was, and looks different each time', () => {
    const [one, other] = [sealer.seal('pass wörd'), sealer.seal('pass wörd')]
    expect([sealer.unseal(one), sealer.unseal(other)]).toEqual(['pass wörd', 'pass wörd'])
    expect(one).not.toBe(other)
    expect(one).not.toContain('pass')
  })
  it('does not open with another secret or for another purpose', () => {
    const sealed = sealer.seal('word')
    expect(() => sealerFrom('y'.repeat(43), 'wire sources').unseal(sealed)).toThrow()
    expect(() => sealerFrom('x'.repeat(43), 'gifts').unseal(sealed)).toThrow()
  })
  it('does not open when a letter of it was changed, or it was cut', () => {
    const sealed = sealer.seal('a longer word')
    const at = sealed.length - 4
    const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
    for (const wrong of [changed, sealed.slice(0, 20), sealed.slice(3), ''])
      expect(() => sealer.unseal(wrong)).toThrow()
  })
})
