import { useRail } from '#newsroom/parts/wire-rail.ts'

/** The desks that are everybody's, for a list to choose from. */
export function useDesks(): readonly { value: string; label: string }[] {
  return (useRail().data?.desks ?? []).filter((desk) => !desk.own).map(({ id, name }) => ({ value: id, label: name }))
}
