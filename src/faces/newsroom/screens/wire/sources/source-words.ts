import type { SourceKind, SourceView } from '#faces/api/contract'
import type { IconName } from '#newsroom/parts/icon.tsx'

/** The kinds of source as an editor knows them. */
export const kindWords: Readonly<Record<SourceKind, string>> = {
  folder: 'Watched folder',
  http: 'Feed or file on the web',
  'ap-media': 'AP Media API',
  sftp: 'SFTP',
  ftp: 'FTP',
  imap: 'Mailbox',
  push: 'Sent to us (push)',
  'by-hand': 'Added by hand',
}

/** How a source goes, as a sign, a word and, where there is more to say, a sentence. */
export interface SourceState {
  readonly icon: IconName
  readonly word: string
  readonly sentence: string
  readonly asks: boolean
}

/** True for the kinds we go to; the others are brought to us. */
export function isAsked(kind: SourceView['kind']): boolean {
  return kind !== 'push' && kind !== 'by-hand'
}

/** The first of these that holds: it is off, it fails, it fell quiet, it was never heard, it works. */
export function stateOf(
  source: Pick<SourceView, 'isOn' | 'failures' | 'lastError' | 'isQuiet' | 'heardAt' | 'triedAt' | 'kind'>,
): SourceState {
  if (!source.isOn) return { icon: 'hold', word: 'Off', sentence: source.lastError, asks: source.lastError !== '' }
  if (source.failures > 0) {
    const times = source.failures === 1 ? '' : ` ${source.failures} times in a row`
    return { icon: 'stop', word: `Failed${times}`, sentence: source.lastError, asks: true }
  }
  if (source.isQuiet)
    return { icon: 'look', word: 'Quiet', sentence: 'Nothing new has come for longer than usual.', asks: true }
  if (source.heardAt === null) {
    return {
      icon: 'clock',
      word: isAsked(source.kind) && source.triedAt === null ? 'Not asked yet' : 'Nothing yet',
      sentence: '',
      asks: false,
    }
  }
  return { icon: 'check', word: 'Works', sentence: '', asks: false }
}
