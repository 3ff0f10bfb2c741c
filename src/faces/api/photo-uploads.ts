import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import { type Context, Hono } from 'hono'
import type { Staff } from '#domains/accounts'
import { develop, PHOTO_MAX_BYTES, photoSigner, pictureRefusals, replace, takingTurns, upload } from '#domains/media'
import { getPaper } from '#domains/paper'
import { transaction } from '#platform/db'
import { type Files, incomingFolder, sweepFolder } from '#platform/files'
import { Refusal } from '#platform/refusal'
import { FinishUpload, type PhotoView, type Problem } from './contract.ts'
import type { ApiNeeds, Env } from './needs.ts'
import { viewOfPhoto } from './photo-views.ts'
import { mustUpload } from './photos.ts'

const PATH = '/api/photo-uploads'
const DAY_MS = 86_400_000
const SWEEP_MS = 3_600_000

// Whole files of 200 MB are in memory while they are read, so few at a time.
const AT_ONCE = 2

/**
 * Large files in parts, to be gone on with after a broken connection (tus 1.0): POST /photo-uploads, HEAD, PATCH and DELETE below it, and
 * POST …/finish. The parts lie in the data folder of this node, so all requests of one upload must reach the same one. Whoever began an
 * upload alone may go on with it. What is not finished after a day is thrown away.
 */
export function photoUploadRoutes({
  db,
  siteUrl,
  clock,
  log,
  files,
  secret,
  dataDir,
}: ApiNeeds & { readonly files: Files; readonly secret: string; readonly dataDir: string }): Hono<Env> {
  const api = new Hono<Env>()
  const folder = incomingFolder(dataDir)
  const owners = new WeakMap<Request, string>()
  const inTurn = takingTurns(AT_ONCE)
  let swept = 0
  let made: { tus: Server; store: FileStore } | undefined

  // Only when first asked for: most starts of the program never see an upload.
  function receiving(): { tus: Server; store: FileStore } {
    if (made) return made
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const store = new FileStore({ directory: folder, expirationPeriodInMilliseconds: DAY_MS })
    const tus = new Server({
      path: PATH,
      datastore: store,
      maxSize: PHOTO_MAX_BYTES,
      relativeLocation: true,
      allowedOrigins: [siteUrl.origin],
      namingFunction: (request) => `${owners.get(request) ?? ''}-${randomBytes(16).toString('hex')}`,
      onResponseError: (_, error) => answerTo(error),
    })
    made = { tus, store }
    return made
  }

  async function sweep(): Promise<void> {
    if (clock().getTime() - swept < SWEEP_MS) return
    swept = clock().getTime()
    await sweepFolder(folder, new Date(swept - DAY_MS)).catch((error: unknown) => log.warn({ sweep: String(error) }))
  }

  async function toTus(c: Context<Env>): Promise<Response> {
    mustUpload(c)
    const id = c.req.param('id')
    if (id !== undefined) mustBeOwn(id, c.var.actor)
    owners.set(c.req.raw, ownerOf(c.var.actor))
    const { tus } = receiving()
    if (c.req.method === 'POST') await sweep()
    const answer = await tus.handleWeb(c.req.raw)
    if (answer.status >= 400) answer.headers.set('content-type', 'application/json')
    return answer
  }

  api.on(['POST', 'OPTIONS'], '/photo-uploads', toTus)
  api.on(['HEAD', 'PATCH', 'DELETE'], '/photo-uploads/:id', toTus)
  // Hono takes a HEAD for a GET; nobody may read an upload back.
  api.get('/photo-uploads/:id', (c) => (c.req.method === 'HEAD' ? toTus(c) : c.notFound()))

  api.post('/photo-uploads/:id/finish', async (c) => {
    mustUpload(c)
    const id = c.req.param('id')
    mustBeOwn(id, c.var.actor)
    const { name, replaces } = FinishUpload.parse(await c.req.json())
    const { store } = receiving()
    const come = await store.getUpload(id).catch(() => {
      throw gone()
    })
    if (come.size !== come.offset)
      throw new Refusal('conflict', 'upload.not-whole', 'The file has not come whole yet. Go on with the upload.')
    const photo = await inTurn(async () => {
      const bytes = await readFile(join(folder, id))
      const picture = await develop(bytes).catch(async (error: unknown) => {
        if (error instanceof Refusal) await store.remove(id).catch(() => {})
        throw error
      })
      return transaction(db, async (tx) => {
        const work = { db: tx, by: c.var.actor, at: clock() }
        if (replaces) return { photo: await replace(work, replaces, { picture, name }, files), isNew: false }
        return upload(work, { picture, name }, files)
      })
    })
    await store.remove(id).catch(() => {})
    const view = viewOfPhoto(photo.photo, { sign: photoSigner(secret), paper: await getPaper(db), at: clock() })
    return c.json<PhotoView>(view, photo.isNew ? 201 : 200)
  })

  return api
}

function ownerOf({ personId }: Staff): string {
  return createHash('sha256').update(personId).digest('hex').slice(0, 16)
}

function gone(): Refusal {
  return new Refusal('not-found', 'upload.gone', 'This upload is no longer here. Choose the file again.')
}

// Also keeps out every name that is not one of ours, and so every way out of the folder.
function mustBeOwn(id: string, actor: Staff): void {
  if (!/^[0-9a-f]{16}-[0-9a-f]{32}$/.test(id) || !id.startsWith(ownerOf(actor))) throw gone()
}

function answerTo(error: Error | { status_code: number; body: string }): { status_code: number; body: string } {
  const status = 'status_code' in error ? error.status_code : 500
  const problem: Problem =
    status === 413
      ? { code: 'photo.too-big', sentence: pictureRefusals['too-big'], fields: {} }
      : status === 404 || status === 410
        ? { code: 'upload.gone', sentence: gone().message, fields: {} }
        : {
            code: 'upload.broken',
            sentence: 'The upload was interrupted. Try again; it goes on where it stopped.',
            fields: {},
          }
  return { status_code: status, body: JSON.stringify(problem) }
}
