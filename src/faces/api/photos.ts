import { Hono } from 'hono'
import {
  credit,
  develop,
  getPhoto,
  listPhotos,
  mayUpload,
  type Photo,
  photoAddress,
  photoSigner,
  retire,
  type Sign,
  upload,
} from '#domains/media'
import { transaction } from '#platform/db'
import type { Files } from '#platform/files'
import { Refusal } from '#platform/refusal'
import { PhotoCredit, type PhotoList, type PhotoView } from './contract.ts'
import type { ApiNeeds, Env } from './needs.ts'

/** The photo library: GET and POST /photos, GET, PATCH and DELETE /photos/:id. */
export function photoLibraryRoutes({
  db,
  clock,
  files,
  secret,
}: ApiNeeds & { readonly files: Files; readonly secret: string }): Hono<Env> {
  const api = new Hono<Env>()
  const sign = photoSigner(secret)

  api.get('/photos', async (c) => {
    const page = Math.max(1, Number(c.req.query('page')) || 1)
    const { items, more } = await listPhotos(db, { q: (c.req.query('q') ?? '').slice(0, 200), page })
    return c.json<PhotoList>({ items: items.map((photo) => viewOfPhoto(photo, sign)), more })
  })

  api.post('/photos', async (c) => {
    // Before the bytes are even read: decoding is work that nobody may make us do who may not upload.
    if (!mayUpload(c.var.actor))
      throw new Refusal('not-allowed', 'photo.not-yours-to-upload', 'Only the newsroom may upload photos.')
    const { file } = await c.req.parseBody()
    if (!(file instanceof File))
      throw new Refusal('invalid', 'photo.no-file', 'Choose a picture to upload.', { file: 'Missing' })
    // Developing takes up to a second; a transaction must not be held open for it.
    const picture = await develop(new Uint8Array(await file.arrayBuffer()))
    const { photo, isNew } = await transaction(db, (tx) =>
      upload({ db: tx, by: c.var.actor, at: clock() }, { picture, name: file.name.slice(0, 300) }, files),
    )
    return c.json<PhotoView>(viewOfPhoto(photo, sign), isNew ? 201 : 200)
  })

  api.get('/photos/:id', async (c) => c.json<PhotoView>(viewOfPhoto(await getPhoto(db, c.req.param('id')), sign)))

  api.patch('/photos/:id', async (c) => {
    const words = PhotoCredit.parse(await c.req.json())
    const photo = await transaction(db, (tx) =>
      credit({ db: tx, by: c.var.actor, at: clock() }, c.req.param('id'), words),
    )
    return c.json<PhotoView>(viewOfPhoto(photo, sign))
  })

  api.delete('/photos/:id', async (c) => {
    await transaction(db, (tx) => retire({ db: tx, by: c.var.actor, at: clock() }, c.req.param('id')))
    return c.body(null, 204)
  })

  return api
}

function viewOfPhoto(photo: Photo, sign: Sign): PhotoView {
  const address = (width: 320 | 960) => photoAddress(photo, { shape: 'full', width, format: 'jpeg' }, sign)
  return {
    id: photo.id,
    width: photo.width,
    height: photo.height,
    caption: photo.caption,
    creator: photo.creator,
    credit: photo.credit,
    alt: photo.alt,
    focus: photo.focus ? { x: photo.focus.x, y: photo.focus.y } : null,
    instructions: photo.instructions,
    takenAt: photo.takenAt,
    uploadedAt: photo.uploadedAt.toISOString(),
    preview: address(320),
    large: address(960),
  }
}
