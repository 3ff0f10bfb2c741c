import { describe, expect, it } from 'vitest'
import { emailFrom, nameFrom, nameFromEmail, whyNotPassword } from './person.ts'

describe('an email address', () => {
  it('is kept in lower case without the space around it', () => {
    expect(emailFrom('  Ana.Ruiz@Example.COM ')).toBe('ana.ruiz@example.com')
  })
  it('may have a plus, an apostrophe and many dots', () => {
    expect(emailFrom("o'brien+news@mail.county.wa.us")).toBe("o'brien+news@mail.county.wa.us")
  })
  it('is refused where mail could not go', () => {
    const bad = [
      '',
      'ana',
      'ana@',
      '@example.com',
      'ana@localhost',
      'a b@example.com',
      'a..b@example.com',
      'ana@exa_mple.com',
    ]
    expect(bad.map(emailFrom).filter((email) => email !== undefined)).toEqual([])
  })
  it('cannot carry a second address or a header', () => {
    const bad = [
      'a@example.com,b@example.com',
      'a@example.com\r\nBcc: b@example.com',
      '<a@example.com>',
      'a@example.com\nb',
    ]
    expect(bad.map(emailFrom).filter((email) => email !== undefined)).toEqual([])
  })
})

describe('a name', () => {
  it('is made from the address where none is given', () => {
    expect(nameFromEmail('ana.ruiz+desk@example.com')).toBe('Ana Ruiz')
  })
  it('is put on one line', () => {
    expect(nameFrom(' Ana\n\tRuiz\u202e ')).toBe('Ana Ruiz')
    expect(nameFrom('\u0000 ')).toBeUndefined()
  })
})

describe('what is wrong with a password', () => {
  const ana = { email: 'ana.whitfield@example.com', name: 'Ana Whitfield' }
  it('nothing, when it is a few words long', () => {
    expect(whyNotPassword('river otter lamp', ana)).toBeUndefined()
  })
  it('that it has fewer than 12 characters', () => {
    expect(whyNotPassword('river otter', ana)).toContain('12')
  })
  it('that it is one character over and over', () => {
    expect(whyNotPassword('aaaaaaaaaaaaaaaa', ana)).toBeDefined()
  })
  it('that it is the person’s own name or address', () => {
    expect(whyNotPassword('ANA.WHITFIELD@example.com', ana)).toContain('own')
  })
})
