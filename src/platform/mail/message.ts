/** A mail with its plain-text twin. `to` is one address. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends mail. Throws when it could not; the caller decides whether to try again. */
export interface Mailer {
  /** True if mail is kept in the outbox folder and goes nowhere. */
  readonly isKept: boolean
  /** Hands one mail over. `id` is its Message-ID, or its name in the outbox. */
  send(mail: Mail): Promise<{ id: string }>
  close(): Promise<void>
}

const ADDRESS = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,253}$/u
const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,75}$/
// Those that say who it is from, to or about are the fields of a mail; a header must not contradict them.
const TAKEN = /^(from|to|cc|bcc|sender|subject|date|message-id|mime-version|content-.*)$/i
const SUBJECT_MAX = 250

/**
 * The mail with nothing in it that could end one header and begin another. Throws on an address or header that is not
 * one; a subject, which comes from what people type, is put on one line instead.
 */
export function safeMail(mail: Mail): Mail {
  if (!ADDRESS.test(mail.to) || hasControl(mail.to)) throw new Error('Mail cannot be sent: the address is not one.')
  const headers = mail.headers ?? {}
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_NAME.test(name) || TAKEN.test(name))
      throw new Error(`Mail cannot be sent: ${JSON.stringify(name)} is not a header of ours.`)
    if (hasControl(value)) throw new Error(`Mail cannot be sent: the header ${name} has a line break in it.`)
  }
  return {
    ...mail,
    subject: mail.subject
      .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
      .trim()
      .slice(0, SUBJECT_MAX),
  }
}

function hasControl(text: string): boolean {
  return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)
}
