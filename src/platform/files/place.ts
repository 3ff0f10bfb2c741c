import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { diskFiles } from './disk.ts'
import type { Files } from './files.ts'

/** The files that FILES_URL names: nothing for the data folder's own `files`, or `file:///path`. Throws a plain sentence otherwise. */
export function filesFrom(url: string | undefined, dataDir: string): Files {
  if (!url) return diskFiles(join(dataDir, 'files'))
  if (url.startsWith('file:///')) return diskFiles(fileURLToPath(url))
  if (url.startsWith('s3://')) {
    // Later: keep them in S3, when the first paper runs on more than one machine.
    throw new Error(
      'S3 storage needs the package @aws-sdk/client-s3, which this version does not include. Leave FILES_URL unset to keep files in the data folder.',
    )
  }
  throw new Error(
    'FILES_URL names a place we do not know. Use file:///folder, or leave it unset to keep files in the data folder.',
  )
}
