import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Copy, EMPTY_COPY } from '#domains/stories/shared'
import type { Conflict } from '#faces/api/contract'
import { dueAt, isClean, next, opened, QUIET_MS, RETRY_MS, type Saving, type SavingEvent, wordFor } from './autosave.ts'
import { type Outcome, startSaving } from './save-loop.ts'

const titled = (headline: string): Copy => ({ ...EMPTY_COPY, headline })
const follow = (state: Saving, ...events: SavingEvent[]) => events.reduce(next, state)
const start = opened(titled('Rain'), 3, 1_000)
const conflict = { savedBy: 'Ruth Amundsen' } as Conflict

describe('when a save is due', () => {
  it('is never while nothing was typed', () => {
    expect(dueAt(start)).toBeUndefined()
    expect(wordFor(start)).toBe('saved')
  })

  it('is a moment after the last change, not the first', () => {
    const typing = follow(
      start,
      { type: 'changed', copy: titled('Rain f'), at: 2_000 },
      { type: 'changed', copy: titled('Rain fa'), at: 2_400 },
    )
    expect(dueAt(typing)).toBe(2_400 + QUIET_MS)
    expect(wordFor(typing)).toBe('unsaved')
  })

  it('is at once when a person asks for a version', () => {
    expect(dueAt(follow(start, { type: 'asked', kind: 'version' }))).toBe(0)
  })

  it('is no longer when the words are put back as they were', () => {
    const back = follow(
      start,
      { type: 'changed', copy: titled('Rai'), at: 2_000 },
      { type: 'changed', copy: titled('Rain'), at: 2_100 },
    )
    expect(dueAt(back)).toBeUndefined()
    expect(isClean(back)).toBe(true)
  })
})

describe('a save under way', () => {
  const sending = follow(start, { type: 'changed', copy: titled('Rain falls'), at: 2_000 }, { type: 'sent' })

  it('does not start another', () => {
    expect(dueAt(follow(sending, { type: 'changed', copy: titled('Rain falls hard'), at: 2_500 }))).toBeUndefined()
    expect(wordFor(sending)).toBe('saving')
  })

  it('keeps what was typed meanwhile for the next one', () => {
    const done = follow(
      sending,
      { type: 'changed', copy: titled('Rain falls hard'), at: 2_500 },
      { type: 'saved', revision: 4, at: 2_700 },
    )
    expect(done).toMatchObject({ basedOn: 4, saved: titled('Rain falls'), copy: titled('Rain falls hard') })
    expect(dueAt(done)).toBe(2_500 + QUIET_MS)
  })

  it('counts a change taken back meanwhile as a change, since the server has it', () => {
    const done = follow(
      sending,
      { type: 'changed', copy: titled('Rain'), at: 2_500 },
      { type: 'saved', revision: 4, at: 2_700 },
    )
    expect(isClean(done)).toBe(false)
    expect(dueAt(done)).toBe(2_500 + QUIET_MS)
  })

  it('is tried again after a while when the server cannot be reached, and says so', () => {
    const away = follow(sending, { type: 'unreachable', at: 3_000 })
    expect(wordFor(away)).toBe('offline')
    expect(dueAt(away)).toBe(3_000 + RETRY_MS)
    expect(dueAt(follow(away, { type: 'online' }))).toBe(0)
  })

  it('waits for a person when someone else saved meanwhile, whatever is typed', () => {
    const stuck = follow(
      sending,
      { type: 'conflict', conflict },
      { type: 'changed', copy: titled('Rain, still'), at: 4_000 },
    )
    expect(dueAt(stuck)).toBeUndefined()
    expect(wordFor(stuck)).toBe('conflict')
  })

  it('is not tried again by itself when it was refused, only after a change', () => {
    const refused = follow(sending, { type: 'refused', sentence: 'Too long.', signedOut: false })
    expect(dueAt(refused)).toBeUndefined()
    expect(wordFor(refused)).toBe('refused')
    expect(dueAt(next(refused, { type: 'changed', copy: titled('Rain'), at: 6_000 }))).toBeUndefined()
    expect(dueAt(next(refused, { type: 'changed', copy: titled('Rains'), at: 6_000 }))).toBe(6_000 + QUIET_MS)
  })

  it('is a version once more when it was asked as one and could not be sent', () => {
    const asked = follow(
      start,
      { type: 'asked', kind: 'version' },
      { type: 'sent' },
      { type: 'unreachable', at: 5_000 },
    )
    expect(asked.asked).toBe('version')
  })
})

describe('whatever happens, in whatever order', () => {
  const event: fc.Arbitrary<SavingEvent> = fc.oneof(
    fc.record({
      type: fc.constant('changed' as const),
      copy: fc.constantFrom('a', 'b', 'c').map(titled),
      at: fc.nat(9_999),
    }),
    fc.record({ type: fc.constant('asked' as const), kind: fc.constantFrom('auto' as const, 'version' as const) }),
    fc.constant({ type: 'sent' } as const),
    fc.record({ type: fc.constant('saved' as const), revision: fc.nat(99), at: fc.nat(9_999) }),
    fc.record({ type: fc.constant('unreachable' as const), at: fc.nat(9_999) }),
    fc.constant({ type: 'online' } as const),
  )

  it('unsaved words always have a save due or under way', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        // Only a save that was sent can be answered.
        const state = events.reduce((now, happened) => {
          const answer = happened.type === 'saved' || happened.type === 'unreachable'
          if (answer !== (now.sending !== null) && (answer || happened.type === 'sent')) return now
          return next(now, happened)
        }, start)
        expect(isClean(state) || state.sending !== null || dueAt(state) !== undefined).toBe(true)
      }),
    )
  })
})

describe('the loop that saves', () => {
  it('saves everything typed during a slow save and then says it is clean', async () => {
    const sent: string[] = []
    const answers: ((outcome: Outcome) => void)[] = []
    const loop = startSaving({
      copy: titled('a'),
      revision: 1,
      keep: () => {},
      send: (_, copy) => {
        sent.push(copy.headline)
        return new Promise((resolve) => answers.push(resolve))
      },
    })
    loop.tell({ type: 'changed', copy: titled('ab'), at: Date.now() })
    const flushed = loop.flush('version')
    loop.tell({ type: 'changed', copy: titled('abc'), at: Date.now() - 2 * QUIET_MS })
    answers[0]!({ kind: 'saved', revision: 2 })
    await Promise.resolve()
    answers[1]!({ kind: 'saved', revision: 3 })
    expect(await flushed).toBe(true)
    expect(sent).toEqual(['ab', 'abc'])
    expect(loop.state().basedOn).toBe(3)
    loop.pause()
  })

  it('tells the one who waits when the save cannot be made now', async () => {
    const loop = startSaving({
      copy: titled('a'),
      revision: 1,
      keep: () => {},
      send: async () => ({ kind: 'unreachable' }),
    })
    loop.tell({ type: 'changed', copy: titled('b'), at: Date.now() })
    expect(await loop.flush('auto')).toBe(false)
    loop.pause()
  })
})
