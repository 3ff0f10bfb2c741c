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
import type { Me, PhotoView } from '#faces/api/contract'
import { type Desk, type Tab, useDesk } from '#newsroom/parts/desk.ts'
import { useMe } from '#newsroom/parts/me.ts'
import { cautionsFor } from '#newsroom/parts/photo-cautions.ts'
import { usePhotos } from '#newsroom/parts/photo-image.tsx'
import { goToOrigin, useHolds } from './holds.ts'

/** Something found about the copy in hand, and the way to where it is mended. */
export interface Check {
  readonly code: Obstacle | Doubt | 'photo-restricted' | 'photo-caution' | 'held' | 'embargo'
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
  const { paper } = useMe()
  const held = useHolds(view).map(
    ({ code, sentence }): Check => ({
      code: code === 'embargo' ? code : 'held',
      sentence,
      jump: goToOrigin,
    }),
  )
  const uses = photosOf(copy)
  const photos = usePhotos(uses.map(({ photoId }) => photoId))
  const rights = rightsChecks(uses, { photos, paper, open })
  const own = useMemo(() => {
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
  return { stops: [...held, ...own.stops, ...rights.stops], looks: [...own.looks, ...rights.looks] }
}

/** What agencies lay down about the photos of the story; each sentence once. */
function rightsChecks(
  uses: readonly PhotoUse[],
  { photos, paper, open }: Pick<Desk, 'open'> & { photos: ReadonlyMap<string, PhotoView>; paper: Me['paper'] },
): Checks {
  const found = new Map<string, Check & { blocks: boolean }>()
  for (const [nth, use] of uses.entries()) {
    const photo = photos.get(use.photoId)
    const gone = { blocks: true, sentence: 'A photo was taken out of the library. Take it out or choose another.' }
    const cautions = photo ? (photo.retired ? [gone] : cautionsFor(photo, use, paper)) : []
    for (const { blocks, sentence } of cautions) {
      if (found.has(sentence)) continue
      const code = blocks ? 'photo-restricted' : 'photo-caution'
      found.set(sentence, { code, sentence, blocks, jump: () => open('photos', `caption-${nth}`) })
    }
  }
  const all = [...found.values()]
  return { stops: all.filter(({ blocks }) => blocks), looks: all.filter(({ blocks }) => !blocks) }
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
