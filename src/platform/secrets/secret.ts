import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'

const FEWEST_CHARACTERS = 32

/**
 * The installation's secret (32 random bytes, base64url), which signs cookies: read from keys/secret in the data folder,
 * made if it is not there. Any number of processes may ask at once; all get the same. Throws if the file was damaged.
 */
export async function loadOrMakeSecret(dataDir: string): Promise<string> {
  const folder = join(dataDir, 'keys')
  const path = join(folder, 'secret')
  const kept = await read(path)
  if (kept !== undefined) return kept

  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `.secret.${randomBytes(6).toString('hex')}`)
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${randomBytes(32).toString('base64url')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  // A link to a finished file appears whole or fails if another process was first; a rename would replace theirs.
  await link(draft, path).catch((error) => {
    if (!hasCode(error, 'EEXIST')) throw error
  })
  await unlink(draft)
  const made = await read(path)
  if (made === undefined) throw new Error(`The secret in ${path} vanished as it was made.`)
  return made
}

async function read(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch((error) => {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  })
  if (text === undefined) return undefined
  const secret = text.trim()
  if (secret.length >= FEWEST_CHARACTERS) return secret
  throw new Error(
    `The secret in ${path} is damaged. Put it back from a backup, or delete the file, and everyone signs in again.`,
  )
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
