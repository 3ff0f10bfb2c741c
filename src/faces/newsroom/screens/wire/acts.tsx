import { Link } from '@tanstack/react-router'
import type { WireItemView, WireLine } from '#faces/api/contract'
import { useMe } from '#newsroom/parts/me.ts'
import { shortNameOf } from './marks.ts'
import type { Deeds } from './use-deeds.ts'

interface ActsProps {
  readonly line: WireLine
  readonly item: WireItemView | undefined
  readonly deeds: Deeds
  readonly isChanging: boolean
  readonly onUpdate: () => void
  readonly onPull: () => void
}

/** What can be done with the item in hand; the one thing to do next comes first, in ink. */
export function Acts({ line, item, deeds, isChanging, onUpdate, onPull }: ActsProps) {
  const { may } = useMe()
  const behind = line.uses.find((use) => use.isBehind) ?? line.uses[0]
  // The same item is not made a second story while the first stands: then taking opens that one.
  const taken = line.uses.find(({ state }) => state !== 'withdrawn')
  const stopped = line.standing !== 'usable'
  const mayTake = may.draft && (item?.may.take ?? true) && !stopped
  return (
    <div className="acts" role="toolbar" aria-label="What to do with this story">
      {stopped && line.uses.length > 0 && may.publish ? (
        <button className="btn stop" type="button" onClick={onPull}>
          Pull from the site… <kbd>Shift K</kbd>
        </button>
      ) : null}
      {behind && !stopped ? (
        <button className={behind.isBehind ? 'btn primary' : 'btn'} type="button" onClick={onUpdate}>
          {isChanging || behind.isBehind ? 'Update' : 'Compare with'} {shortNameOf(behind)} <kbd>U</kbd>
        </button>
      ) : null}
      {stopped && behind ? (
        <Link className="btn" to="/stories/$storyId" params={{ storyId: behind.storyId }}>
          Our story
        </Link>
      ) : null}
      {mayTake ? (
        <button
          className={behind ? 'btn' : 'btn primary'}
          type="button"
          disabled={deeds.busy}
          onClick={() => deeds.take(line)}
        >
          {taken ? `Open ${shortNameOf(taken)}` : 'Use as new story'} <kbd>N</kbd>
        </button>
      ) : null}
      <span className="push" />
      <button className="btn bare" type="button" onClick={() => deeds.hold(line)}>
        {line.deskState === 'held' ? 'Stop holding' : 'Hold'} <kbd>H</kbd>
      </button>
      <button className="btn bare" type="button" onClick={() => deeds.spike(line)}>
        {line.deskState === 'spiked' ? 'Off the spike' : 'Spike'} <kbd>X</kbd>
      </button>
    </div>
  )
}
