import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const VERSION = 'v1.'

/** Seals what must be kept but may not be read by who has only the database, and opens it again. */
export interface Sealer {
  seal(text: string): string
  /** Throws if it was sealed elsewhere, for another purpose, or changed since. */
  unseal(sealed: string): string
}

/**
 * A sealer with a key of its own for each purpose, made from the installation's secret. AES-256-GCM; the same text is sealed differently
 * each time. A database that is moved without the secret cannot be opened: the secret is part of a backup.
 */
export function sealerFrom(secret: string, purpose: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, 'broadsheet', `seal ${purpose}`, 32))
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
      const closed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return VERSION + Buffer.concat([nonce, cipher.getAuthTag(), closed]).toString('base64url')
    },
    unseal(sealed) {
      const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url')
      if (!sealed.startsWith(VERSION) || bytes.length < NONCE_BYTES + TAG_BYTES)
        throw new Error('What is sealed was damaged.')
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      const open = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]
      return Buffer.concat(open).toString('utf8')
    },
  }
}
