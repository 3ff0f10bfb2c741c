import { setTimeout as pause } from 'node:timers/promises'
import { FILE_MAX_BYTES, isPassedOver, isPictureName } from './names.ts'
import { lastOf } from './take.ts'
import { SourceTrouble } from './trouble.ts'
import type { Asked, Delivery, Kind, Looked, Peeked, Visit } from './visit.ts'

// Between two listings; a file that is the same in both is whole.
const SETTLE_MS = 700
const GROWING_MS = 5_000
const DOUBT_MS = 10_000
const REMEMBER_EVERY = 20

/** A file on somebody else's server. `mark` differs when the file does. */
export interface RemoteFile {
  readonly name: string
  readonly size: number
  readonly mark: string
}

/** An open folder on somebody else's server. */
export interface Shelf {
  list(): Promise<readonly RemoteFile[]>
  read(name: string, maxBytes: number): Promise<Uint8Array>
  /** Moves a file into a folder below, which is made if it is not there. False where we are not allowed to. */
  move(name: string, folder: 'done' | 'failed'): Promise<boolean>
  close(): Promise<void>
}

/** A kind of source that is a folder on somebody else's server. */
export function remoteFiles(open: (asked: Asked, keep?: Visit['rememberHostKey']) => Promise<Shelf>): Kind {
  return {
    async look(visit) {
      const shelf = await open(visit, visit.rememberHostKey)
      try {
        return await takeAll(visit, shelf)
      } finally {
        await shelf.close()
      }
    },
    async peek(asked): Promise<Peeked> {
      const shelf = await open(asked)
      try {
        const files = worthTaking(await shelf.list())
        return {
          sentence: `We are in. ${files.length === 0 ? 'Nothing waits.' : `${files.length} files wait.`}`,
          headlines: files.map(({ name }) => name),
        }
      } finally {
        await shelf.close()
      }
    },
  }
}

/** `seen`: what was taken and could not be moved. `doubted`: what could not be read, and may have been half of a file. */
interface Memory {
  seen: Record<string, string>
  doubted: Record<string, string>
}

async function takeAll(visit: Visit, shelf: Shelf): Promise<Looked> {
  const memory = memoryOf(visit)
  const first = worthTaking(await shelf.list())
  const news = first.filter(({ name, mark }) => memory.seen[name] !== mark)
  if (news.length === 0) return {}
  await pause(SETTLE_MS, undefined, { signal: visit.signal })
  const now = worthTaking(await shelf.list())
  const whole = now.filter(
    ({ name, mark }) => memory.seen[name] !== mark && news.some((one) => one.name === name && one.mark === mark),
  )
  // What is gone from the folder need not be remembered.
  const there = new Set(now.map(({ name }) => name))
  for (const names of [memory.seen, memory.doubted])
    for (const name of Object.keys(names)) if (!there.has(name)) delete names[name]

  let doubts = 0
  try {
    for (const [n, file] of whole.entries()) {
      visit.signal.throwIfAborted()
      if (!(await takeFile(visit, shelf, { file, memory, there: now }))) doubts += 1
      if (n % REMEMBER_EVERY === REMEMBER_EVERY - 1) await visit.remember(memory)
    }
  } finally {
    await visit.remember(memory)
  }
  if (doubts > 0) return { nextMs: DOUBT_MS }
  return whole.length < news.length ? { nextMs: GROWING_MS } : {}
}

/** False: it could not be read, and is tried once more. */
async function takeFile(
  visit: Visit,
  shelf: Shelf,
  { file, memory, there }: { file: RemoteFile; memory: Memory; there: readonly RemoteFile[] },
): Promise<boolean> {
  const { name, mark, size } = file
  const tooLarge =
    size > FILE_MAX_BYTES ? `The file has ${Math.round(size / 1_000_000)} MB, which is more than we take.` : undefined
  const { fresh, trouble } =
    tooLarge === undefined ? await visit.take(await delivered(shelf, name, there)) : { fresh: 0, trouble: tooLarge }
  if (trouble !== undefined && fresh === 0 && tooLarge === undefined && memory.doubted[name] !== mark) {
    memory.doubted[name] = mark
    return false
  }
  delete memory.doubted[name]
  if (trouble !== undefined) await visit.note('bad', `“${name}”: ${trouble}`)
  if (!(await shelf.move(name, trouble === undefined ? 'done' : 'failed'))) memory.seen[name] = mark
  return true
}

async function delivered(shelf: Shelf, name: string, there: readonly RemoteFile[]): Promise<Delivery> {
  return {
    name,
    bytes: await shelf.read(name, FILE_MAX_BYTES),
    async beside(href) {
      const wanted = there.find((one) => one.name === lastOf(href) && one.size <= FILE_MAX_BYTES)
      return wanted && shelf.read(wanted.name, FILE_MAX_BYTES).catch(() => undefined)
    },
  }
}

function worthTaking(files: readonly RemoteFile[]): RemoteFile[] {
  return files
    .filter(({ name, size }) => size > 0 && !isPassedOver(name))
    .sort(
      // Stories before the pictures they may name.
      (one, other) =>
        Number(isPictureName(one.name)) - Number(isPictureName(other.name)) || (one.name < other.name ? -1 : 1),
    )
}

function memoryOf({ source }: Asked): Memory {
  const { seen, doubted } = source.cursor as Partial<Memory>
  return { seen: { ...seen }, doubted: { ...doubted } }
}

/** Collects what a server sends, and stops at the limit. */
export async function collected(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of stream) {
    length += part.length
    if (length > maxBytes) throw new SourceTrouble(`“${name}” is longer than its server said.`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}
