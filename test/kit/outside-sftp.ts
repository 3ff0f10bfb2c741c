import { generateKeyPairSync } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2'
import { aShelf, type FileServer } from './outside-ftp.ts'

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp

/** A key that a host shows. */
export function aHostKey(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }).privateKey
}

/** An SFTP server. Name "wire", password "let me in"; files are in /in. */
export async function anSftpServer({
  hostKey = aHostKey(),
  port = 0,
}: {
  hostKey?: string
  port?: number
} = {}): Promise<FileServer> {
  const shelf = aShelf()
  const folders = new Set(['/', '/in'])
  const open = new Set<Connection>()
  const server: FileServer = {
    ...shelf,
    port: 0,
    readOnly: false,
    onList: undefined,
    hangUpOnce: false,
    async close() {
      for (const one of open) one.end()
      await new Promise<void>((resolve) => listener.close(() => resolve()))
    },
  }

  function serve(sftp: SFTPWrapper, client: Connection): void {
    const handles = new Map<number, { path: string; isRead?: boolean }>()
    let next = 0
    const handled = (path: string) => {
      const handle = Buffer.alloc(4)
      handle.writeUInt32BE(next, 0)
      handles.set(next++, { path })
      return handle
    }
    const of = (handle: Buffer) => handles.get(handle.readUInt32BE(0))
    const stat = (path: string) => {
      const file = shelf.files.get(path)
      const seconds = Math.floor((file?.modified.getTime() ?? 0) / 1_000)
      if (file) return { mode: 0o100644, uid: 0, gid: 0, size: file.bytes.length, atime: seconds, mtime: seconds }
      return folders.has(path) ? { mode: 0o040755, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 } : undefined
    }
    const answerStat = (id: number, path: string) => {
      const found = stat(path)
      if (found) sftp.attrs(id, found)
      else sftp.status(id, STATUS_CODE.NO_SUCH_FILE)
    }
    const done = (id: number, isDone: boolean) =>
      sftp.status(id, isDone ? STATUS_CODE.OK : STATUS_CODE.PERMISSION_DENIED)

    sftp.on('REALPATH', (id, path) => {
      const whole = path.startsWith('/') ? path : `/${path.replace(/^\.\/?/, '')}`
      sftp.name(id, [{ filename: whole || '/', longname: whole, attrs: {} as never }])
    })
    sftp.on('STAT', answerStat)
    sftp.on('LSTAT', answerStat)
    sftp.on('FSTAT', (id, handle) => answerStat(id, of(handle)?.path ?? ''))
    sftp.on('OPENDIR', (id, path) => {
      if (folders.has(path)) sftp.handle(id, handled(path))
      else sftp.status(id, STATUS_CODE.NO_SUCH_FILE)
    })
    sftp.on('READDIR', (id, handle) => {
      const at = of(handle)
      if (!at || at.isRead) return sftp.status(id, STATUS_CODE.EOF)
      at.isRead = true
      const within = at.path === '/' ? '/' : `${at.path}/`
      const names = [...shelf.files.keys(), ...folders].filter(
        (path) => path.startsWith(within) && path !== within && !path.slice(within.length).includes('/'),
      )
      const list = names.map((path) => {
        const attrs = stat(path) as never
        const filename = path.slice(within.length)
        return {
          filename,
          longname: `${folders.has(path) ? 'd' : '-'}rw-r--r-- 1 wire wire 1 Nov 24 12:00 ${filename}`,
          attrs,
        }
      })
      server.onList?.()
      return sftp.name(id, list)
    })
    sftp.on('OPEN', (id, path, flags) => {
      if (!(flags & OPEN_MODE.READ) || !shelf.files.has(path)) return sftp.status(id, STATUS_CODE.NO_SUCH_FILE)
      return sftp.handle(id, handled(path))
    })
    sftp.on('READ', (id, handle, offset, length) => {
      const { bytes } = shelf.files.get(of(handle)?.path ?? '') ?? { bytes: Buffer.alloc(0) }
      if (server.hangUpOnce) {
        server.hangUpOnce = false
        return void client.end()
      }
      const part = bytes.subarray(offset, offset + length)
      return part.length === 0 ? sftp.status(id, STATUS_CODE.EOF) : sftp.data(id, part)
    })
    sftp.on('CLOSE', (id, handle) => {
      handles.delete(handle.readUInt32BE(0))
      sftp.status(id, STATUS_CODE.OK)
    })
    sftp.on('MKDIR', (id, path) => {
      if (!server.readOnly) folders.add(path)
      done(id, !server.readOnly)
    })
    sftp.on('REMOVE', (id, path) => done(id, !server.readOnly && shelf.files.delete(path)))
    sftp.on('RENAME', (id, from, to) => {
      const file = shelf.files.get(from)
      const may = file !== undefined && !server.readOnly && folders.has(to.slice(0, to.lastIndexOf('/')))
      if (may && file) {
        shelf.files.delete(from)
        shelf.files.set(to, file)
      }
      done(id, may)
    })
  }

  const listener = new ssh2.Server({ hostKeys: [hostKey] }, (client) => {
    open.add(client)
    client.on('error', () => {})
    client.on('authentication', (asked) => {
      if (asked.method === 'password' && asked.username === 'wire' && asked.password === 'let me in') asked.accept()
      else asked.reject(['password'])
    })
    client.on('session', (accept) => {
      accept().on('sftp', (acceptSftp) => serve(acceptSftp(), client))
    })
  })
  await new Promise<void>((resolve) => listener.listen(port, '127.0.0.1', () => resolve()))
  return Object.assign(server, { port: (listener.address() as AddressInfo).port })
}
