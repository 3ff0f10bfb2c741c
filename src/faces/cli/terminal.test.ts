import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { askerAt } from './terminal.ts'

const aStream = (isTTY: boolean) => Object.assign(new PassThrough(), { isTTY })

it('asks one question after another and gives the lines typed', async () => {
  const [input, output] = [aStream(true), aStream(true)]
  const ask = askerAt({ input, output })
  const first = ask?.('Who?')
  input.write('  Ana \n')
  expect(await first).toBe('Ana')
  const second = ask?.('When?')
  input.write('\n')
  expect(await second).toBe('')
  expect(String(output.read())).toBe('Who? When? ')
})
it('gives no answer of its own when the terminal goes away', async () => {
  const [input, output] = [aStream(true), aStream(true)]
  const asked = askerAt({ input, output })?.('When?')
  input.end()
  await expect(asked).rejects.toMatchObject({ code: 'terminal.no-answer' })
})
it('asks nobody where nobody sits', () => {
  expect(askerAt({ input: aStream(false), output: aStream(true) })).toBeUndefined()
  expect(askerAt({ input: aStream(true), output: aStream(false) })).toBeUndefined()
})
