/**
 * Where bytes are kept under a key, like `originals/ab/abcd.jpg`. A key's bytes never change once put, so whoever finds one
 * may keep it for ever. Keys are checked: a bad one is a fault, because keys are made by us and never by the outside.
 */
export interface Files {
  /** Keeps the bytes. When it answers they are safe on disk; a reader meanwhile sees all of them or none. */
  put(key: string, bytes: Uint8Array, about: { readonly mediaType: string }): Promise<void>
  get(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  has(key: string): Promise<boolean>
  /** Nothing happens if there is no such key. */
  remove(key: string): Promise<void>
}

// A part never starts with a dot, so there is no `..`, no hidden file, and our own half-written files can never be asked for.
const KEY = /^[a-z0-9][a-z0-9._-]{0,199}(\/[a-z0-9][a-z0-9._-]{0,199}){0,7}$/i

/** The key itself, if it is one. Throws on anything else. */
export function checkedKey(key: string): string {
  if (!KEY.test(key)) throw new Error(`Not a key of a file: ${JSON.stringify(key.slice(0, 80))}`)
  return key
}
