import { randomBytes } from 'node:crypto'
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { checkedKey, type Files } from './files.ts'

/** Files in a folder of this machine, which is made when first written to and readable by its owner alone. */
export function diskFiles(folder: string): Files {
  const pathOf = (key: string) => join(folder, checkedKey(key))
  return {
    async put(key, bytes) {
      const path = pathOf(key)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await mkdir(dirname(path), { recursive: true })
      const draft = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`)
      try {
        await writeThrough(draft, bytes)
        await rename(draft, path)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
      await settle(dirname(path))
    },
    async get(key) {
      return readFile(pathOf(key)).catch(absent)
    },
    async has(key) {
      return access(pathOf(key))
        .then(() => true, absent)
        .then(Boolean)
    },
    async remove(key) {
      await rm(pathOf(key), { force: true })
    },
  }
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

// A rename is kept through a power cut only when its folder is. Windows cannot open a folder, and needs not.
async function settle(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const opened = await open(folder, 'r')
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}

// A key whose part is an ordinary file cannot exist either.
function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
  throw error
}
