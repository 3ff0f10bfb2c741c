import { isIP } from 'node:net'
import { PassThrough } from 'node:stream'
import { Client, FileType, FTPError } from 'basic-ftp'
import { addressFor } from '#platform/outside'
import { collected, type RemoteFile, remoteFiles, type Shelf } from './remote-files.ts'
import { SourceTrouble, sentenceOf } from './trouble.ts'
import type { Asked } from './visit.ts'

const PORT = 21
const SILENCE_MS = 20_000

/** A folder on an FTP server, over TLS where it is said to be secure. */
export const ftp = remoteFiles(open)

async function open({ source, secrets, trusted, signal }: Asked): Promise<Shelf> {
  const { host = '', port = PORT, user, secure = false, path = '' } = source.settings
  const { address } = await addressFor(host, { port, trusted, signal })
  // Its data connections go to the host of the first, whatever the server says: it must not send us elsewhere.
  const client = new Client(SILENCE_MS, { allowSeparateTransferHost: false })
  const stop = () => client.close()
  signal.addEventListener('abort', stop, { once: true })
  const asking = <answer>(work: () => Promise<answer>) =>
    work().catch((error: unknown) => {
      throw troubleOf(error, host)
    })

  const login = { ...(user ? { user } : {}), ...(secrets.password ? { password: secrets.password } : {}) }
  try {
    await asking(() =>
      client.access({ host: address, port, ...login, secure, secureOptions: isIP(host) ? {} : { servername: host } }),
    )
    if (path !== '') await asking(() => client.cd(path))
  } catch (error) {
    client.close()
    throw error
  }
  const made = new Set<string>()
  return {
    list: () =>
      asking(async () =>
        (await client.list()).filter(({ type }) => type === FileType.File || type === FileType.Unknown).map(fileOf),
      ),
    read: (name, maxBytes) =>
      asking(async () => {
        const through = new PassThrough()
        const got = client.downloadTo(through, name)
        const [bytes] = await Promise.all([
          collected(through, name, maxBytes).catch((error: unknown) => {
            client.close()
            throw error
          }),
          got,
        ])
        return bytes
      }),
    async move(name, folder) {
      try {
        if (!made.has(folder)) await client.sendIgnoringError(`MKD ${folder}`)
        made.add(folder)
        await client.remove(`${folder}/${name}`, true)
        await client.rename(name, `${folder}/${name}`)
        return true
      } catch (error) {
        if (error instanceof FTPError) return false
        throw troubleOf(error, host)
      }
    },
    async close() {
      signal.removeEventListener('abort', stop)
      client.close()
    },
  }
}

function fileOf({
  name,
  size,
  modifiedAt,
  rawModifiedAt,
}: {
  name: string
  size: number
  modifiedAt?: Date
  rawModifiedAt: string
}): RemoteFile {
  return { name, size, mark: `${size} ${modifiedAt?.toISOString() ?? rawModifiedAt}` }
}

function troubleOf(error: unknown, host: string): Error {
  if (sentenceOf(error) !== undefined) return error as Error
  if (error instanceof FTPError) {
    if (error.code === 530)
      return new SourceTrouble(`${host} does not let us in. Check the name and the password.`, { cause: error })
    return new SourceTrouble(`${host} says: ${error.message.slice(0, 200)}`, { cause: error })
  }
  return new SourceTrouble(`The connection to ${host} failed or was cut off.`, { cause: error })
}
