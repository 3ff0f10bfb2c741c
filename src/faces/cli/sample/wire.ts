import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Work } from '#domains/accounts'
import { addSource, PLAIN_SOURCE, receive, sourceHeard } from '#domains/wire'

const MINUTE_MS = 60_000
const Order = z.array(
  z.strictObject({ file: z.string().regex(/^[a-z0-9-]+\.(json|xml|txt)$/), minutesAgo: z.number().min(0) }),
)
const TOKEN = /\{\{(instant|stamp):(-?\d+)\}\}/g

const plan = { ...PLAIN_SOURCE, everySeconds: 10 }

/** The wire of the sample paper: a watched folder, and what an agency that does not exist sent in the last hours. `dir` is sample/wire. */
export async function seedWire(work: Work, { dir, dataDir }: { dir: string; dataDir: string }): Promise<void> {
  // Made here, so that a file can be dropped into it before the first look.
  await mkdir(join(dataDir, 'wire', 'in'), { recursive: true })
  await addSource(work, { ...plan, name: 'Drop folder', kind: 'folder', settings: { path: 'in' }, sealed: '' })
  const agency = 'Cascade News Service'
  const sourceId = await addSource(work, { ...plan, name: agency, kind: 'push', settings: {}, agency, sealed: '' })
  let received = 0
  for (const { file, minutesAgo } of Order.parse(JSON.parse(await readFile(join(dir, 'order.json'), 'utf8')))) {
    const bytes = Buffer.from(timed(await readFile(join(dir, file), 'utf8'), work.at))
    const at = new Date(work.at.getTime() - minutesAgo * MINUTE_MS)
    received += (await receive({ ...work, at }, { sourceId, bytes, receivedAt: at })).received.length
  }
  await sourceHeard(work, sourceId, received, `${received} items came with the sample paper.`)
}

/** Writes the times a file leaves open, in minutes from now: `{{instant:-20}}` as ISO 8601, `{{stamp:-20}}` as NITF has it. */
function timed(text: string, now: Date): string {
  return text.replace(TOKEN, (_token, name: string, minutes: string) => {
    const iso = `${new Date(now.getTime() + Number(minutes) * MINUTE_MS).toISOString().slice(0, 19)}Z`
    return name === 'instant' ? iso : iso.replace(/[-:]/g, '')
  })
}
