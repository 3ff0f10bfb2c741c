import { createHash } from 'node:crypto'
import { addressFor } from '#platform/outside'
import { collected, remoteFiles, type Shelf } from './remote-files.ts'
import { SourceTrouble, sentenceOf } from './trouble.ts'
import type { Asked, Visit } from './visit.ts'

const PORT = 22
const READY_MS = 20_000

/** A folder on an SFTP server. The key that the host first shows is kept, and another one is refused. */
export const sftp = remoteFiles(open)

async function open({ source, secrets, trusted, signal }: Asked, keep?: Visit['rememberHostKey']): Promise<Shelf> {
  const { host = '', port = PORT, user = '', path = '.', hostKey = '' } = source.settings
  const { address } = await addressFor(host, { port, trusted, signal })
  // Many small files that most papers never need: read when a source is asked by it.
  const { default: SftpClient } = await import('ssh2-sftp-client')
  // Errors of a connection that is over already are nobody's.
  const client = new SftpClient('wire', { error: () => {}, end: () => {}, close: () => {} })
  let shown = ''
  const stop = () => void client.end().catch(() => {})
  signal.addEventListener('abort', stop, { once: true })
  try {
    await client.connect({
      host: address,
      port,
      username: user,
      ...(secrets.key
        ? { privateKey: secrets.key, ...(secrets.password ? { passphrase: secrets.password } : {}) }
        : { password: secrets.password ?? '' }),
      readyTimeout: READY_MS,
      retries: 1,
      hostVerifier: (key: Buffer) => {
        shown = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
        return hostKey === '' || hostKey === shown
      },
    })
  } catch (error) {
    signal.removeEventListener('abort', stop)
    await client.end().catch(() => {})
    if (hostKey !== '' && shown !== '' && hostKey !== shown) {
      throw new SourceTrouble(
        `${host} shows another key than before (${shown}). Ask the agency; if it is right, clear the key that is kept.`,
        { cause: error },
      )
    }
    throw troubleOf(error, host)
  }
  if (hostKey === '') await keep?.(shown)
  const asking = <answer>(work: () => Promise<answer>) =>
    work().catch((error: unknown) => {
      throw troubleOf(error, host)
    })
  const made = new Set<string>()
  return {
    list: () =>
      asking(async () =>
        (await client.list(path))
          .filter(({ type }) => type === '-')
          .map(({ name, size, modifyTime }) => ({ name, size, mark: `${size} ${modifyTime}` })),
      ),
    read: (name, maxBytes) =>
      asking(() => collected(client.createReadStream(`${path}/${name}`, { end: maxBytes }), name, maxBytes)),
    async move(name, folder) {
      const to = `${path}/${folder}`
      try {
        if (!made.has(folder) && !(await client.exists(to))) await client.mkdir(to)
        made.add(folder)
        if (await client.exists(`${to}/${name}`)) await client.delete(`${to}/${name}`)
        await client.rename(`${path}/${name}`, `${to}/${name}`)
        return true
      } catch (error) {
        if (isCutOff(error)) throw troubleOf(error, host)
        return false
      }
    },
    async close() {
      signal.removeEventListener('abort', stop)
      await client.end().catch(() => {})
    },
  }
}

function isCutOff(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^(ECONN|EPIPE|ETIMEDOUT|ERR_NOT_CONNECTED|ENOTCONN)/.test(code)
}

function troubleOf(error: unknown, host: string): Error {
  if (sentenceOf(error) !== undefined) return error as Error
  const said = error instanceof Error ? error.message : ''
  if (/authentication/i.test(said))
    return new SourceTrouble(`${host} does not let us in. Check the name and the password or key.`, { cause: error })
  if (/no such file|not exist/i.test(said))
    return new SourceTrouble(`There is no such folder on ${host}.`, { cause: error })
  if (/private ?key|passphrase/i.test(said))
    return new SourceTrouble('The private key cannot be read.', { cause: error })
  if (/permission denied/i.test(said)) return new SourceTrouble(`${host} does not let us read there.`, { cause: error })
  return new SourceTrouble(`The connection to ${host} failed or was cut off.`, { cause: error })
}
