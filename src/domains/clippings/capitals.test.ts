import { describe, expect, it } from 'vitest'
import { uncapitalized } from './capitals.ts'

describe('a name in capitals', () => {
  it.each([
    ['WASHINGTON', 'place', 'Washington'],
    ['NEW YORK', 'place', 'New York'],
    ['COEUR D’ALENE', 'place', 'Coeur d’Alene'],
    ['ISLE OF PALMS', 'place', 'Isle of Palms'],
    ['McCOOK', 'place', 'McCook'],
    ['LUISA D’ANGELO', 'person', 'Luisa D’Angelo'],
    ['MARGARET O’DELL', 'person', 'Margaret O’Dell'],
    ['J.R. McCALL', 'person', 'J.R. McCall'],
    ['JANE DOE-ROE', 'person', 'Jane Doe-Roe'],
    ['THE INLAND SENTINEL', 'organization', 'The Inland Sentinel'],
    ['Already Right', 'person', 'Already Right'],
  ] as const)('%s of a %s is %s', (name, of, expected) => {
    expect(uncapitalized(name, of)).toBe(expected)
  })
})
