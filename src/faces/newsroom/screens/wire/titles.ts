import type { WireRail } from '#faces/api/contract'
import type { WireSearch } from '#newsroom/router.tsx'

const VIEWS: Partial<Record<NonNullable<WireSearch['view']>, string>> = {
  stopped: 'Kills, corrections',
  behind: 'Newer than ours',
  embargoed: 'Embargoed',
  held: 'Held',
  spiked: 'Spiked',
  used: 'Used',
  expiring: 'Rights running out',
}

/** What the list on screen is called. */
export function titleOf({ desk, source, view }: WireSearch, rail: WireRail | undefined): string {
  if (desk) return rail?.desks.find(({ id }) => id === desk)?.name ?? 'Desk'
  if (source) return rail?.sources.find(({ id }) => id === source)?.name ?? 'Source'
  return (view && VIEWS[view]) ?? 'All of the wire'
}
