import { describe, expect, it } from 'vitest'
import { readJson } from './read-json.ts'

describe('reading JSON from outside', () => {
  it('gives what the text says', () => {
    expect(readJson('{"a":[1]}')).toEqual({ a: [1] })
  })
  it('gives nothing for text that is no JSON', () => {
    expect(readJson('{"a":')).toBeUndefined()
  })
  it('survives a hundred thousand brackets', () => {
    expect(readJson('['.repeat(100_000))).toBeUndefined()
  })
})
