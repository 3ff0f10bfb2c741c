import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'

/** A server that is listening. */
export interface Listening {
  readonly port: number
  /** Stops taking new connections, lets the answers under way finish for at most `graceMs`, then ends. */
  stop(graceMs?: number): Promise<void>
}

/** What answers a request: `first` may send the answer at once (true), otherwise `fetch` makes it. */
export interface Answering {
  readonly first: (request: IncomingMessage, response: ServerResponse) => boolean
  readonly fetch: (
    request: Request,
    env: { incoming: IncomingMessage; outgoing: ServerResponse },
  ) => Response | Promise<Response>
}

/** Listens for HTTP. A port that is taken or not ours to use is told in a sentence that says what to do. */
export async function listenOn(
  { first, fetch }: Answering,
  { port, host }: { port: number; host: string },
): Promise<Listening> {
  const slow = getRequestListener(fetch as Parameters<typeof getRequestListener>[0])
  const server = createServer(
    { keepAliveTimeout: 65_000, headersTimeout: 30_000, requestTimeout: 300_000 },
    (request, response) => {
      if (!first(request, response)) void slow(request, response)
    },
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, port, host)))
    server.listen({ port, host, backlog: 1_024 }, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    async stop(graceMs = 5_000) {
      const ended = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const timer = setTimeout(() => server.closeAllConnections(), graceMs)
      await ended
      clearTimeout(timer)
    },
  }
}

/** Refuses, as `listenOn` would, if nobody could listen there now: so that a start that cannot end well does not begin. */
export async function mustBeFree({ port, host }: { port: number; host: string }): Promise<void> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, port, host)))
    probe.listen({ port, host }, resolve)
  })
  await new Promise((resolve) => probe.close(resolve))
}

function explained(error: NodeJS.ErrnoException, port: number, host: string): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(
        `Port ${port} is in use, perhaps by another Broadsheet. Stop that one, or choose another port: PORT=${port + 1} npm start`,
      )
    case 'EACCES':
      return new Error(`This user may not listen on port ${port}. Choose one above 1023, such as PORT=3000.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(
        `This machine does not have the address ${host}. Set HOST to one it has; 127.0.0.1 always works, 0.0.0.0 means all.`,
      )
    default:
      return error
  }
}
