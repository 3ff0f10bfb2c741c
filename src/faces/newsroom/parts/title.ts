import { useEffect } from 'react'
import { useMe } from './me.ts'

/** Names the window: what is on screen, then the paper. */
export function useTitle(what: string): void {
  const { paper } = useMe()
  useEffect(() => {
    document.title = `${what} | ${paper.name} newsroom`
  }, [what, paper.name])
}
