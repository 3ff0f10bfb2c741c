export type { KeptMail } from './eml.ts'
export { mailerFrom } from './mailer.ts'
export type { Mail, Mailer } from './message.ts'
export { listOutbox, outboxIn, readOutbox } from './outbox.ts'
