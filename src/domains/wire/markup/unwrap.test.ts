import { describe, expect, it } from 'vitest'
import { textOf } from '#domains/stories/shared'
import { bodyFromHtml } from './markup.ts'
import { unwrapped } from './unwrap.ts'

const text = (html: string) => textOf(unwrapped(bodyFromHtml(html).body))

describe('line breaks', () => {
  it('that only filled a screen are spaces', () => {
    const filled = (paragraph: string) => `<p>${paragraph.replaceAll('\n', '<br />')}</p>`
    const one =
      'The harbor seals have been back at Gull Inlet since the spring\nand there are more of them than in any year since people began\nto count them, the harbor master said.'
    const other =
      'Nobody knows why they left nine years ago, nor whether they will\nstay, though the herring that they eat have been plentiful since\nthe nets were taken in, and the boats that used to frighten them\naway are fewer now.'
    expect(text(filled(one) + filled(other))).toBe(`${one}\n\n${other}`.replace(/(?<!\n)\n(?!\n)/g, ' '))
  })
  it('of a poem, an address and a list stay', () => {
    const poem =
      '<p>Roses are red,<br>violets are blue,<br>sugar is sweet,<br>and so are you.<br>So say the bees<br>of everything<br>they ever see.</p>'
    expect(text(poem)).toContain('Roses are red,\nviolets are blue,')
    const address = `<p>${'Harbor Office of the Town of Gull Inlet, Maine<br>12 Pier Rd.<br>'.repeat(4)}</p>`
    expect(text(address)).toContain('Maine\n12 Pier Rd.')
  })
})
