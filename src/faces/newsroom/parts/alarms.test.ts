import { expect, it } from 'vitest'
import { isGrave } from './alarms.ts'

const ours = [{ storyId: '1', slugline: 'FLOOD18', headline: '', state: 'published', isBehind: false }] as const

it('takes the top of every screen for what an agency took back of ours, and for nothing else', () => {
  expect(isGrave({ kind: 'kill', stories: [...ours] })).toBe(true)
  expect(isGrave({ kind: 'withheld', stories: [...ours] })).toBe(true)
  expect(isGrave({ kind: 'kill', stories: [] })).toBe(false)
  expect(isGrave({ kind: 'correction', stories: [...ours] })).toBe(false)
})
