import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { BYE, LEASE, tell, type Word } from './messages.ts'

/** The keeper's side of the open leases. Each is a connection, so none outlives its process. */
export class Leases {
  /** Called when the last lease has ended, every time there was one. */
  onLast = () => {}
  private readonly open = new Set<Socket>()
  private last: Socket | undefined
  private word: Word | undefined
  private closed = false

  get count(): number {
    return this.open.size
  }

  /** A connection is a lease only once it says so: other keepers knock too. */
  meet(socket: Socket): void {
    if (this.closed) {
      socket.destroy()
      return
    }
    socket.on('error', () => {})
    socket.once('close', () => this.drop(socket))
    createInterface({ input: socket })
      .on('error', () => {})
      .on('line', (line) => {
        if (line === LEASE) this.add(socket)
        if (line === BYE) this.part(socket)
      })
  }

  tell(word: Word): void {
    this.word = word
    for (const socket of this.open) tell(socket, word)
  }

  /** No new ones from now on. */
  close(): void {
    this.closed = true
  }

  /** Hangs up on all that are left, which tells them that everything is done. */
  end(): void {
    for (const socket of this.open) socket.end()
    this.last?.end()
  }

  private add(socket: Socket): void {
    if (this.closed) {
      socket.destroy()
      return
    }
    this.open.add(socket)
    if (this.word) tell(socket, this.word)
  }

  private part(socket: Socket): void {
    if (this.open.size === 1 && this.open.has(socket)) this.last = socket
    else socket.end()
    this.drop(socket)
  }

  private drop(socket: Socket): void {
    if (this.open.delete(socket) && this.open.size === 0) this.onLast()
  }
}
