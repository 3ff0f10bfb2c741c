import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, createServer as createPlainServer, type Server as PlainServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { addressFor, fetchOutside, isTrusted, type OutsideError } from './index.ts'

const open: (Server | PlainServer)[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

async function listening<server extends Server | PlainServer>(server: server): Promise<number> {
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return (server.address() as AddressInfo).port
}

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  const port = await listening(server)
  server.on('close', () => server.closeAllConnections())
  return `http://127.0.0.1:${port}`
}

const trusted = ['127.0.0.1']
const troubleOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (error: OutsideError) => error.code ?? String(error),
  )

describe('asking outside', () => {
  it('gives status, headers and bytes, whatever the status', async () => {
    const site = await serving((request, response) => {
      response.writeHead(418, { 'x-seen': request.headers['x-api-key'] ?? '' }).end('short and stout')
    })
    const answer = await fetchOutside(`${site}/pot`, { trusted, headers: { 'X-API-Key': 'k1' } })
    expect(answer.status).toBe(418)
    expect(answer.headers['x-seen']).toBe('k1')
    expect(Buffer.from(answer.bytes).toString()).toBe('short and stout')
    expect(answer.url).toBe(`${site}/pot`)
  })

  it('unpacks what was packed', async () => {
    const site = await serving((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('unpacked'))
    })
    expect(Buffer.from((await fetchOutside(site, { trusted })).bytes).toString()).toBe('unpacked')
  })

  it('goes to the very address that was checked, under the name that was asked for', async () => {
    let host = ''
    const site = await serving((request, response) => {
      host = request.headers.host ?? ''
      response.end('here')
    })
    const port = new URL(site).port
    // A name that is rebound between the check and the connection leads nowhere: it is not asked again.
    const answers = ['127.0.0.1', '169.254.169.254']
    let asked = 0
    const lookup = async () => {
      asked += 1
      return [{ address: answers.shift() ?? '10.0.0.1', family: 4 }]
    }
    await fetchOutside(`http://feeds.example:${port}/`, { trusted: ['feeds.example'], lookup })
    expect({ host, asked }).toEqual({ host: `feeds.example:${port}`, asked: 1 })
  })
})

describe('what is refused', () => {
  it.each([
    'file:///etc/passwd',
    'ftp://example.com/x',
    'javascript:1',
    'no address',
    'http://user:pass@example.com/',
    'http://example.com:22/',
    'http://127.0.0.1/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://192.168.0.1:8080/',
  ])('%s', async (url) => {
    expect(await troubleOf(fetchOutside(url))).toBe('not-allowed')
  })

  it('a name that leads into this network, even when only one of its addresses does', async () => {
    const lookup = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.5', family: 4 },
    ]
    expect(await troubleOf(fetchOutside('http://feeds.example/', { lookup }))).toBe('not-allowed')
  })

  it.each(['http://169.254.169.254/latest/', 'http://10.1.1.1/', 'file:///etc/passwd', 'http://localhost:6379/'])(
    'being sent on to %s',
    async (location) => {
      const site = await serving((_request, response) => {
        response.writeHead(302, { location }).end()
      })
      expect(await troubleOf(fetchOutside(site, { trusted }))).toBe('not-allowed')
    },
  )

  it('more redirects than three', async () => {
    const site = await serving((request, response) => {
      response.writeHead(302, { location: `/${Number(request.url?.slice(1) || 0) + 1}` }).end()
    })
    expect(await troubleOf(fetchOutside(site, { trusted }))).toBe('too-many-redirects')
    expect((await fetchOutside(`${site}/`, { trusted, maxRedirects: 0 }).catch((error) => error)).code).toBe(
      'too-many-redirects',
    )
  })

  it('to carry a key to another origin', async () => {
    let seen: string | undefined = 'never asked'
    const other = await serving((request, response) => {
      seen = request.headers['x-api-key'] as string | undefined
      response.end('there')
    })
    const site = await serving((_request, response) => {
      response.writeHead(307, { location: `${other}/there` }).end()
    })
    const answer = await fetchOutside(site, { trusted, headers: { 'x-api-key': 'secret', accept: 'text/xml' } })
    expect(answer.url).toBe(`${other}/there`)
    expect(seen).toBeUndefined()
  })
})

