import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { type KeptMail, mailFrom } from './eml.ts'

const NAME = /^\d{8}T\d{9}Z-[0-9a-f]{8}\.eml$/
const MAX_BYTES = 5_000_000

/** The folder in which mail waits that could not go anywhere. */
export function outboxIn(dataDir: string): string {
  return join(dataDir, 'outbox')
}

/** Keeps a mail under a name that sorts by time, whole or not at all, readable by us alone: there are sign-in links in it. */
export async function keepMail(folder: string, message: Buffer, at: Date): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const name = `${at.toISOString().replace(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}.eml`
  const draft = join(folder, `.${name}.writing`)
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(message)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, join(folder, name)).catch(async (error) => {
    await unlink(draft).catch(() => {})
    throw error
  })
  return name
}

/** The newest mails kept, newest first, without their text. */
export async function listOutbox(dataDir: string, most = 100): Promise<Omit<KeptMail, 'text' | 'html'>[]> {
  const folder = outboxIn(dataDir)
  const names = (await namesIn(folder))
    .filter((name) => NAME.test(name))
    .sort()
    .reverse()
    .slice(0, most)
  const mails = await Promise.all(names.map((name) => readOutbox(dataDir, name)))
  return mails.filter((mail) => mail !== undefined).map(({ text: _text, html: _html, ...line }) => line)
}

/** One kept mail by its name, or nothing: a name that is not an outbox name is never looked for on the disk. */
export async function readOutbox(dataDir: string, id: string): Promise<KeptMail | undefined> {
  if (!NAME.test(id)) return undefined
  const path = join(outboxIn(dataDir), id)
  const size = await stat(path).then((found) => (found.isFile() ? found.size : undefined), ifMissing)
  if (size === undefined || size > MAX_BYTES) return undefined
  const message = await readFile(path, 'latin1').catch(ifMissing)
  return message === undefined ? undefined : mailFrom(id, message)
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(ifMissing)) ?? []
}

function ifMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
