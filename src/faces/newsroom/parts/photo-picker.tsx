import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { PhotoView } from '#faces/api/contract'
import { listPhotos } from '#newsroom/api-calls.ts'
import { Sheet } from './dialog.tsx'
import { Icon } from './icon.tsx'
import { UploadArea } from './upload-area.tsx'
import { count } from './words.ts'

/** The library, page by page, by words. */
export function useLibrary(q: string) {
  return useInfiniteQuery({
    queryKey: ['photos', q],
    queryFn: ({ pageParam }) => listPhotos(q, pageParam),
    initialPageParam: 1,
    getNextPageParam: (last, _, page) => (last.more ? page + 1 : undefined),
    placeholderData: keepPreviousData,
  })
}

interface PhotoPickerProps {
  readonly title: string
  readonly many?: boolean
  readonly onPick: (photos: readonly PhotoView[]) => void
  readonly onClose: () => void
}

/** Chooses photos from the library, or uploads new ones and chooses those. */
export function PhotoPicker({ title, many = false, onPick, onClose }: PhotoPickerProps) {
  const [words, setWords] = useState('')
  const [picked, setPicked] = useState<readonly PhotoView[]>([])
  const q = useDeferredValue(words.trim())
  const library = useLibrary(q)
  const photos = library.data?.pages.flatMap((page) => page.items) ?? []

  function pick(photo: PhotoView) {
    if (!many) return onPick([photo])
    setPicked((now) =>
      now.some((one) => one.id === photo.id) ? now.filter((one) => one.id !== photo.id) : [...now, photo],
    )
  }
  return (
    <Sheet title={title} onClose={onClose} shape="wide">
      <UploadArea className="pb" onPhoto={pick}>
        {(choose) => (
          <section>
            <div className="btns">
              {choose}
              <div className="filter">
                <Icon name="search" small />
                <input
                  className="ctl"
                  type="search"
                  aria-label="Search the library"
                  placeholder="Search the library"
                  value={words}
                  onChange={(event) => setWords(event.currentTarget.value)}
                />
              </div>
            </div>
            {photos.length === 0 && !library.isPending ? (
              <p className="quiet">{q ? 'No photo by those words.' : 'The library is empty. Upload a photo.'}</p>
            ) : null}
            <ul className="library small">
              {photos.map((photo) => {
                const chosen = picked.some((one) => one.id === photo.id)
                return (
                  <li key={photo.id}>
                    <button
                      className="shot"
                      type="button"
                      aria-pressed={many ? chosen : undefined}
                      onClick={() => pick(photo)}
                    >
                      <span className="frame">
                        <img src={photo.preview} alt={photo.alt === photo.caption ? '' : photo.alt} loading="lazy" />
                      </span>
                      <span className="cred">
                        {many && chosen ? <Icon name="check" small /> : null}{' '}
                        {photo.caption || photo.credit || 'No caption'}
                      </span>
                    </button>
                  </li>
                )
              })}
            </ul>
            {library.hasNextPage ? (
              <button
                className="btn"
                type="button"
                disabled={library.isFetchingNextPage}
                onClick={() => void library.fetchNextPage()}
              >
                Older photos
              </button>
            ) : null}
          </section>
        )}
      </UploadArea>
      {many ? (
        <div className="pf">
          <button className="btn primary" type="button" disabled={picked.length === 0} onClick={() => onPick(picked)}>
            {picked.length === 0 ? 'Choose photos' : `Use ${count(picked.length, 'photo')}`}
          </button>
        </div>
      ) : null}
    </Sheet>
  )
}
