import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { apTime } from '#domains/paper/shared'
import { readMe } from '#newsroom/api-calls.ts'
import { EventsProvider } from '#newsroom/parts/events.tsx'
import { Icon } from '#newsroom/parts/icon.tsx'
import { Caps, useBoard, useKeys } from '#newsroom/parts/keys.tsx'
import { MeProvider, useMe } from '#newsroom/parts/me.ts'
import { Failed, Loading } from '#newsroom/parts/rest.tsx'
import { useRail, useRailLive } from '#newsroom/parts/wire-rail.ts'
import { AccountMenu } from './account-menu.tsx'
import { AlarmBar } from './alarm-bar.tsx'
import { AllKeys } from './all-keys.tsx'
import { ComeBack } from './come-back.tsx'
import { FindDialog } from './find-dialog.tsx'
import { Waiting } from './waiting.tsx'

/** Everything around the work: nameplate, places to go, finding, the clock, and the keys at the foot. */
export function Shell() {
  const me = useQuery({ queryKey: ['me'], queryFn: readMe, staleTime: 60_000 })
  if (me.isPending) return <Loading what="the newsroom" />
  if (me.isError) return <Failed error={me.error} again={() => void me.refetch()} />
  return (
    <MeProvider value={me.data}>
      <EventsProvider>
        <Room />
      </EventsProvider>
    </MeProvider>
  )
}

function Room() {
  const { paper, may } = useMe()
  const navigate = useNavigate()
  useRailLive()
  const [finding, setFinding] = useState(false)
  const [keysOpen, setKeysOpen] = useState(false)
  useKeys([
    { keys: 'Ctrl+K', label: 'Find a story or a command', run: () => setFinding(true), hidden: true },
    { keys: '?', label: 'All keys', run: () => setKeysOpen(true), hidden: true },
    ...(may.draft
      ? [{ keys: 'G W', label: 'Go to the wire', run: () => void navigate({ to: '/wire' }), hidden: true }]
      : []),
    { keys: 'G S', label: 'Go to stories', run: () => void navigate({ to: '/' }), hidden: true },
    { keys: 'G P', label: 'Go to photos', run: () => void navigate({ to: '/photos' }), hidden: true },
  ])
  return (
    <div className="app">
      {/* biome-ignore lint/a11y/useValidAnchor: it goes where its address says; the press only spares the address */}
      <a className="skip" href="#work" onClick={focusWork}>
        Skip to the work
      </a>
      <header className="top">
        <Link className="mark" to="/">
          {paper.name}
        </Link>
        <Places />
        <button className="find" type="button" onClick={() => setFinding(true)}>
          <Icon name="search" />
          <span>Find a story or a command</span>
          <Caps keys="Ctrl K" />
        </button>
        <Clock zone={paper.zone} />
        <Waiting />
        <AccountMenu onKeys={() => setKeysOpen(true)} />
      </header>
      <div className="notices">
        <AlarmBar />
        <ComeBack />
      </div>
      <Outlet />
      <KeyBar onAll={() => setKeysOpen(true)} />
      {finding ? <FindDialog onClose={() => setFinding(false)} /> : null}
      {keysOpen ? <AllKeys onClose={() => setKeysOpen(false)} /> : null}
    </div>
  )
}

// The address's hash says which panel of the editor is open, so the skip link moves focus without touching it.
function focusWork(event: React.MouseEvent): void {
  event.preventDefault()
  const work = document.getElementById('work')
  work?.setAttribute('tabindex', '-1')
  work?.focus()
}

function Places() {
  const { may, mailIsKept } = useMe()
  const { pathname } = useLocation()
  const unread = useRail().data?.unread
  const places: readonly { to: string; label: string; here: boolean; count?: number | undefined }[] = [
    ...(may.draft ? [{ to: '/wire', label: 'Wire', here: pathname.startsWith('/wire'), count: unread }] : []),
    { to: '/', label: 'Stories', here: pathname === '/' || pathname.startsWith('/stories') },
    { to: '/photos', label: 'Photos', here: pathname.startsWith('/photos') },
    ...(may.manageStaff ? [{ to: '/staff', label: 'Staff', here: pathname.startsWith('/staff') }] : []),
    ...(may.arrangePaper ? [{ to: '/paper', label: 'Paper', here: pathname.startsWith('/paper') }] : []),
    ...(may.seeOutbox && mailIsKept ? [{ to: '/outbox', label: 'Outbox', here: pathname.startsWith('/outbox') }] : []),
  ]
  return (
    <nav aria-label="Newsroom">
      {places.map(({ to, label, here, count }) => (
        <Link
          key={to}
          to={to}
          activeProps={{ 'aria-current': undefined }}
          {...(here ? { 'aria-current': 'page' } : {})}
        >
          {label}
          {count ? (
            <>
              {' '}
              <span className="n">{count >= 999 ? '999+' : count}</span>
              <span className="vh"> unread</span>
            </>
          ) : null}
        </Link>
      ))}
    </nav>
  )
}

function Clock({ zone }: { readonly zone: string }) {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 5_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <p className="clock">
      <time dateTime={now.toISOString()} title={zone}>
        {apTime(now, zone)}
      </time>
    </p>
  )
}

function KeyBar({ onAll }: { readonly onAll: () => void }) {
  const { all } = useBoard()
  return (
    <footer className="keys">
      {all
        .filter((key) => !key.hidden)
        .map((key) => (
          <span key={key.keys}>
            <Caps keys={key.keys} />
            {key.label}
          </span>
        ))}
      <button className="push" type="button" onClick={onAll}>
        <Caps keys="?" />
        All keys
      </button>
    </footer>
  )
}
