import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { PhotoView } from '#faces/api/contract'
import { Icon } from '#newsroom/parts/icon.tsx'
import { useKeys } from '#newsroom/parts/keys.tsx'
import { useMe } from '#newsroom/parts/me.ts'
import { useLibrary } from '#newsroom/parts/photo-picker.tsx'
import { Empty, Failed, Loading } from '#newsroom/parts/rest.tsx'
import { useVoice } from '#newsroom/parts/say.tsx'
import { useTitle } from '#newsroom/parts/title.ts'
import { UploadArea } from '#newsroom/parts/upload-area.tsx'
import { PhotoSheet } from './photo-sheet.tsx'

/** The photo library: find, upload, and give each its words. */
export function Photos() {
  const { may } = useMe()
  const { q = '' } = useSearch({ from: '/photos' })
  const navigate = useNavigate()
  const { say } = useVoice()
  const [words, setWords] = useState(q)
  const [open, setOpen] = useState<PhotoView>()
  const filter = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const library = useLibrary(q)
  const photos = library.data?.pages.flatMap((page) => page.items) ?? []
  useTitle('Photos')
  useKeys([{ keys: '/', label: 'Search', run: () => filter.current?.focus() }])

  function search(next: string) {
    setWords(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(
      () => void navigate({ to: '/photos', search: { q: next.trim() || undefined }, replace: true }),
      250,
    )
  }
  return (
    <main id="work">
      <UploadArea
        className="page"
        onPhoto={() => say('A photo is in the library. Give it alt text before it is used.')}
      >
        {(choose) => (
          <>
            <div className="bar">
              <h1>Photos</h1>
              <span className="push" />
              <search className="filter">
                <Icon name="search" small />
                <input
                  ref={filter}
                  className="ctl"
                  type="search"
                  aria-label="Search captions and credits"
                  placeholder="Search captions and credits"
                  value={words}
                  onChange={(event) => search(event.currentTarget.value)}
                />
              </search>
              {may.draft ? choose : null}
            </div>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
            <section className="scroll" tabIndex={0} aria-label="Library">
              {library.isPending ? (
                <Loading what="the photos" />
              ) : library.isError ? (
                <Failed error={library.error} again={() => void library.refetch()} />
              ) : photos.length === 0 ? (
                <Empty title={q ? 'No photo by those words' : 'No photos yet'}>
                  <p>
                    {q
                      ? 'Captions, photographers and credits are searched.'
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
                            src={photo.preview}
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
                        {photo.alt === '' ? (
                          <span className="cred red strong">
                            <Icon name="look" small /> No alt text
                          </span>
                        ) : null}
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
