import type { Role } from './actor.ts'

/** Someone with an account. With a role, a member of staff; without, a reader. `email` is in lower case and belongs to one person. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role | null
}

/** Fewest characters in a password. Length beats symbols (NIST SP 800-63B). */
export const PASSWORD_MIN = 12
/** Most characters in a password: scrypt would take more, but a megabyte of password is an attack. */
export const PASSWORD_MAX = 200
export const NAME_MAX = 120

// The characters that every mail server takes; quoted local parts and bare hosts are left out on purpose.
const ADDRESS =
  /^[a-z0-9](?:[a-z0-9._%+'-]*[a-z0-9_+-])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/

/** The address as we keep it, or nothing if mail could not be sent to it. */
export function emailFrom(typed: string): string | undefined {
  const email = typed.trim().toLowerCase()
  return email.length <= 254 && ADDRESS.test(email) && !email.includes('..') ? email : undefined
}

/** A name to begin with, made from the address: ana.ruiz@example.com is Ana Ruiz. */
export function nameFromEmail(email: string): string {
  const words = (email.split('@')[0] ?? '').replace(/\+.*$/, '').split(/[._%-]+/)
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
  return name.trim() || email
}

/** A name on one line without control characters, or nothing if there is none left or too much. */
export function nameFrom(typed: string): string | undefined {
  const name = typed.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  return name === '' || name.length > NAME_MAX ? undefined : name
}

/** What is wrong with a new password, in a sentence, or nothing. */
export function whyNotPassword(password: string, person: Pick<Person, 'email' | 'name'>): string | undefined {
  if (password.length < PASSWORD_MIN) return `Use at least ${PASSWORD_MIN} characters; a few words in a row do well.`
  if (password.length > PASSWORD_MAX) return `Use at most ${PASSWORD_MAX} characters.`
  if (new Set(password).size < 5) return 'Use more different characters.'
  const plain = password.toLowerCase()
  if (plain === person.email || plain === person.name.toLowerCase())
    return 'Choose something other than your own name or address.'
  return undefined
}
