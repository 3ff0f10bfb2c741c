import type { SourceKind } from '#domains/wire'
import { apMedia } from './ap-media.ts'
import { folder } from './folder.ts'
import { ftp } from './ftp.ts'
import { http } from './http.ts'
import { imap } from './imap.ts'
import { sftp } from './sftp.ts'
import type { Kind } from './visit.ts'

/** The kinds of source that we go and ask. The others come to us. */
export const kinds: Readonly<Partial<Record<SourceKind, Kind>>> = {
  folder,
  http,
  'ap-media': apMedia,
  sftp,
  ftp,
  imap,
}
