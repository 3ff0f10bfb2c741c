import { useMemo } from 'react'
import {
  type Copy,
  type Doubt,
  doubtSentences,
  doubtsAbout,
  type Obstacle,
  obstacleSentences,
  obstaclesToPublishing,
  type PhotoUse,
  photosOf,
  type Standing,
} from '#domains/stories/shared'
import { type Desk, type Tab, useDesk } from '#newsroom/parts/desk.ts'

/** Something found about the copy in hand, and the way to where it is mended. */
export interface Check {
  readonly code: Obstacle | Doubt
  readonly sentence: string
  readonly jump: () => void
}

export interface Checks {
  readonly stops: readonly Check[]
  readonly looks: readonly Check[]
}

/** What stops the copy in hand from going out, and what is worth a look; by the same rules the server keeps. */
export function useChecks(): Checks {
  const { view, copy, editor, open } = useDesk()
  return useMemo(() => {
    const standing: Standing =
      view.state === 'withdrawn'
        ? { state: 'withdrawn', since: new Date(0), reason: '', noteToReaders: '' }
        : { state: 'draft' }
    const jump = (code: Obstacle | Doubt) => () => goTo(code, { copy, editor, open })
    return {
      stops: obstaclesToPublishing(standing, copy).map((code) => ({
        code,
        sentence: obstacleSentences[code],
        jump: jump(code),
      })),
      looks: doubtsAbout(copy).map((code) => ({ code, sentence: doubtSentences[code], jump: jump(code) })),
    }
  }, [view.state, copy, editor, open])
}

function goTo(code: Obstacle | Doubt, { copy, editor, open }: Pick<Desk, 'copy' | 'editor' | 'open'>): void {
  const place = placeOf(code, copy)
  if (place) open(...place)
  else editor.commands.focus()
}

/** The panel and field where it is mended; nothing when that is the text. */
function placeOf(code: Obstacle | Doubt, copy: Copy): readonly [Tab, string?] | undefined {
  const photos = photosOf(copy)
  const nth = (wrong: (photo: PhotoUse) => boolean) => photos.findIndex(wrong)
  switch (code) {
    case 'no-headline':
    case 'headline-long':
      return ['story', 'headline']
    case 'no-deck':
      return ['story', 'deck']
    case 'no-section':
      return ['story', 'section']
    case 'no-byline':
      return ['story', copy.bylines.length > 0 ? 'byline-0' : 'add-byline']
    case 'photo-without-credit':
      return ['photos', `credit-${nth((photo) => photo.credit.trim() === '' && photo.creator.trim() === '')}`]
    case 'photo-without-alt':
      return ['photos', `alt-${nth((photo) => photo.photoId !== '' && photo.alt.trim() === '')}`]
    case 'no-caption':
      return ['photos', `caption-${nth((photo) => photo.caption.trim() === '')}`]
    case 'no-photo':
      return ['photos']
    case 'withdrawn':
      return ['history']
    case 'no-body':
    case 'double-space':
      return undefined
  }
}
