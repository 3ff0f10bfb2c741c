import { mkdir, readdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { folderOf } from '#domains/wire'
import { aside, FILE_MAX_BYTES, isPassedOver, isPictureName } from './names.ts'
import { lastOf, pictureTypeOf } from './take.ts'
import { SourceTrouble } from './trouble.ts'
import type { Asked, Kind, Looked, Peeked, Visit } from './visit.ts'

// A file that has not changed for so long is whole.
const STABLE_MS = 200
// An empty one may just have been opened for writing.
const EMPTY_MS = 3_000
const LONGEST_WAIT_MS = 2_000
// One that cannot be read may be half of one: whoever writes it may have paused.
const PATIENCE_MS = 5_000
const AGAIN_MS = 1_000

/** A folder that agencies' receivers, or people, put files into. */
export const folder: Kind = { look, peek }

interface Found {
  readonly name: string
  readonly size: number
  readonly changedAt: number
}

async function look(visit: Visit): Promise<Looked> {
  const place = await opened(visit)
  const seen = new Map<string, Found & { since: number }>()
  const begun = Date.now()
  const left = new Set<string>()
  for (;;) {
    const { whole, growing } = sortOut(await filesIn(place), seen)
    const ready = whole.filter(({ name }) => !left.has(name))
    for (const file of ready) {
      visit.signal.throwIfAborted()
      if (!(await takeFile(visit, place, file))) left.add(file.name)
      seen.delete(file.name)
    }
    if (growing === 0 && ready.length === 0) return left.size > 0 ? { nextMs: AGAIN_MS } : {}
    if (ready.length === 0 && Date.now() - begun > LONGEST_WAIT_MS) return { nextMs: STABLE_MS }
    if (growing > 0) await pause(STABLE_MS / 4, undefined, { signal: visit.signal })
  }
}

/** Which files have not changed while we looked, oldest first, stories before the pictures they may name. */
function sortOut(
  files: readonly Found[],
  seen: Map<string, Found & { since: number }>,
): { whole: Found[]; growing: number } {
  const now = Date.now()
  const whole = files.filter((file) => {
    const before = seen.get(file.name)
    const isSame = before?.size === file.size && before.changedAt === file.changedAt
    const since = isSame ? before.since : now
    seen.set(file.name, { ...file, since })
    // By the clock of whoever wrote it, only what is old enough to leave no doubt.
    const isOld = now - file.changedAt > 10 * STABLE_MS
    const wait = file.size === 0 ? EMPTY_MS : STABLE_MS
    return (isSame && now - since >= wait) || (isOld && file.size > 0)
  })
  whole.sort(
    (one, other) =>
      Number(isPictureName(one.name)) - Number(isPictureName(other.name)) ||
      one.changedAt - other.changedAt ||
      (one.name < other.name ? -1 : 1),
  )
  return { whole, growing: files.length - whole.length }
}

/** False: it is left where it is, to be tried again. */
async function takeFile(visit: Visit, place: string, { name, size, changedAt }: Found): Promise<boolean> {
  if (size > FILE_MAX_BYTES) {
    await putAside(visit, place, name, `The file has ${Math.round(size / 1_000_000)} MB, which is more than we take.`)
    return true
  }
  const bytes = await readFile(join(place, name)).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined
    throw new SourceTrouble(`We may not read “${name}” (${codeOf(error)}).`, { cause: error })
  })
  // Taken away again before we came to it.
  if (bytes === undefined) return true
  const beside = (href: string) => fileBeside(visit, place, href)
  const { fresh, trouble } = await visit.take({ name, bytes, beside })
  if (trouble !== undefined && fresh === 0 && Math.abs(Date.now() - changedAt) < PATIENCE_MS) return false
  await putAside(visit, place, name, trouble)
  return true
}

