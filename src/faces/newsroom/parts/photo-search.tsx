import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { type RefObject, useRef } from 'react'
import type { PhotoListQuery, RightsFilter } from '#faces/api/contract'
import { listPhotos } from '#newsroom/api-calls.ts'
import { Icon } from './icon.tsx'

/** What is looked for in the library; what is left out does not matter. */
export type PhotoSearch = Partial<Omit<PhotoListQuery, 'page'>>

/** The library, page by page. */
export function useLibrary(search: PhotoSearch) {
  return useInfiniteQuery({
    queryKey: ['photos', search],
    queryFn: ({ pageParam }) => listPhotos(search, pageParam),
    initialPageParam: 1,
    getNextPageParam: (last, _, page) => (last.more ? page + 1 : undefined),
    placeholderData: keepPreviousData,
  })
}

const RIGHTS: readonly { readonly value: RightsFilter; readonly label: string }[] = [
  { value: 'all', label: 'All rights' },
  { value: 'free', label: 'No restrictions' },
  { value: 'restricted', label: 'Restricted' },
  { value: 'expires', label: 'Rights run out' },
  { value: 'expired', label: 'Rights ran out' },
  { value: 'retired', label: 'Taken out' },
]

interface PhotoFiltersProps {
  readonly search: PhotoSearch
  readonly onSearch: (search: PhotoSearch) => void
  readonly words?: RefObject<HTMLInputElement | null>
  /** Those taken out can be looked at, but not used. */
  readonly withRetired?: boolean
}

/** Words, photographer, days and rights to look by. It waits until the typing stops. */
export function PhotoFilters({ search, onSearch, words, withRetired = false }: PhotoFiltersProps) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(search)
  latest.current = search
  function soon(change: PhotoSearch) {
    latest.current = { ...latest.current, ...change }
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onSearch(latest.current), 250)
  }
  const text = (name: 'q' | 'creator', label: string) => (
    <input
      {...(name === 'q' && words ? { ref: words } : {})}
      className="ctl"
      type="search"
      aria-label={label}
      placeholder={label}
      defaultValue={search[name] ?? ''}
      onChange={(event) => soon({ [name]: event.currentTarget.value.trim() })}
    />
  )
  const day = (name: 'from' | 'to', label: string) => (
    <label className="day">
      {label}{' '}
      <input
        className="ctl"
        type="date"
        defaultValue={search[name] ?? ''}
        onChange={(event) => soon({ [name]: event.currentTarget.value })}
      />
    </label>
  )
  return (
    <search className="photo-filters">
      <span className="filter">
        <Icon name="search" small />
        {text('q', 'Search captions and credits')}
      </span>
      <span className="filter">
        <Icon name="person" small />
        {text('creator', 'Photographer or agency')}
      </span>
      {day('from', 'From')}
      {day('to', 'to')}
      <select
        className="ctl"
        aria-label="Rights"
        value={search.rights ?? 'all'}
        onChange={(event) => {
          const chosen = RIGHTS.find(({ value }) => value === event.currentTarget.value)
          onSearch({ ...latest.current, rights: chosen?.value ?? 'all' })
        }}
      >
        {RIGHTS.filter(({ value }) => withRetired || value !== 'retired').map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </search>
  )
}
