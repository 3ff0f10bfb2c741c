import { createTransport } from 'nodemailer'
import { type Mail, type Mailer, safeMail } from './message.ts'
import { keepMail, outboxIn } from './outbox.ts'

/**
 * Mail through the SMTP server at `mailUrl` (smtp:// or smtps://, with name and password in it), or, where that is
 * unset, into the outbox folder as .eml files. `from` is an address, or a name and an address in angle brackets.
 */
export function mailerFrom(mailUrl: string | undefined, dataDir: string, from: string): Mailer {
  if (/[\r\n]/.test(from)) throw new Error('The sender of mail has a line break in it.')
  return mailUrl === undefined ? outboxMailer(dataDir, from) : smtpMailer(mailUrl, from)
}

// What a template says must not make the mailer read a file or fetch an address.
const CLOSED = { disableFileAccess: true, disableUrlAccess: true } as const

function smtpMailer(mailUrl: string, from: string): Mailer {
  const transport = createTransport({
    url: mailUrl,
    pool: true,
    maxConnections: 3,
    maxMessages: 100,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    dnsTimeout: 10_000,
    socketTimeout: 30_000,
    ...CLOSED,
  })
  return {
    isKept: false,
    async send(mail) {
      const sent = await transport.sendMail({ ...fieldsOf(safeMail(mail)), from })
      return { id: sent.messageId }
    },
    async close() {
      transport.close()
    },
  }
}

function outboxMailer(dataDir: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows', ...CLOSED })
  return {
    isKept: true,
    async send(mail) {
      const composed = await transport.sendMail({ ...fieldsOf(safeMail(mail)), from })
      if (!Buffer.isBuffer(composed.message)) throw new Error('the mail was not composed into memory')
      return { id: await keepMail(outboxIn(dataDir), composed.message, new Date()) }
    },
    async close() {},
  }
}

function fieldsOf({ to, subject, text, html, headers }: Mail) {
  // An object, so that commas and brackets cannot make two addresses of one.
  return { to: { name: '', address: to }, subject, text, html, headers: { ...headers } }
}
