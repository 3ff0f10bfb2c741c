import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, resolve, sep } from 'node:path'
import type { Clipping } from '#domains/clippings'
import { develop, PHOTO_MAX_BYTES, type Picture } from '#domains/media'
import { Refusal } from '#platform/refusal'

/** The pictures that a saved page brought along, in its folder or inside it as data: URIs, by the name the clipping gives them. */
export interface PagePictures {
  readonly pictures: ReadonlyMap<string, Picture>
  readonly warnings: string[]
}

/** Finds and develops the pictures of a page saved at `file`. Nothing is fetched, and nothing outside the page's own folder is read. */
export async function picturesOf(file: string, { photos }: Pick<Clipping, 'photos'>): Promise<PagePictures> {
  const pictures = new Map<string, Picture>()
  const warnings: string[] = []
  for (const { picture } of photos) {
    if (picture === '' || pictures.has(picture)) continue
    const bytes = picture.startsWith('data:') ? bytesInside(picture) : await bytesBeside(file, picture)
    if (!bytes) continue
    try {
      pictures.set(picture, await develop(bytes))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const name = picture.startsWith('data:') ? 'A picture inside the page' : `The picture ${basename(picture)}`
      warnings.push(`${name} cannot be used. ${error.message}`)
    }
  }
  return { pictures, warnings }
}

function bytesInside(uri: string): Uint8Array | undefined {
  const found = /^data:image\/[\w.+-]{1,20};base64,/i.exec(uri)
  return found ? Buffer.from(uri.slice(found[0].length), 'base64') : undefined
}

async function bytesBeside(file: string, picture: string): Promise<Uint8Array | undefined> {
  if (/^[a-z][a-z0-9+.-]*:|^\/|\0/i.test(picture)) return undefined
  const name = decoded(picture.replace(/[?#].*$/, ''))
  try {
    const folder = await realpath(dirname(resolve(file)))
    // The real path, so that neither ".." nor a link leads out of the page's folder.
    const path = await realpath(resolve(folder, name))
    if (!path.startsWith(folder + sep)) return undefined
    const { size } = await stat(path)
    return size <= PHOTO_MAX_BYTES ? await readFile(path) : undefined
  } catch {
    return undefined
  }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
