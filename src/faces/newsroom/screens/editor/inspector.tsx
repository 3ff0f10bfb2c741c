import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { photosOf } from '#domains/stories/shared'
import { type Tab as TabName, useDesk } from '#newsroom/parts/desk.ts'
import type { Checks } from './checks.ts'
import { ChecksPanel } from './checks-panel.tsx'
import { CorrectionsPanel } from './corrections-panel.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { PhotosPanel } from './photos-panel.tsx'
import { StoryPanel } from './story-panel.tsx'
import { VersionsPanel } from './versions-panel.tsx'

/** Everything about the story that is not its text, in panels that each have an address. */
export function Inspector({ tab, checks }: { readonly tab: TabName; readonly checks: Checks }) {
  const { copy, view, open } = useDesk()
  const found = checks.stops.length + checks.looks.length
  const photos = photosOf(copy).length
  return (
    <aside className="insp" aria-label="Inspector">
      <Tabs
        className="tabbed"
        selectedKey={tab}
        onSelectionChange={(key) => open(key as TabName)}
        keyboardActivation="manual"
      >
        <TabList className="tabs" aria-label="Inspector">
          <Tab id="story">Story</Tab>
          <Tab id="photos">
            Photos <span className="n">{photos || ''}</span>
          </Tab>
          <Tab id="checks">
            Checks <span className={checks.stops.length > 0 ? 'n red' : 'n'}>{found || ''}</span>
          </Tab>
          <Tab id="versions">Versions</Tab>
          <Tab id="corrections">
            Corrections <span className="n">{view.corrections.length || ''}</span>
          </Tab>
          <Tab id="history">History</Tab>
        </TabList>
        <TabPanel id="story" className="panel">
          <Scroll>
            <StoryPanel />
          </Scroll>
        </TabPanel>
        <TabPanel id="photos" className="panel">
          <Scroll>
            <PhotosPanel />
          </Scroll>
        </TabPanel>
        <TabPanel id="checks" className="panel">
          <Scroll>
            <ChecksPanel checks={checks} />
          </Scroll>
        </TabPanel>
        <TabPanel id="versions" className="panel">
          <Scroll>
            <VersionsPanel />
          </Scroll>
        </TabPanel>
        <TabPanel id="corrections" className="panel">
          <Scroll>
            <CorrectionsPanel />
          </Scroll>
        </TabPanel>
        <TabPanel id="history" className="panel">
          <Scroll>
            <HistoryPanel />
          </Scroll>
        </TabPanel>
      </Tabs>
    </aside>
  )
}

/** What scrolls must be reachable by key; in a story that cannot be changed, nothing in it may be. */
function Scroll({ children }: { readonly children: ReactNode }) {
  const { readOnly } = useDesk()
  return (
    <div className="scroll" tabIndex={readOnly ? 0 : undefined}>
      {children}
    </div>
  )
}
