import { describe, expect, it } from 'vitest'
import { readBreadcrumb } from './section-line.ts'

describe('a breadcrumb', () => {
  it.each([
    ['News >  Nation', ['News', 'Nation']],
    ['News / Local', ['News', 'Local']],
    ['Home » Sports » Prep', ['Sports', 'Prep']],
    ['NEWS > NATION', ['News', 'Nation']],
    ['Home › Opinion', ['Opinion']],
    ['News | Business', ['News', 'Business']],
  ])('%j', (line, expected) => {
    expect(readBreadcrumb(line)).toEqual(expected)
  })
  it.each(['News | Sports | Opinion | Obituaries', 'either/or', 'Jane Doe / The Times', 'It cost > $5', 'News'])(
    'is not %j',
    (line) => {
      expect(readBreadcrumb(line)).toBeUndefined()
    },
  )
})
