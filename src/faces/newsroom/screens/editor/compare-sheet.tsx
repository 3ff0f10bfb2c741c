import type { VersionLine } from '#faces/api/contract'
import { SideBySide } from '#newsroom/parts/changes.tsx'
import { compareCopies, tally } from '#newsroom/parts/compare.ts'
import { Sheet } from '#newsroom/parts/dialog.tsx'
import { useZone } from '#newsroom/parts/me.ts'
import { Loading } from '#newsroom/parts/rest.tsx'
import { fullTime } from '#newsroom/parts/times.ts'
import { count } from '#newsroom/parts/words.ts'
import { useNames } from './names.ts'
import { useTwoVersions } from './versions-panel.tsx'

interface CompareSheetProps {
  readonly before: number
  readonly after: number
  readonly items: readonly VersionLine[]
  readonly onClose: () => void
}

/** Two whole versions side by side; or one, when both are the same. */
export function CompareSheet({ before, after, items, onClose }: CompareSheetProps) {
  const zone = useZone()
  const two = useTwoVersions(before, after)
  const names = useNames([...(two.before?.copy.related ?? []), ...(two.after?.copy.related ?? [])])
  const one = before === after
  const head = (number: number) => {
    const line = items.find((item) => item.number === number)
    return line ? `${fullTime(line.at, zone)}, ${line.by}` : `Version ${number}`
  }
  if (!two.before || !two.after) {
    return (
      <Sheet title="Versions" onClose={onClose} shape="wide">
        <Loading what="the versions" />
      </Sheet>
    )
  }
  const rows = compareCopies(two.before.copy, two.after.copy, names)
  const words = tally(rows)
  const title = one ? `Version ${before}` : `Version ${before} and version ${after}`
  return (
    <Sheet
      title={title}
      onClose={onClose}
      shape="wide"
      beside={
        one ? null : <span className="quiet">{`${count(words.added, 'word')} added, ${words.removed} taken out`}</span>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section className="pb" tabIndex={0} aria-label={title}>
        <SideBySide rows={rows} before={head(before)} after={one ? undefined : head(after)} />
      </section>
    </Sheet>
  )
}
