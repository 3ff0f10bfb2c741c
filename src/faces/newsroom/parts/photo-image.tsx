import { useQuery } from '@tanstack/react-query'
import type { PhotoUse } from '#domains/stories/shared'
import { readPhoto } from '#newsroom/api-calls.ts'
import { Icon } from './icon.tsx'

/** A photo of the library by its id; pictures do not change, so it is asked for once. */
export function usePhoto(photoId: string) {
  return useQuery({
    queryKey: ['photo', photoId],
    queryFn: () => readPhoto(photoId),
    enabled: photoId !== '',
    staleTime: 300_000,
  })
}

interface PhotoImageProps {
  readonly use: PhotoUse
  readonly size?: 'preview' | 'large'
}

/** The picture of a photo as a story uses it, cropped around its focal point; an empty frame while its picture is not at hand. */
export function PhotoImage({ use, size = 'preview' }: PhotoImageProps) {
  const photo = usePhoto(use.photoId)
  if (!photo.data) {
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
