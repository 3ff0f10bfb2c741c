import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { PhotoView } from '#faces/api/contract'
import { useKeys } from '#newsroom/parts/keys.tsx'
import { useMe } from '#newsroom/parts/me.ts'
import { PhotoMarks } from '#newsroom/parts/photo-marks.tsx'
import { PhotoFilters, type PhotoSearch, useLibrary } from '#newsroom/parts/photo-search.tsx'
import { Empty, Failed, Loading } from '#newsroom/parts/rest.tsx'
import { useVoice } from '#newsroom/parts/say.tsx'
import { useTitle } from '#newsroom/parts/title.ts'
import { UploadArea } from '#newsroom/parts/upload-area.tsx'
import { count } from '#newsroom/parts/words.ts'
import { PhotoSheet } from './photo-sheet.tsx'

/** The photo library: find, upload, and give each its words. */
export function Photos() {
  const { may } = useMe()
  const search: PhotoSearch = useSearch({ from: '/photos' })
  const navigate = useNavigate()
  const { say } = useVoice()
  const [open, setOpen] = useState<PhotoView>()
  const filter = useRef<HTMLInputElement>(null)
  const library = useLibrary(search)
  const isSearched = Object.values(search).some((part) => part !== undefined && part !== '')
  const photos = library.data?.pages.flatMap((page) => page.items) ?? []
  useTitle('Photos')
  useKeys([{ keys: '/', label: 'Search', run: () => filter.current?.focus() }])

  function look({ q, creator, from, to, rights }: PhotoSearch) {
    const filled = {
      q: q || undefined,
      creator: creator || undefined,
      from: from || undefined,
      to: to || undefined,
      rights: rights === 'all' ? undefined : rights,
    }
    void navigate({ to: '/photos', search: filled, replace: true })
  }
  return (
    <main id="work">
      <UploadArea
        className="page photo-library"
        onAll={(all) =>
          say(`${count(all, 'photo is', 'photos are')} in the library. Give each alt text before it is used.`)
        }
      >
        {(choose) => (
          <>
            <div className="bar">
              <h1>Photos</h1>
              <span className="push" />
              {may.draft ? choose : null}
            </div>
            <PhotoFilters search={search} onSearch={look} words={filter} withRetired />
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
            <section className="scroll" tabIndex={0} aria-label="Library">
              {library.isPending ? (
                <Loading what="the photos" />
              ) : library.isError ? (
                <Failed error={library.error} again={() => void library.refetch()} />
              ) : photos.length === 0 ? (
                <Empty title={isSearched ? 'No photo like that' : 'No photos yet'}>
                  <p>
                    {isSearched
                      ? 'Captions, places, credits and file names are searched.'
                      : 'Drop photos here, or use the button above. Their captions and credits are read from the files.'}
                  </p>
                </Empty>
              ) : (
                <ul className="library">
                  {photos.map((photo) => (
                    <li key={photo.id}>
                      <button className="shot" type="button" onClick={() => setOpen(photo)}>
                        <span className="frame">
                          <img
                            src={photo.preview || undefined}
                            alt={photo.alt === photo.caption ? '' : photo.alt}
                            loading="lazy"
                            style={
                              photo.focus
                                ? { objectPosition: `${photo.focus.x * 100}% ${photo.focus.y * 100}%` }
                                : undefined
                            }
                          />
                        </span>
                        <span className="cap">{photo.caption || <span className="quiet">No caption</span>}</span>
                        <span className="cred">
                          {[photo.creator, photo.credit].filter(Boolean).join(' / ') || 'No credit'}
                        </span>
                        <PhotoMarks photo={photo} />
                      </button>
                    </li>
                  ))}
                </ul>
              )}
              {library.hasNextPage ? (
                <p className="pages">
                  <button
                    className="btn"
                    type="button"
                    disabled={library.isFetchingNextPage}
                    onClick={() => void library.fetchNextPage()}
                  >
                    Older photos
                  </button>
                </p>
              ) : null}
            </section>
          </>
        )}
      </UploadArea>
      {open ? <PhotoSheet photo={open} onClose={() => setOpen(undefined)} /> : null}
    </main>
  )
}
