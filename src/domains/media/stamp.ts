import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Focus, Photo } from './photo.ts'
import { type Sign, stampedText } from './rendition.ts'

// 60 bits of HMAC-SHA256: not to be guessed over a network, and short, because it stands in every address of a page.
const STAMP_LETTERS = 10

/** Stamps photo addresses with the paper's secret. */
export function photoSigner(secret: string): Sign {
  return (text) => createHmac('sha256', secret).update(text).digest('base64url').slice(0, STAMP_LETTERS)
}

/** True if the stamp in an address is ours. */
export function isStamped(
  photo: Pick<Photo, 'id' | 'fingerprint'>,
  percent: Focus | undefined,
  stamp: string,
  sign: Sign,
): boolean {
  const ours = Buffer.from(sign(stampedText(photo, percent)))
  const theirs = Buffer.from(stamp)
  return ours.length === theirs.length && timingSafeEqual(ours, theirs)
}
