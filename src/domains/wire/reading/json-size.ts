import { Refusal } from '#platform/refusal'

// A page of an agency's is ten deep; two thousand items have a hundred thousand parts, and as many tags in their texts.
const DEPTH_MAX = 200
const PARTS_MAX = 250_000
const TAGS_MAX = 250_000

/** Refuses JSON that is deeper or has more parts than any wire has, before it is read. Whether it is JSON at all is not looked at. */
export function jsonMustFit(text: string): void {
  let [depth, parts, tags] = [0, 0, 0]
  let isText = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (isText) {
      if (code === 0x5c) at += 1
      else if (code === 0x22) isText = false
      else if (code === 0x3c) tags += 1
    } else if (code === 0x22) isText = true
    else if (code === 0x7b || code === 0x5b) depth += 1
    else if (code === 0x7d || code === 0x5d) depth -= 1
    else if (code === 0x2c) parts += 1
    if (depth > DEPTH_MAX)
      throw new Refusal('invalid', 'wire.too-deep', `This JSON is more than ${DEPTH_MAX} levels deep.`)
  }
  if (parts > PARTS_MAX || tags > TAGS_MAX)
    throw new Refusal('invalid', 'wire.too-large', 'This JSON has more parts than any wire has. Send it in parts.')
}
