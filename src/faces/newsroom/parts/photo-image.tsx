import { useQueries, useQuery } from '@tanstack/react-query'
import type { PhotoUse } from '#domains/stories/shared'
import type { PhotoView } from '#faces/api/contract'
import { readPhoto } from '#newsroom/api-calls.ts'
import { Icon } from './icon.tsx'

// Somebody else may replace a photo or change what is allowed with it, but not every minute.
const photoQuery = (photoId: string) => ({
  queryKey: ['photo', photoId],
  queryFn: () => readPhoto(photoId),
  enabled: photoId !== '',
  staleTime: 300_000,
})

/** A photo of the library by its id. */
export function usePhoto(photoId: string) {
  return useQuery(photoQuery(photoId))
}

/** Photos of the library by id, those that are at hand already. */
export function usePhotos(photoIds: readonly string[]): ReadonlyMap<string, PhotoView> {
  const asked = useQueries({ queries: [...new Set(photoIds)].filter(Boolean).map(photoQuery) })
  return new Map(asked.flatMap(({ data }) => (data ? [[data.id, data] as const] : [])))
}

interface PhotoImageProps {
  readonly use: PhotoUse
  readonly size?: 'preview' | 'large'
}

/** The picture of a photo as a story uses it, cropped around its focal point; an empty frame while its picture is not at hand. */
export function PhotoImage({ use, size = 'preview' }: PhotoImageProps) {
  const photo = usePhoto(use.photoId)
  if (!photo.data?.[size]) {
    return (
      <span className="frame missing">
        <Icon name="photo" />
        {photo.isLoading ? 'Getting the photo…' : 'The picture is not at hand'}
      </span>
    )
  }
  const focus = use.focus ?? photo.data.focus
  return (
    <span className="frame">
      <img
        src={photo.data[size]}
        alt={use.alt}
        width={photo.data.width}
        height={photo.data.height}
        style={focus ? { objectPosition: `${focus.x * 100}% ${focus.y * 100}%` } : undefined}
      />
    </span>
  )
}
