import '#newsroom/styles/wire.css'
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { WireLine } from '#faces/api/contract'
import { Icon } from '#newsroom/parts/icon.tsx'
import { useMe } from '#newsroom/parts/me.ts'
import { Empty, Loading } from '#newsroom/parts/rest.tsx'
import { useVoice } from '#newsroom/parts/say.tsx'
import { useTitle } from '#newsroom/parts/title.ts'
import { useCountRead, useRail } from '#newsroom/parts/wire-rail.ts'
import type { WireSearch } from '#newsroom/router.tsx'
import { PullSheet } from '#newsroom/screens/pull-sheet.tsx'
import type { Narrowing } from '#newsroom/wire-calls.ts'
import { DeskSheet } from './desk-sheet.tsx'
import { EmbargoSheet } from './embargo-sheet.tsx'
import { ListBar } from './list-bar.tsx'
import { Listed } from './listed.tsx'
import { priorityOf } from './marks.ts'
import { Rail } from './rail.tsx'
import { PANELS, type Panel, Reader } from './reader.tsx'
import { titleOf } from './titles.ts'
import { useChanges } from './use-changes.ts'
import { useDeeds } from './use-deeds.ts'
import { useItem } from './use-item.ts'
import { useLines } from './use-lines.ts'
import { useWireKeys } from './wire-keys.ts'

/** The wire desk, or why it is not for this person. */
export function Wire() {
  const { may } = useMe()
  useTitle('Wire')
  if (may.draft) return <WireDesk />
  return (
    <main id="work">
      <Empty title="The wire is for the newsroom" whole>
        <p>Your role does not include it. Ask an administrator if it should.</p>
      </Empty>
    </main>
  )
}

