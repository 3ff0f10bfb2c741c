import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { pressStyles, squeeze } from './styles.ts'

const face = {
  file: 'newsreader.0123456789.woff2',
  family: 'Newsreader',
  style: 'normal',
  weight: '400 700',
  preload: true,
} as const

describe('the style sheets', () => {
  it('hold the rules of their kind of page', () => {
    const { sheets } = pressStyles({ faces: [] })
    expect(sheets.story).toContain('.dateline{')
    expect(sheets.front).toContain('.latest')
    expect(sheets.front).not.toContain('.dateline{')
  })
  it('load the faces of the build by names that carry a hash', () => {
    expect(pressStyles({ faces: [face] }).sheets.list).toContain('url(/assets/fonts/newsreader.0123456789.woff2)')
  })
  it('are allowed by the hash of exactly what is sent', () => {
    const { sheets, sources } = pressStyles({ faces: [face] })
    for (const text of Object.values(sheets)) {
      expect(sources).toContain(`'sha256-${createHash('sha256').update(text).digest('base64')}'`)
    }
  })
  it('need no escaping where they stand in the page', () => {
    expect(Object.values(pressStyles({ faces: [face] }).sheets).filter((text) => text.includes('<'))).toEqual([])
  })
})

describe('squeezing', () => {
  it('takes out comments and blanks', () => {
    expect(squeeze('/* a */ .a {\n  color: red;\n  margin: 0 1px;\n}\n')).toBe('.a{color:red;margin:0 1px}')
  })
  it('leaves blanks that mean something', () => {
    expect(squeeze('.a :first-child { width: calc(1px + 2px) }')).toBe('.a :first-child{width:calc(1px + 2px)}')
    expect(squeeze('@media (width > 1px) and (height: 1px) { a { b: c } }')).toBe(
      '@media (width>1px) and (height:1px){a{b:c}}',
    )
  })
})
