import { createContext, useContext } from 'react'
import { lineage } from '#domains/paper/shared'
import type { Me } from '#faces/api/contract'

const MeContext = createContext<Me | undefined>(undefined)
export const MeProvider = MeContext.Provider

/** Who is signed in, what they may do, and the paper they work for. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('useMe outside the shell')
  return me
}

/** The paper's time zone. */
export function useZone(): string {
  return useMe().paper.zone
}

/** A section as "News › Nation"; empty if there is none. */
export function sectionWords(paper: Me['paper'], id: string | null, between = ' › '): string {
  return lineage(paper.sections, id)
    .map((section) => section.name)
    .join(between)
}

/** Sections in the order of the paper, those below indented, for a list to choose from. */
export function sectionChoices(paper: Me['paper']): { value: string; label: string }[] {
  function below(parentId: string | null, depth: number): { value: string; label: string }[] {
    return paper.sections
      .filter((section) => section.parentId === parentId)
      .sort((one, other) => one.position - other.position)
      .flatMap((section) => [
        { value: section.id, label: `${'\u00a0\u00a0\u00a0'.repeat(depth)}${section.name}` },
        ...below(section.id, depth + 1),
      ])
  }
  return below(null, 0)
}
