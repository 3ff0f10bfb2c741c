import { type Caution, cautionsAbout } from '#domains/media/shared'
import type { PhotoUse } from '#domains/stories/shared'
import type { Me, PhotoView } from '#faces/api/contract'

/** What stands against a photo as a story uses it, with the credit it would print; by the same rules the server keeps. */
export function cautionsFor(photo: PhotoView, use: PhotoUse, paper: Me['paper'], at = new Date()): Caution[] {
  return cautionsAbout(
    {
      restrictions: photo.restrictions.map(withoutUndefined),
      cleared: photo.cleared,
      expiresAt: dateOf(photo.expiresAt),
      expiredAt: dateOf(photo.expiredAt),
    },
    { paper, at, credit: `${use.creator} ${use.credit}` },
  )
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}

type Given<restriction> = { [name in keyof restriction]: Exclude<restriction[name], undefined> }

function withoutUndefined<restriction extends object>(restriction: restriction): Given<restriction> {
  return Object.fromEntries(
    Object.entries(restriction).filter(([, value]) => value !== undefined),
  ) as Given<restriction>
}
