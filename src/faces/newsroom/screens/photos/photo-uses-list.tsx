import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listUsesOfPhoto } from '#newsroom/api-calls.ts'
import { count } from '#newsroom/parts/words.ts'

/** The stories that show the photo, and those that have it in the copy in hand. */
export function PhotoUsesList({ photoId }: { readonly photoId: string }) {
  const uses = useQuery({ queryKey: ['photo-uses', photoId], queryFn: () => listUsesOfPhoto(photoId) })
  const items = uses.data?.items ?? []
  if (uses.isPending) return null
  if (items.length === 0) return <p className="quiet">No story uses this photo.</p>
  return (
    <div>
      <h3 className="strong">Used in {count(items.length, 'story', 'stories')}</h3>
      <ul className="photo-uses">
        {items.map((use) => (
          <li key={use.id}>
            <Link to="/stories/$storyId" params={{ storyId: use.id }}>
              {use.headline || use.slugline || 'No headline yet'}
            </Link>{' '}
            <span className="quiet">
              {use.isLive
                ? use.inHand
                  ? 'readers see it'
                  : 'readers see it; taken out of the copy in hand'
                : use.state}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