/** What came in from the agencies: desks beside the list, the list, and the item being read. */
function WireDesk() {
  const search = useSearch({ from: '/wire' })
  const { hash } = useLocation()
  const navigate = useNavigate()
  const { whisper } = useVoice()
  const { may } = useMe()
  const rail = useRail()
  const countRead = useCountRead()
  const [reach, setReach] = useState(0)
  const [reading, setReading] = useState<string>()
  const [sheet, setSheet] = useState<'pull' | 'embargo' | { desk: string | undefined }>()
  const filterBox = useRef<HTMLInputElement>(null)
  const text = useRef<HTMLDivElement>(null)
  const panel: Panel = PANELS.find((name) => name === hash) ?? 'story'

  const { item: selected, ...narrowing } = search
  const filter = useMemo<Narrowing>(
    () => filterOf({ desk: narrowing.desk, view: narrowing.view, source: narrowing.source, q: narrowing.q }),
    [narrowing.desk, narrowing.view, narrowing.source, narrowing.q],
  )
  const list = useLines(filter, (fresh) => {
    const urgent = fresh.find(priorityOf)
    if (urgent) whisper(`${priorityOf(urgent)?.word}: ${urgent.headline}`)
  })
  const query = useItem(selected, reading)
  const item = query.data?.id === selected ? query.data : undefined
  const line: WireLine | undefined = list.lines.shown.find(({ id }) => id === selected) ?? item

  function show(change: Partial<WireSearch>, how: { panel?: Panel; replace?: boolean } = {}) {
    const next = how.panel ?? ('item' in change ? 'story' : panel)
    void navigate({
      to: '/wire',
      search: { ...search, ...change },
      ...(next === 'story' ? {} : { hash: next }),
      replace: how.replace ?? true,
      resetScroll: false,
    })
  }
  function select(id: string | undefined, from: 'press' | 'move' | 'deed') {
    if (id !== selected) {
      setReading(undefined)
      // On a phone the item lies over the list, and Back must lead to the list again.
      show({ item: id }, { replace: selected !== undefined || from === 'move' })
      text.current?.scrollTo({ top: 0 })
    }
    if (from !== 'press') setReach((now) => now + 1)
  }
  const deeds = useDeeds({ list, view: search.view ?? 'all', selected, select: (id) => select(id, 'deed') })
  const changing = useChanges(item, {
    isOpen: panel === 'changes',
    onDone: () => show({}, { panel: 'story' }),
  })

  // What is shown has been read.
  const readId = item?.id
  const seen = useRef('')
  useEffect(() => {
    if (!readId) return
    const was = list.lines.shown.find(({ id }) => id === readId)
    if (was?.unread && seen.current !== `${readId} ${was.cursor}`) countRead()
    if (was) seen.current = `${readId} ${was.cursor}`
    list.read(readId)
  }, [readId, list, countRead])

  useWireKeys({
    lines: list.lines,
    selected: line,
    item,
    panel,
    deeds,
    changing,
    mayPull: may.publish,
    select: (id) => select(id, 'move'),
    showPanel: (next) => show({}, { panel: next }),
    showNewer: list.showNewer,
    filter: () => filterBox.current?.focus(),
    focusText: () => text.current?.focus(),
    pull: () => setSheet('pull'),
    back: () => show({ item: undefined }),
  })

  const desk = rail.data?.desks.find(({ id }) => id === search.desk)
  const title = titleOf(search, rail.data)
  return (
    <main id="work" className={selected ? 'wire reading' : 'wire'}>
      <Rail rail={rail.data} search={search} onEdit={(id) => setSheet({ desk: id })} />
      <section className="list" aria-labelledby="desk">
        <ListBar
          title={title}
          lines={list.lines}
          words={search.q ?? ''}
          onWords={(q) => show({ q: q || undefined })}
          isUnread={search.view === 'unread'}
          onUnread={(only) => show({ view: only ? 'unread' : undefined })}
          filter={filterBox}
          onKeep={Object.keys(filter).length > 0 && !search.desk ? () => setSheet({ desk: undefined }) : undefined}
        />
        <Listed
          list={list}
          title={title}
          narrowed={Object.keys(filter).length > 0}
          search={search}
          onAll={() => show({ q: undefined, view: undefined, source: undefined, desk: undefined })}
          selected={selected}
          onSelect={(chosen, how) => select(chosen.id, how)}
          reach={reach}
        />
      </section>
      {line ? (
        <Reader
          line={line}
          item={item}
          error={query.error}
          again={() => void query.refetch()}
          panel={panel}
          onPanel={(next) => show({}, { panel: next })}
          reading={reading}
          onReading={(revisionId) => {
            setReading(revisionId)
            show({}, { panel: 'story' })
          }}
          changing={changing}
          deeds={deeds}
          text={text}
          onUpdate={() =>
            panel === 'changes' && changing.isReady ? changing.update(false) : show({}, { panel: 'changes' })
          }
          onPull={() => setSheet('pull')}
          onEmbargo={() => setSheet('embargo')}
          onBack={() => show({ item: undefined })}
        />
      ) : (
        <Unread isAsking={selected !== undefined && query.isPending} error={query.error} />
      )}
      {sheet === 'pull' && line ? <PullSheet itemId={line.id} onClose={() => setSheet(undefined)} /> : null}
      {sheet === 'embargo' && line ? (
        <EmbargoSheet
          line={line}
          onClose={() => setSheet(undefined)}
          onDecided={(now) => {
            list.put(now)
            void query.refetch()
          }}
        />
      ) : null}
      {typeof sheet === 'object' ? (
        <DeskSheet
          desk={rail.data?.desks.find(({ id }) => id === sheet.desk)}
          filter={filter}
          onClose={() => setSheet(undefined)}
          onDone={(deskId) => {
            void rail.refetch()
            void navigate({ to: '/wire', search: deskId ? { desk: deskId } : {} })
            if (desk) list.askAgain()
          }}
        />
      ) : null}
    </main>
  )
}

/** The reading pane before anything is chosen. */
function Unread({ isAsking, error }: { readonly isAsking: boolean; readonly error: unknown }) {
  return (
    <aside className="reader none" aria-label="Reading pane">
      {error ? (
        <Empty title="It is not on the wire">
          <p>It may have been there once. Choose a story from the list.</p>
        </Empty>
      ) : isAsking ? (
        <Loading what="the story" />
      ) : (
        <Empty title="Nothing open">
          <p>
            <Icon name="left" small /> Choose a story, or move with <kbd>J</kbd> and <kbd>K</kbd>.
          </p>
        </Empty>
      )}
    </aside>
  )
}

function filterOf(search: Readonly<Record<string, string | undefined>>): Narrowing {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== ''))
}
