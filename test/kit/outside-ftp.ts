import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

/** A file on a server of the tests. */
export interface KeptFile {
  readonly bytes: Buffer
  readonly modified: Date
}

/** A server with files on it. Paths are whole: "/in/story.xml". */
export interface FileServer {
  readonly port: number
  readonly files: Map<string, KeptFile>
  put(path: string, content: string | Uint8Array, modified?: Date): void
  /** The paths there are, in order. */
  paths(): string[]
  /** Refuses to move or make anything. */
  readOnly: boolean
  /** Called after a list was made, before it is answered. */
  onList: (() => void) | undefined
  /** Ends the connection in the middle of the next file that is asked for. */
  hangUpOnce: boolean
  close(): Promise<void>
}

/** The files, however they are asked for. */
export function aShelf(): Pick<FileServer, 'files' | 'put' | 'paths'> {
  const files = new Map<string, KeptFile>()
  return {
    files,
    put: (path, content, modified = new Date()) => void files.set(path, { bytes: Buffer.from(content), modified }),
    paths: () => [...files.keys()].sort(),
  }
}

const USER = 'wire'
const PASSWORD = 'let me in'

/** An FTP server that knows what ours is asked: USER PASS TYPE PWD CWD PASV EPSV MLSD LIST RETR MKD RNFR RNTO DELE QUIT. Name "wire", password "let me in". */
export async function anFtpServer({
  knowsMlsd = true,
  lies,
}: {
  knowsMlsd?: boolean
  lies?: string
} = {}): Promise<FileServer> {
  const shelf = aShelf()
  const folders = new Set(['/', '/in'])
  const open = new Set<Socket | Server>()
  const server: FileServer = {
    ...shelf,
    port: 0,
    readOnly: false,
    onList: undefined,
    hangUpOnce: false,
    async close() {
      for (const one of open) 'destroy' in one ? one.destroy() : one.close()
      await new Promise((resolve) => listener.close(resolve))
    },
  }

  const listener = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    let at = '/'
    let user = ''
    let isIn = false
    let from = ''
    let transfer: Promise<Socket> | undefined
    const say = (line: string) => void socket.write(`${line}\r\n`)
    const whole = (path: string) => (path.startsWith('/') ? path : `${at === '/' ? '' : at}/${path}`)

    async function passive(answer: (port: number) => string): Promise<void> {
      const door = createServer()
      open.add(door)
      transfer = new Promise((resolve) =>
        door.once('connection', (data) => {
          open.add(data)
          data.on('error', () => {})
          resolve(data)
          door.close()
        }),
      )
      await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
      say(answer((door.address() as AddressInfo).port))
    }

    async function send(content: string | Buffer, isCut = false): Promise<void> {
      say('150 Here it comes.')
      const data = await transfer
      if (isCut) {
        data?.write(Buffer.from(content).subarray(0, 20))
        setTimeout(() => {
          data?.destroy()
          socket.destroy()
        }, 20)
        return
      }
      data?.end(content)
      data?.once('close', () => say('226 All of it.'))
    }

    function listed(): { name: string; file: KeptFile }[] {
      const folder = at === '/' ? '/' : `${at}/`
      const list = [...shelf.files]
        .filter(([path]) => path.startsWith(folder) && !path.slice(folder.length).includes('/'))
        .map(([path, file]) => ({ name: path.slice(folder.length), file }))
      server.onList?.()
      return list
    }

    async function obey(line: string): Promise<void> {
      const [, verb = '', rest = ''] = /^(\S+)\s?(.*)$/.exec(line) ?? []
      const path = whole(rest)
      if (!isIn && !['USER', 'PASS', 'QUIT', 'AUTH', 'FEAT'].includes(verb.toUpperCase()))
        return say('530 Sign in first.')
      switch (verb.toUpperCase()) {
        case 'USER':
          user = rest
          return say('331 And the password?')
        case 'PASS':
          isIn = user === USER && rest === PASSWORD
          return say(isIn ? '230 Come in.' : '530 No.')
        case 'FEAT':
          return knowsMlsd ? say('211-Features\r\n MLST type*;size*;modify*;\r\n EPSV\r\n211 End') : say('502 No.')
        case 'TYPE':
        case 'STRU':
        case 'OPTS':
        case 'NOOP':
          return say('200 As you like.')
        case 'PWD':
          return say(`257 "${at}"`)
        case 'CWD':
          if (!folders.has(path)) return say('550 There is no such folder.')
          at = path
          return say('250 There we are.')
        case 'EPSV':
          return passive((port) => `229 Extended (|||${port}|)`)
        case 'PASV':
          return passive(
            (port) => `227 Passive (${(lies ?? '127.0.0.1').replaceAll('.', ',')},${port >> 8},${port & 255})`,
          )
        case 'MLSD': {
          if (!knowsMlsd) return say('502 No.')
          const stamp = (date: Date) => date.toISOString().replace(/[-:T]/g, '').slice(0, 14)
          return send(
            listed()
              .map(
                ({ name, file }) => `type=file;size=${file.bytes.length};modify=${stamp(file.modified)}; ${name}\r\n`,
              )
              .join(''),
          )
        }
        case 'LIST':
          return send(
            listed()
              .map(({ name, file }) => `-rw-r--r-- 1 wire wire ${file.bytes.length} Nov 24 12:00 ${name}\r\n`)
              .join(''),
          )
        case 'RETR': {
          const file = shelf.files.get(path)
          if (!file) return say('550 There is no such file.')
          const isCut = server.hangUpOnce
          server.hangUpOnce = false
          return send(file.bytes, isCut)
        }
        case 'MKD':
          if (server.readOnly || folders.has(path)) return say('550 No.')
          folders.add(path)
          return say(`257 "${path}"`)
        case 'DELE':
          return say(!server.readOnly && shelf.files.delete(path) ? '250 Gone.' : '550 No.')
        case 'RNFR':
          from = path
          return say(shelf.files.has(path) && !server.readOnly ? '350 To where?' : '550 No.')
        case 'RNTO': {
          const file = shelf.files.get(from)
          if (!file || !folders.has(path.slice(0, path.lastIndexOf('/')) || '/')) return say('553 Not there.')
          shelf.files.delete(from)
          shelf.files.set(path, file)
          return say('250 Done.')
        }
        case 'QUIT':
          say('221 Bye.')
          return void socket.end()
        default:
          return say('502 I do not know that.')
      }
    }

    let queue = Promise.resolve()
    let text = ''
    socket.on('data', (bytes) => {
      text += bytes.toString()
      const lines = text.split('\r\n')
      text = lines.pop() ?? ''
      for (const line of lines) queue = queue.then(() => obey(line))
    })
    say('220 The tests’ own server.')
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  return Object.assign(server, { port: (listener.address() as AddressInfo).port })
}
