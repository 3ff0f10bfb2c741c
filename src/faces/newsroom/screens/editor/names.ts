import { useMemo } from 'react'
import type { Names } from '#newsroom/parts/compare.ts'
import { sectionWords, useMe } from '#newsroom/parts/me.ts'
import { useHeadlines } from './related.tsx'

/** How a comparison calls sections and stories. */
export function useNames(related: readonly string[]): Names {
  const { paper } = useMe()
  const headline = useHeadlines([...new Set(related)])
  return useMemo(
    () => ({ section: (id) => sectionWords(paper, id) || `Section ${id}`, story: headline }),
    [paper, headline],
  )
}
