import type { PhotoUse } from '#domains/stories'
import type { Photos } from '#site/photos-on-page.ts'
import { Figure } from './photo.tsx'

/** Pictures side by side, each with its number, caption and credit; they are swiped, or moved by the arrow keys, without a script. */
export function Gallery({ title, uses, photos }: { title: string; uses: readonly PhotoUse[]; photos: Photos }) {
  if (uses.length === 0) return null
  const count = `${uses.length} ${uses.length === 1 ? 'photo' : 'photos'}`
  return (
    <section class="gallery" aria-label={title || 'Photos'}>
      <p class="label">
        {title ? <b>{title}</b> : <b>Photos</b>} <span>{count}</span>
      </p>
      {/* A list that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <ol tabindex={0} aria-label={`${title || 'Photos'}, side by side`}>
        {uses.map((use, at) => (
          <li>
            <Figure photos={photos} use={use} shape="3x2" sizes="strip" />
            <p class="nth">
              {at + 1} of {uses.length}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
