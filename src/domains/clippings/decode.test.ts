import { describe, expect, it } from 'vitest'
import { decode, mustFit } from './decode.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

describe('decoding a page', () => {
  it('reads UTF-8 with and without its mark', () => {
    expect(decode(new TextEncoder().encode('\ufeffCafé\r\nnext'))).toEqual({ kind: 'text', text: 'Café\nnext' })
  })
  it('reads Windows letters that nobody declared', () => {
    expect(decode(latin('It\u0092s the caf\u00e9')).text).toBe('It’s the café')
  })
  it('reads the charset that a page declares', () => {
    expect(decode(latin('<html><meta charset="windows-1251"><body>\u00ec\u00e8\u00f0')).text).toContain('мир')
  })
  it('believes good UTF-8 over a declaration', () => {
    expect(decode(new TextEncoder().encode('<html><meta charset="iso-8859-1"><body>Café')).text).toContain('Café')
  })
  it('reads UTF-16 with and without its mark', () => {
    expect(decode(bytes(0xff, 0xfe, 0x48, 0, 0x69, 0)).text).toBe('Hi')
    expect(decode(bytes(...[...'The board met'].flatMap((letter) => [letter.charCodeAt(0), 0]))).text).toBe(
      'The board met',
    )
  })
  it('tells HTML from text that mentions a tag', () => {
    expect(decode(new TextEncoder().encode('<!DOCTYPE html><html>')).kind).toBe('html')
    expect(decode(new TextEncoder().encode('<div><p>One</p><p>Two</p></div>')).kind).toBe('html')
    expect(decode(new TextEncoder().encode('Write <b> for bold, she said.')).kind).toBe('text')
  })
  it('refuses by size alone', () => {
    expect(() => mustFit(50_000_000)).toThrow('The file has 50 MB. A saved page has at most 20 MB.')
  })
})
