import { useState } from 'react'
import type { PhotoView } from '#faces/api/contract'
import { Sheet } from './dialog.tsx'
import { Icon } from './icon.tsx'
import { PhotoMarks } from './photo-marks.tsx'
import { PhotoFilters, type PhotoSearch, useLibrary } from './photo-search.tsx'
import { UploadArea } from './upload-area.tsx'
import { count } from './words.ts'

interface PhotoPickerProps {
  readonly title: string
  readonly many?: boolean
  readonly onPick: (photos: readonly PhotoView[]) => void
  readonly onClose: () => void
}

/** Chooses photos from the library, or uploads new ones and chooses those. */
export function PhotoPicker({ title, many = false, onPick, onClose }: PhotoPickerProps) {
  const [search, setSearch] = useState<PhotoSearch>({})
  const [picked, setPicked] = useState<readonly PhotoView[]>([])
  const library = useLibrary(search)
  const isSearched = Object.values(search).some((part) => part !== '' && part !== 'all')
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
            <div className="btns">{choose}</div>
            <PhotoFilters search={search} onSearch={setSearch} />
            {photos.length === 0 && !library.isPending ? (
              <p className="quiet">{isSearched ? 'No photo like that.' : 'The library is empty. Upload a photo.'}</p>
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
                      <PhotoMarks photo={photo} />
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
