import type { Work } from '#domains/accounts'
import { addSource, findSourceByName, PLAIN_SOURCE, readWire, receive } from '#domains/wire'
import { type Db, transaction } from '#platform/db'
import { Refusal } from '#platform/refusal'
import { argumentsOf } from './arguments.ts'
import { troubleOf, wireBytesOf } from './wire-file.ts'

/** What adding wire files needs. */
export interface WireAddWorld {
  readonly db: Db
  readonly clock: () => Date
  readonly out: (line: string) => void
  readonly err: (line: string) => void
}

const BY_HAND = 'By hand'

/**
 * broadsheet wire add FILE... [--source NAME]: reads wire files as `wire inspect` does, prints the same lines, and receives the items into
 * the wire desk as if the source had brought them. What is here already is dropped. Gives 1 if any file could not be read.
 */
export async function wireAddCommand(args: string[], { db, clock, out, err }: WireAddWorld): Promise<0 | 1> {
  const { values, positionals } = argumentsOf(args, {
    json: { type: 'boolean', default: false },
    source: { type: 'string', default: BY_HAND },
  })
  if (positionals.length === 0)
    throw new Refusal('invalid', 'wire.no-file', 'Name at least one wire file: broadsheet wire add FILE...')
  const by = { kind: 'operator', command: 'wire add' } as const
  const change = <result>(verb: (work: Work) => Promise<result>) =>
    transaction(db, (tx) => verb({ db: tx, by, at: clock() }))
  const sourceId = await change((work) => sourceNamed(work, values.source))
  let refused = 0
  let [fresh, dropped] = [0, 0]
  for (const file of positionals) {
    try {
      const bytes = await wireBytesOf(file)
      const items = await readWire(bytes)
      const received = await change((work) => receive(work, { sourceId, bytes, items }))
      fresh += received.received.length
      dropped += received.dropped
      for (const item of items) out(JSON.stringify({ file, ...item }))
    } catch (error) {
      refused += 1
      out(JSON.stringify({ file, error: troubleOf(error) }))
    }
  }
  const items = (count: number) => `${count} ${count === 1 ? 'revision' : 'revisions'}`
  err(`Received ${items(fresh)}${dropped > 0 ? `; ${dropped} here already` : ''}.`)
  if (refused > 0)
    err(`${refused} of ${positionals.length} ${positionals.length === 1 ? 'file' : 'files'} cannot be read.`)
  return refused > 0 ? 1 : 0
}

async function sourceNamed(work: Work, name: string): Promise<string> {
  const source = await findSourceByName(work.db, name)
  if (source) return source.id
  if (name !== BY_HAND) throw new Refusal('not-found', 'wire.no-source', `There is no source called “${name}”.`)
  return addSource(work, { ...PLAIN_SOURCE, name, kind: 'by-hand', sealed: '' })
}