/** Moves a file that was taken to done, and one that was not to failed with the reason beside it. */
async function putAside(visit: Visit, place: string, name: string, trouble?: string): Promise<void> {
  const to = trouble === undefined ? doneOn(place, visit.clock()) : join(place, 'failed')
  if (trouble !== undefined) await visit.note('bad', `“${name}”: ${trouble}`)
  try {
    await mkdir(to, { recursive: true })
    const kept = aside(name, new Set(await readdir(to)))
    if (trouble !== undefined) await writeFile(join(to, `${kept}.reason.txt`), `${trouble}\n`)
    await rename(join(place, name), join(to, kept))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw new SourceTrouble(
      `“${name}” was looked at but cannot be moved aside (${codeOf(error)}). Let us write in the folder.`,
      { cause: error },
    )
  }
}

/** A picture that came with a story: beside it, or already put aside today or yesterday. */
async function fileBeside(visit: Visit, place: string, href: string): Promise<Uint8Array | undefined> {
  const name = lastOf(decoded(href))
  const now = visit.clock()
  const ways = [
    resolve(place, decoded(href)),
    join(place, name),
    join(doneOn(place, now), name),
    join(doneOn(place, new Date(now.getTime() - 86_400_000)), name),
  ]
  for (const way of ways) {
    if (name === '' || !way.startsWith(place + sep)) continue
    const real = await realpath(way).catch(() => undefined)
    if (!real?.startsWith(place + sep)) continue
    const { size } = await stat(real)
    const bytes = size <= FILE_MAX_BYTES ? await readFile(real).catch(() => undefined) : undefined
    if (bytes && (await pictureTypeOf(bytes))) return bytes
  }
  return undefined
}

function doneOn(place: string, at: Date): string {
  return join(place, 'done', at.toISOString().slice(0, 10))
}

/** The real place of the folder, made if it is one of our own. A link that leads out of where folders may be is not followed. */
async function opened({ source, folders }: Asked): Promise<string> {
  const wanted = folderOf(source.settings.path ?? '', folders)
  if (wanted === undefined) throw notAllowed()
  try {
    if (folderOf(wanted, { home: folders.home, allowed: [] }) !== undefined) await mkdir(wanted, { recursive: true })
    const real = await realpath(wanted)
    const places = await Promise.all([folders.home, ...folders.allowed].map((one) => realpath(one).catch(() => one)))
    const [home = '', ...allowed] = places
    if (folderOf(real, { home, allowed }) === undefined) throw notAllowed()
    return real
  } catch (error) {
    if (error instanceof SourceTrouble) throw error
    throw new SourceTrouble(
      codeOf(error) === 'ENOENT' ? `There is no folder ${wanted}.` : `The folder cannot be opened (${codeOf(error)}).`,
      { cause: error },
    )
  }
}

function notAllowed(): SourceTrouble {
  return new SourceTrouble(
    'That folder is not one we may watch. An operator can allow it by naming it in WIRE_FOLDERS.',
  )
}

async function filesIn(place: string): Promise<Found[]> {
  const entries = await readdir(place, { withFileTypes: true }).catch((error: unknown) => {
    throw new SourceTrouble(`The folder cannot be read (${codeOf(error)}).`, { cause: error })
  })
  const found = await Promise.all(
    entries
      .filter((entry) => entry.isFile() && !isPassedOver(entry.name))
      .map(async ({ name }) => {
        const about = await stat(join(place, name)).catch(() => undefined)
        return about && { name, size: about.size, changedAt: about.mtimeMs }
      }),
  )
  return found.filter((file) => file !== undefined)
}

async function peek(asked: Asked): Promise<Peeked> {
  const files = await filesIn(await opened(asked))
  const waiting = files.length === 0 ? 'Nothing waits in it.' : `${files.length} files wait in it.`
  return { sentence: `The folder is there. ${waiting}`, headlines: files.map(({ name }) => name) }
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    return href
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

/** Where the folder of a source lies, for whoever watches it; undefined when it may not be watched. */
export function placeOf({ source, folders }: Pick<Asked, 'source' | 'folders'>): string | undefined {
  return folderOf(source.settings.path ?? '', folders)
}
