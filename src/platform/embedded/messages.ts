import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'

/** What a keeper tells those who hold a lease, one JSON line each. */
export type Word =
  | { readonly say: 'doing'; readonly line: string }
  | ({ readonly say: 'ready' } & Ready)
  | { readonly say: 'down'; readonly why: string }
  | { readonly say: 'broken'; readonly sentence: string }

export interface Ready {
  readonly keeperPid: number
  readonly postgresPid: number
  /** The folder of the server's socket; on Windows an address. */
  readonly host: string
  readonly port: number
  readonly password: string
}

/** What the keeper leaves beside the cluster, so that clients, and the keeper after it, find the same doors. */
export interface Note {
  readonly keeperPid: number
  /** The socket, or named pipe, that clients take their lease at. */
  readonly door: string
  readonly host: string
  readonly port: number
}

/** A client says this to take a lease, which lasts as long as the connection. */
export const LEASE = 'lease'

/** A client says this to be told, by the closing of the socket, that the keeper has done all it does after a lease ends. */
export const BYE = 'bye'

export function tell(socket: Socket, word: Word): void {
  if (socket.writable) socket.write(`${JSON.stringify(word)}\n`)
}

export function hear(socket: Socket, each: (word: Word) => void): void {
  createInterface({ input: socket })
    .on('error', () => {})
    .on('line', (line) => each(JSON.parse(line) as Word))
}
