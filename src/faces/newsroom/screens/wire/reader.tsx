import type { RefObject } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import type { WireItemView, WireLine } from '#faces/api/contract'
import { Icon } from '#newsroom/parts/icon.tsx'
import { useZone } from '#newsroom/parts/me.ts'
import { Failed, Loading } from '#newsroom/parts/rest.tsx'
import { fullTime } from '#newsroom/parts/times.ts'
import { Acts } from './acts.tsx'
import { ChangesPanel } from './changes-panel.tsx'
import { CorrectionNotice } from './correction-notice.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { ItemPanel } from './item-panel.tsx'
import type { Changing } from './use-changes.ts'
import type { Deeds } from './use-deeds.ts'

export const PANELS = ['story', 'changes', 'history'] as const
export type Panel = (typeof PANELS)[number]

interface ReaderProps {
  readonly line: WireLine
  readonly item: WireItemView | undefined
  readonly error: unknown
  readonly again: () => void
  readonly panel: Panel
  readonly onPanel: (panel: Panel) => void
  readonly reading: string | undefined
  readonly onReading: (revisionId: string | undefined) => void
  readonly changing: Changing
  readonly deeds: Deeds
  readonly text: RefObject<HTMLDivElement | null>
  readonly onUpdate: () => void
  readonly onPull: () => void
  readonly onEmbargo: () => void
  readonly onBack: () => void
}

/** One item beside the list: what to do with it, and its story, changes and history under tabs that each have an address. On a phone it lies over the list. */
export function Reader(props: ReaderProps) {
  const { line, item, panel, onPanel, changing } = props
  const changed = changing.changes?.passages.filter(({ kind }) => kind !== 'ours-changed').length
  return (
    <article className="reader" aria-label={line.headline || 'Wire story'}>
      <Acts
        line={line}
        item={item}
        deeds={props.deeds}
        isChanging={panel === 'changes'}
        onUpdate={props.onUpdate}
        onPull={props.onPull}
      />
      <button className="btn bare back" type="button" onClick={props.onBack}>
        <Icon name="left" />
        List
      </button>
      <Tabs
        className="tabbed"
        selectedKey={panel}
        onSelectionChange={(key) => onPanel(key as Panel)}
        keyboardActivation="manual"
      >
        <TabList className="tabs" aria-label="Views of this wire story">
          <Tab id="story">Story</Tab>
          <Tab id="changes">
            See changes {changed ? <span className="n">{changed}</span> : null} <kbd>D</kbd>
          </Tab>
          <Tab id="history">
            History <span className="n">{item?.revisions.length ?? line.ordinal}</span>
          </Tab>
        </TabList>
        {/* Another panel, not the same with other words: its tab names it by an id that is given once. */}
        <TabPanel key={panel} id={panel} className="panel">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
          <section className="scroll" tabIndex={0} aria-label="Wire story" ref={props.text}>
            <Inside {...props} />
          </section>
        </TabPanel>
      </Tabs>
    </article>
  )
}

function Inside({ line, item, error, again, panel, reading, onReading, changing, onEmbargo }: ReaderProps) {
  const zone = useZone()
  if (!item) {
    return (
      <>
        <h2>{line.headline}</h2>
        {error ? <Failed error={error} again={again} /> : <Loading what="the story" />}
      </>
    )
  }
  if (panel === 'changes') return <ChangesPanel item={item} changing={changing} />
  if (panel === 'history') return <HistoryPanel item={item} reading={reading} onRead={onReading} />
  const old = item.revisions.find((revision) => revision.id === reading)
  return (
    <>
      {old ? (
        <p className="old">
          An older version, of {fullTime(old.receivedAt, zone)}.{' '}
          <button className="btn small" type="button" onClick={() => onReading(undefined)}>
            Read the newest
          </button>
        </p>
      ) : null}
      <CorrectionNotice itemId={item.id} />
      <ItemPanel item={item} onEmbargo={onEmbargo} />
    </>
  )
}
