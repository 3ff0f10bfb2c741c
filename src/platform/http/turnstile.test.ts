import { expect, it } from 'vitest'
import { turnstile } from './turnstile.ts'

/** Work that ends when told to. */
function held() {
  const end = Promise.withResolvers<void>()
  let begun = 0
  const work = () => {
    begun++
    return end.promise
  }
  return { end: () => end.resolve(), begun: () => begun, work }
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

it('lets so many through at once, and those who wait as others leave', async () => {
  const gate = turnstile({ atOnce: 2, waiting: 5, waitMs: 60_000 })
  const [first, rest] = [held(), held()]
  const all = [gate.pass(first.work), ...Array.from({ length: 3 }, () => gate.pass(rest.work))]
  await settled()
  expect(first.begun() + rest.begun()).toBe(2)
  first.end()
  await settled()
  expect(first.begun() + rest.begun()).toBe(3)
  rest.end()
  expect((await Promise.all(all)).every((passed) => passed !== undefined)).toBe(true)
  expect(rest.begun()).toBe(3)
})
it('turns away who finds the queue full, and who has waited too long, without beginning their work', async () => {
  const gate = turnstile({ atOnce: 1, waiting: 1, waitMs: 20 })
  const [inside, never] = [held(), held()]
  const first = gate.pass(inside.work)
  const late = gate.pass(never.work)
  expect(await gate.pass(never.work)).toBeUndefined()
  expect(await late).toBeUndefined()
  inside.end()
  await first
  expect(never.begun()).toBe(0)
  expect(await gate.pass(async () => 'in')).toEqual({ result: 'in' })
})
it('gives the place back when the work fails', async () => {
  const gate = turnstile({ atOnce: 1, waiting: 0, waitMs: 20 })
  await expect(gate.pass(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await gate.pass(async () => 'in')).toEqual({ result: 'in' })
})
