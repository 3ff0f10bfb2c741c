import { type Context, Hono } from 'hono'
import type { Work } from '#domains/accounts'
import {
  clearRestriction,
  credit,
  develop,
  getPhoto,
  listPhotos,
  mayUpload,
  type Photo,
  photoSigner,
  retire,
  setRights,
  upload,
} from '#domains/media'
import { getPaper } from '#domains/paper'
import { listUsesOfPhoto } from '#domains/stories'
import { transaction } from '#platform/db'
import type { Files } from '#platform/files'
import { Refusal } from '#platform/refusal'
import {
  PhotoClear,
  PhotoCredit,
  type PhotoList,
  PhotoListQuery,
  PhotoRetire,
  PhotoRights,
  type PhotoUses,
  type PhotoView,
} from './contract.ts'
import type { ApiNeeds, Env } from './needs.ts'
import { viewOfPhoto } from './photo-views.ts'

/** The photo library: GET and POST /photos, GET, PATCH and DELETE /photos/:id, its rights and where it is used. */
export function photoLibraryRoutes({
  db,
  clock,
  files,
  secret,
}: ApiNeeds & { readonly files: Files; readonly secret: string }): Hono<Env> {
  const api = new Hono<Env>()
  const sign = photoSigner(secret)
  const change = <result>(c: Context<Env>, verb: (work: Work) => Promise<result>) =>
    transaction(db, (tx) => verb({ db: tx, by: c.var.actor, at: clock() }))
  const views = async (photos: readonly Photo[]) => {
    const about = { sign, paper: await getPaper(db), at: clock() }
    return photos.map((photo) => viewOfPhoto(photo, about))
  }
  const view = async (photo: Photo): Promise<PhotoView> =>
    viewOfPhoto(photo, { sign, paper: await getPaper(db), at: clock() })

  api.get('/photos', async (c) => {
    const { items, more } = await listPhotos(db, PhotoListQuery.parse(c.req.query()))
    return c.json<PhotoList>({ items: await views(items), more })
  })

  api.post('/photos', async (c) => {
    // Before the bytes are even read: decoding is work that nobody may make us do who may not upload.
    mustUpload(c)
    const { file } = await c.req.parseBody()
    if (!(file instanceof File))
      throw new Refusal('invalid', 'photo.no-file', 'Choose a picture to upload.', { file: 'Missing' })
    // Developing takes up to a second; a transaction must not be held open for it.
    const picture = await develop(new Uint8Array(await file.arrayBuffer()))
    const { photo, isNew } = await change(c, (work) => upload(work, { picture, name: file.name.slice(0, 300) }, files))
    return c.json<PhotoView>(await view(photo), isNew ? 201 : 200)
  })

  api.get('/photos/:id', async (c) => c.json<PhotoView>(await view(await getPhoto(db, c.req.param('id')))))

  api.get('/photos/:id/uses', async (c) => {
    const { id } = await getPhoto(db, c.req.param('id'))
    return c.json<PhotoUses>({ items: await listUsesOfPhoto(db, id) })
  })

  api.patch('/photos/:id', async (c) => {
    const words = PhotoCredit.parse(await c.req.json())
    return c.json<PhotoView>(await view(await change(c, (work) => credit(work, c.req.param('id'), words))))
  })

  api.put('/photos/:id/rights', async (c) => {
    const { instructions, expiresAt, whenExpired } = PhotoRights.parse(await c.req.json())
    const rights = {
      ...(instructions === undefined ? {} : { instructions }),
      ...(expiresAt === undefined ? {} : { expiresAt: expiresAt === null ? null : new Date(expiresAt) }),
      ...(whenExpired === undefined ? {} : { whenExpired }),
    }
    return c.json<PhotoView>(await view(await change(c, (work) => setRights(work, c.req.param('id'), rights))))
  })

  api.post('/photos/:id/clear', async (c) => {
    const { words, note } = PhotoClear.parse(await c.req.json())
    return c.json<PhotoView>(
      await view(await change(c, (work) => clearRestriction(work, c.req.param('id'), words, note))),
    )
  })

  api.delete('/photos/:id', async (c) => {
    const { reason } = PhotoRetire.parse(c.req.query())
    await change(c, (work) => retire(work, c.req.param('id'), reason))
    return c.body(null, 204)
  })

  return api
}

/** Refuses whoever may not upload, before any of the bytes are read. */
export function mustUpload(c: Context<Env>): void {
  if (mayUpload(c.var.actor)) return
  throw new Refusal('not-allowed', 'photo.not-yours-to-upload', 'Only the newsroom may upload photos.')
}
