import { describe, expect, it } from 'vitest'
import type { Section } from '#domains/paper'
import { placeFor } from './place.ts'

const section = (id: string, name: string, parentId: string | null = null): Section => {
  const slug = name.toLowerCase()
  return { id, name, slug, parentId, path: `/${slug}/`, position: 0 }
}
const sections = [section('1', 'News'), section('2', 'Nation', '1'), section('3', 'Sports'), section('4', 'Food')]

describe('the section a page’s story stands in', () => {
  it('is the one with the same path', () => {
    expect(placeFor(['News', 'Nation'], sections)).toEqual({ sectionId: '2', doubt: '' })
  })
  it('is found by its last name alone, and said so', () => {
    expect(placeFor(['Nation'], sections)).toMatchObject({
      sectionId: '2',
      doubt: expect.stringContaining('News > Nation'),
    })
  })
  it('is the nearest above it where there is none, and said so', () => {
    expect(placeFor(['Sports', 'Prep'], sections)).toMatchObject({
      sectionId: '3',
      doubt: expect.stringContaining('Sports > Prep'),
    })
  })
  it('is News where the page names none, and said so', () => {
    expect(placeFor([], sections)).toMatchObject({ sectionId: '1', doubt: expect.stringContaining('names no section') })
  })
  it('is none in a paper without sections', () => {
    expect(placeFor(['News'], []).sectionId).toBeNull()
  })
})
