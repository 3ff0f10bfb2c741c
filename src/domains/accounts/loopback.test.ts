import { describe, expect, it } from 'vitest'
import { loopbackTwins } from './loopback.ts'

describe('where the paper may be opened from', () => {
  it('is its address alone, out in the world', () => {
    expect(loopbackTwins(new URL('https://sentinel.example')).map((url) => url.origin)).toEqual([
      'https://sentinel.example',
    ])
  })
  it('is every spelling of this machine, at the same port, on it', () => {
    expect(loopbackTwins(new URL('http://127.0.0.1:3000')).map((url) => url.origin)).toEqual([
      'http://127.0.0.1:3000',
      'http://localhost:3000',
      'http://[::1]:3000',
    ])
  })
})
