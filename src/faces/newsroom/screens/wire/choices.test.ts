import { describe, expect, it } from 'vitest'
import type { WirePassage } from '#faces/api/contract'
import { openPassages, summaryOf, takenPassages } from './choices.ts'

const passage = (id: string, kind: WirePassage['kind']): WirePassage => ({
  id, kind, graf: 1, what: 'paragraph', wire: [], before: '', now: '', ours: '', oursChanged: [],
}) // biome-ignore format: one passage
const changes = {
  passages: [
    passage('a', 'wire-changed'),
    passage('b', 'both-changed'),
    passage('c', 'wire-added'),
    passage('d', 'ours-changed'),
  ],
}

describe('the choices of an editor', () => {
  it('take what only the wire changed, keep what only we changed, and wait where both did', () => {
    expect(takenPassages(changes, {})).toEqual(['a', 'c'])
    expect(openPassages(changes, {}).map(({ id }) => id)).toEqual(['b'])
  })
  it('follow what was decided', () => {
    expect(takenPassages(changes, { a: 'ours', b: 'wire' })).toEqual(['b', 'c'])
    expect(openPassages(changes, { b: 'ours' })).toEqual([])
    expect(takenPassages(changes, { d: 'wire' })).not.toContain('d')
  })
  it('are said in a sentence above them', () => {
    expect(summaryOf(changes)).toBe(
      'Two passages changed only on the wire; they go in unless you leave some out. In one passage, the wire and we changed the same words, so you choose. One passage that only we changed stays.',
    )
    expect(summaryOf({ passages: [] })).toBe('The new version changes nothing that our story has.')
  })
})
