import { upload } from '#domains/media'
import type { Db } from '#platform/db'
import { cast, workOf } from './cast.ts'
import { aJpeg } from './pictures.ts'

/** Uploads a photo, told from others by its width, and gives its id. Its bytes are kept nowhere. */
export async function aPhoto(
  db: Db,
  { width = 300, focus }: { width?: number; focus?: { x: number; y: number } } = {},
) {
  const kept = new Map<string, Uint8Array>()
  const files = {
    put: async (key: string, bytes: Uint8Array) => void kept.set(key, bytes),
    get: async (key: string) => kept.get(key),
    has: async (key: string) => kept.has(key),
    remove: async (key: string) => void kept.delete(key),
  }
  const asked = { bytes: await aJpeg(width, 200), alt: 'A levee', ...(focus ? { focus } : {}) }
  const { photo } = await upload(workOf(db, { by: cast.pip }), asked, files as never)
  return photo
}
