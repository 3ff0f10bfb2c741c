import type { PhotoUse } from '#domains/stories'
import type { Photos, Shape } from '#site/photos-on-page.ts'

/** How wide the picture will stand, for the browser to choose a rendition by. */
const SIZES = {
  story: '(min-width: 76rem) 51rem, (min-width: 56rem) calc(100vw - 27rem), calc(100vw - 2rem)',
  body: '(min-width: 40rem) 36rem, calc(100vw - 2rem)',
  strip: '(min-width: 40rem) 30rem, 84vw',
  lead: '(min-width: 76rem) 35rem, (min-width: 56rem) 48vw, calc(100vw - 2rem)',
  half: '(min-width: 76rem) 35rem, (min-width: 56rem) 48vw, calc(100vw - 2rem)',
  quarter: '(min-width: 76rem) 16.5rem, (min-width: 56rem) 22vw, (min-width: 30rem) 45vw, calc(100vw - 2rem)',
  thumb: '(min-width: 40rem) 11rem, 6.5rem',
} as const
// Pixels enough for a screen of double density.
const MOST: Readonly<Partial<Record<Sizes, number>>> = { strip: 1280, body: 1280, quarter: 960, thumb: 480 }

export type Sizes = keyof typeof SIZES

interface PictureProps {
  photos: Photos
  use: PhotoUse
  shape: Shape
  sizes: Sizes
  /** True for the one picture a reader sees first: it is fetched before anything else. */
  eager?: boolean
  /** False where the words beside it say the same: the picture is then decoration. */
  described?: boolean
}

/** The picture in the renditions a browser may choose from; nothing where the picture is not at hand. */
export function Picture({ photos, use, shape, sizes, eager = false, described = true }: PictureProps) {
  const picture = photos.picture(use, shape, MOST[sizes])
  if (!picture) return null
  const loading = eager ? ({ fetchpriority: 'high' } as const) : ({ loading: 'lazy', decoding: 'async' } as const)
  return (
    <picture>
      {picture.sources.map(({ type, srcset }) => (
        <source type={type} srcset={srcset} sizes={SIZES[sizes]} />
      ))}
      <img
        src={picture.src}
        width={picture.width}
        height={picture.height}
        alt={described ? use.alt : ''}
        {...loading}
      />
    </picture>
  )
}

/** A picture with its caption and credit. Where the picture is not at hand, the words stand in a quiet frame. */
export function Figure(props: PictureProps & { class?: string }) {
  const { photos, use, shape } = props
  const hasPicture = photos.picture(use, shape) !== undefined
  const credit = creditOf(use)
  const kind = [props.class, hasPicture ? '' : 'unseen'].filter(Boolean).join(' ')
  return (
    <figure class={kind || undefined}>
      <Picture {...props} />
      {(use.caption || credit) && (
        <figcaption>
          {use.caption} {credit && <span class="credit">{credit}</span>}
        </figcaption>
      )}
    </figure>
  )
}

/** "Eugene Hoshiko / Associated Press": who took it, then whose it is. */
export function creditOf({ creator, credit }: Pick<PhotoUse, 'creator' | 'credit'>): string {
  return [...new Set([creator, credit])].filter(Boolean).join(' / ')
}
