import { createHash, randomBytes } from 'node:crypto'

/** `invite`: made by an admin or the operator and handed over. `email`: asked for on the sign-in page and mailed. */
export type LinkKind = 'invite' | 'email'

/** How long a link opens the door. */
export const LINK_MINUTES: Readonly<Record<LinkKind, number>> = { invite: 72 * 60, email: 15 }

/** How a link stands, which is what its page says. */
export type LinkStanding = 'good' | 'used' | 'expired' | 'unknown'

/** What the holder of a link needs: 256 random bits, spelled so that no mail program breaks them. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** All that we keep of a token. It is random and long, so a plain hash cannot be turned back. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** When a link of this kind made at `at` stops working. */
export function expiryOf(kind: LinkKind, at: Date): Date {
  return new Date(at.getTime() + LINK_MINUTES[kind] * 60_000)
}

/** Where a one-time link leads. */
export function signInAddress(siteUrl: URL, token: string): string {
  const address = new URL('/newsroom/sign-in', siteUrl)
  address.searchParams.set('token', token)
  return address.href
}
