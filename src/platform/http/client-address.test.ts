import { expect, it } from 'vitest'
import { clientAddress } from './client-address.ts'

it('is the peer when no proxy is trusted, whatever the header says', () => {
  expect(clientAddress('203.0.113.9', '1.2.3.4', [])).toBe('203.0.113.9')
})
it('is the peer when the peer is not a trusted proxy', () => {
  expect(clientAddress('203.0.113.9', '1.2.3.4', ['10.0.0.0/8'])).toBe('203.0.113.9')
})
it('is the last untrusted hop behind trusted proxies, so that a client cannot choose it', () => {
  expect(clientAddress('::ffff:10.0.0.1', '6.6.6.6, 198.51.100.7, 10.0.0.2', ['10.0.0.0/8'])).toBe('198.51.100.7')
})
