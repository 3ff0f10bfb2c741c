// Being written; taken.
import { expect, it } from 'vitest'
import { command } from '#kit/serving'

it('says what it can do', async () => {
  expect((await command('/nowhere', 'help')).status).toBe(0)
})