describe('what has a limit', () => {
  it('the size that is announced', async () => {
    const site = await serving((_request, response) => {
      response.writeHead(200, { 'content-length': '9000000' }).write('x')
    })
    expect(await troubleOf(fetchOutside(site, { trusted }))).toBe('too-large')
  })

  it('the size that is not announced', async () => {
    const site = await serving((_request, response) => {
      response.write(Buffer.alloc(40_000))
      response.end(Buffer.alloc(40_000))
    })
    expect(await troubleOf(fetchOutside(site, { trusted, maxBytes: 50_000 }))).toBe('too-large')
  })

  it('what a small package unpacks to', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    const site = await serving((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
    })
    expect(bomb.length).toBeLessThan(100_000)
    expect(await troubleOf(fetchOutside(site, { trusted, maxBytes: 1_000_000 }))).toBe('too-large')
  })

  it('the headers', async () => {
    const site = await serving((_request, response) => {
      for (let n = 0; n < 20; n += 1) response.setHeader(`x-long-${n}`, 'y'.repeat(4_000))
      response.end()
    })
    expect(await troubleOf(fetchOutside(site, { trusted }))).toBe('too-large')
  })

  it.each(['before the headers', 'between the bytes'])('the time, when a server dawdles %s', async (where) => {
    const timers: NodeJS.Timeout[] = []
    const site = await serving((_request, response) => {
      if (where === 'between the bytes') timers.push(setInterval(() => response.write('.'), 30))
    })
    expect(await troubleOf(fetchOutside(site, { trusted, timeoutMs: 250 }))).toBe('too-slow')
    for (const timer of timers) clearInterval(timer)
  })

  it('the time, when the package itself dawdles', async () => {
    const packed = gzipSync(Buffer.from('a'.repeat(5_000)))
    const site = await serving((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).write(packed.subarray(0, 12))
    })
    expect(await troubleOf(fetchOutside(site, { trusted, timeoutMs: 250 }))).toBe('too-slow')
  })

  it('the time, when the name service says nothing', async () => {
    const lookup = () => new Promise<never>(() => {})
    expect(await troubleOf(fetchOutside('http://feeds.example/', { lookup, timeoutMs: 100 }))).toBe('too-slow')
  })

  it('the patience of whoever asked', async () => {
    const site = await serving(() => {})
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 50)
    expect(await troubleOf(fetchOutside(site, { trusted, signal: stop.signal }))).toBe('stopped')
  })
})

describe('what goes wrong on the way', () => {
  it.each([
    ['something that is not HTTP', 'SSH-2.0-OpenSSH_9.7\r\n', 'not-understood'],
    ['an answer cut off in the middle', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort', 'unreachable'],
    [
      'a package that is broken',
      'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 5\r\n\r\nhello',
      'not-understood',
    ],
    [
      'a package nobody asked for',
      'HTTP/1.1 200 OK\r\ncontent-encoding: zstd\r\ncontent-length: 5\r\n\r\nhello',
      'not-understood',
    ],
    ['nothing at all', '', 'unreachable'],
  ])('%s', async (_what, says, trouble) => {
    const port = await listening(
      createPlainServer((socket) => socket.on('error', () => {}).once('data', () => socket.end(says))),
    )
    expect(await troubleOf(fetchOutside(`http://127.0.0.1:${port}/`, { trusted, timeoutMs: 2_000 }))).toBe(trouble)
  })

  it('nobody there', async () => {
    const server = createPlainServer()
    const port = await listening(server)
    await new Promise((resolve) => server.close(resolve))
    expect(await troubleOf(fetchOutside(`http://127.0.0.1:${port}/`, { trusted }))).toBe('unreachable')
  })
})

describe('an address for other protocols', () => {
  it('is checked in the same way', async () => {
    const lookup = async () => [{ address: '10.0.0.5', family: 4 }]
    expect(await troubleOf(addressFor('sftp.example', { lookup }))).toBe('not-allowed')
    expect(await addressFor('sftp.example', { lookup, port: 22, trusted: ['sftp.example:22'] })).toEqual({
      address: '10.0.0.5',
      family: 4,
    })
    expect(await troubleOf(addressFor('sftp.example', { lookup, port: 23, trusted: ['sftp.example:22'] }))).toBe(
      'not-allowed',
    )
  })

  it('of a name that does not exist is a sentence', async () => {
    const lookup = () => Promise.reject(new Error('ENOTFOUND'))
    expect(await troubleOf(addressFor('nowhere.example', { lookup }))).toBe('no-such-host')
  })
})

describe('a place that an operator named', () => {
  it('is a host, a host with a port, or an origin', () => {
    const named = ['Wire.Local', '10.0.0.7:8021', '[fd00::7]:22', 'fd00::8', 'https://ap.local', '']
    const is = (host: string, port: number) => isTrusted(named, { host, port })
    expect([
      is('wire.local', 1),
      is('10.0.0.7', 8021),
      is('fd00::7', 22),
      is('[fd00::8]', 9),
      is('ap.local', 443),
    ]).toEqual([true, true, true, true, true])
    expect([is('other.local', 1), is('10.0.0.7', 80), is('fd00::7', 23), is('ap.local', 80), is('', 80)]).toEqual([
      false,
      false,
      false,
      false,
      false,
    ])
  })
})
