import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diskFiles } from './disk.ts'
import { filesFrom } from './place.ts'

const about = { mediaType: 'text/plain' }
const text = (words: string) => new TextEncoder().encode(words)
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('files on disk', () => {
  it('gives back what was put, and nothing for what was not', async () => {
    const files = diskFiles(join(folder, 'made', 'when-needed'))
    await files.put('originals/ab/one.jpg', text('river'), about)
    expect(new TextDecoder().decode(await files.get('originals/ab/one.jpg'))).toBe('river')
    expect(await files.get('originals/ab/two.jpg')).toBeUndefined()
    expect(await files.get('originals/ab/one.jpg/inside')).toBeUndefined()
    expect(await files.has('originals/ab/one.jpg')).toBe(true)
    expect(await files.has('originals/ab/two.jpg')).toBe(false)
  })

  it('forgets what is removed, twice without complaint', async () => {
    const files = diskFiles(folder)
    await files.put('a/b', text('x'), about)
    await files.remove('a/b')
    await files.remove('a/b')
    expect(await files.has('a/b')).toBe(false)
  })

  it('leaves one whole file when twenty write the same key at once', async () => {
    const files = diskFiles(folder)
    await Promise.all(Array.from({ length: 20 }, () => files.put('same/key', text('y'.repeat(100_000)), about)))
    expect((await files.get('same/key'))?.length).toBe(100_000)
    expect(await readdir(join(folder, 'same'))).toEqual(['key'])
  })

  it('refuses every key that could leave the folder', async () => {
    const files = diskFiles(folder)
    for (const key of [
      '',
      '..',
      '../x',
      'a/../x',
      '/etc/passwd',
      'a//b',
      'a/./b',
      '.hidden',
      'a\\..\\b',
      'a/\0',
      'C:x',
      'a/',
    ]) {
      await expect(files.put(key, text('x'), about), key).rejects.toThrow(/Not a key/)
      await expect(files.get(key), key).rejects.toThrow(/Not a key/)
    }
  })
})

describe('FILES_URL', () => {
  it('unset means the files folder in the data folder', async () => {
    await filesFrom(undefined, folder).put('k', text('v'), about)
    expect(await readdir(join(folder, 'files'))).toEqual(['k'])
  })

  it('may be another folder', async () => {
    await filesFrom(`file://${folder}/elsewhere`, '/nowhere').put('k', text('v'), about)
    expect(await readdir(join(folder, 'elsewhere'))).toEqual(['k'])
  })

  it('that names S3 or anything else is answered in a plain sentence', () => {
    expect(() => filesFrom('s3://photos?endpoint=https://x.example', folder)).toThrow(/S3 storage needs the package/)
    expect(() => filesFrom('ftp://x', folder)).toThrow(/FILES_URL names a place/)
  })
})
