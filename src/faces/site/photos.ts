import { Hono } from 'hono'
import {
  type Format,
  findPhoto,
  isStamped,
  type Photo,
  parseRendition,
  photoSigner,
  renderRendition,
} from '#domains/media'
import { type Db, isAway } from '#platform/db'
import type { Files } from '#platform/files'

const MEDIA_TYPE: Record<Format, string> = { avif: 'image/avif', webp: 'image/webp', jpeg: 'image/jpeg' }

// An address never changes meaning: another focal point or other bytes make another address.
const FOREVER = 'public, max-age=31536000, immutable'

const REMEMBERED = 2_000

/** Pictures of the site: `/photos/7/q8Zk3x0AbC/3x2-960.avif`. Anything that we did not put in a page ourselves is not found. */
export function photoRoutes({ db, files, secret }: { db: Db; files: Files; secret: string }): Hono {
  const routes = new Hono()
  const sign = photoSigner(secret)
  // Only for when the database is away: pages are served then too, and should not lose their pictures.
  const seen = new Map<string, Photo>()

  async function photoOf(id: string): Promise<Photo | undefined | 'away'> {
    try {
      const photo = await findPhoto(db, id)
      seen.delete(id)
      if (photo && !photo.retiredAt) remember(seen, photo)
      return photo
    } catch (error) {
      if (!isAway(error)) throw error
      return seen.get(id) ?? 'away'
    }
  }

  routes.get('/photos/:id/:folder/:name', async (c) => {
    c.header('X-Content-Type-Options', 'nosniff')
    const { id, folder, name } = c.req.param()
    const asked = parseRendition(folder, name)
    if (!asked) return missing()
    const photo = await photoOf(id)
    if (photo === 'away') {
      return c.text('The pictures are away for a moment. Try again shortly.', 503, {
        'Retry-After': '5',
        'Cache-Control': 'no-store',
      })
    }
    if (!photo || photo.retiredAt || !isStamped(photo, asked.percent, asked.stamp, sign)) return missing()
    const bytes = await renderRendition(files, photo, asked.rendition)
    return c.body(bytes, 200, { 'Content-Type': MEDIA_TYPE[asked.rendition.format], 'Cache-Control': FOREVER })

    function missing() {
      return c.text('There is no such picture.', 404, { 'Cache-Control': 'public, max-age=60' })
    }
  })

  return routes
}

function remember(seen: Map<string, Photo>, photo: Photo): void {
  seen.set(photo.id, photo)
  const [oldest] = seen.keys()
  if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest)
}
