import { Link } from '@tanstack/react-router'
import type { WireRail } from '#faces/api/contract'
import { Icon, type IconName } from '#newsroom/parts/icon.tsx'
import { useMe } from '#newsroom/parts/me.ts'
import type { WireSearch } from '#newsroom/router.tsx'

interface RailProps {
  readonly rail: WireRail | undefined
  readonly search: WireSearch
  readonly onEdit: (deskId: string) => void
}

const NEEDS = [
  { view: 'stopped', count: 'stopped', label: 'Kills, corrections', icon: 'stop', asks: true },
  { view: 'behind', count: 'behind', label: 'Newer than ours', icon: 'again', asks: true },
  { view: 'embargoed', count: 'embargoed', label: 'Embargoed', icon: 'clock', asks: false },
  { view: 'held', count: 'held', label: 'Held', icon: 'hold', asks: false },
  { view: 'spiked', count: 'spikedToday', label: 'Spiked today', icon: 'spike', asks: false },
  { view: 'expiring', count: 'expiring', label: 'Rights running out', icon: 'look', asks: false },
] as const satisfies readonly {
  view: NonNullable<WireSearch['view']>
  count: keyof WireRail['needs']
  label: string
  icon: IconName
  asks: boolean
}[]

/** Desks and kept searches, what needs someone, and where it all comes from. On a phone a row to be pushed sideways. */
export function Rail({ rail, search, onEdit }: RailProps) {
  const { person } = useMe()
  const isEditor = person.role === 'admin' || person.role === 'editor'
  const desks = rail?.desks.filter((desk) => !desk.own) ?? []
  const own = rail?.desks.filter((desk) => desk.own) ?? []
  const quiet = rail?.sources.filter((source) => source.note !== '') ?? []
  const everything = !search.desk && !search.source && (!search.view || search.view === 'unread')
  return (
    <nav className="rail scroll" aria-label="Desks and sources">
      <h2>Desks</h2>
      <ul>
        <li>
          <Place search={{}} here={everything} label="All of the wire" count={rail?.unread} />
        </li>
        {desks.map((desk) => (
          <Kept key={desk.id} desk={desk} search={search} onEdit={isEditor ? onEdit : undefined} />
        ))}
      </ul>
      {own.length > 0 ? (
        <>
          <h2>Your searches</h2>
          <ul>
            {own.map((desk) => (
              <Kept key={desk.id} desk={desk} search={search} onEdit={onEdit} />
            ))}
          </ul>
        </>
      ) : null}
      <h2>Needs us</h2>
      <ul>
        {NEEDS.map(({ view, count, label, icon, asks }) => {
          const number = rail?.needs[count]
          if (view === 'expiring' && !number) return null
          return (
            <li key={view}>
              <Place
                search={{ view }}
                here={search.view === view && !search.desk && !search.source}
                label={label}
                icon={icon}
                count={number}
                asks={asks && Boolean(number)}
              />
            </li>
          )
        })}
      </ul>
      <h2>Sources</h2>
      <ul>
        {rail?.sources.map((source) => (
          <li key={source.id}>
            <Place
              search={{ source: source.id }}
              here={search.source === source.id}
              label={source.name}
              count={source.today}
              {...(source.isQuiet || source.failing ? { icon: 'look' as const } : {})}
            />
          </li>
        ))}
      </ul>
      {rail && rail.sources.length === 0 ? <p className="note">Nothing comes in yet: no source is set up.</p> : null}
      {isEditor ? (
        <p className="note">
          <Link to="/wire/sources">Arrange the sources</Link>
        </p>
      ) : null}
      {quiet.map((source) => (
        <p className="note" key={source.id}>
          {source.note}
        </p>
      ))}
    </nav>
  )
}

interface KeptProps {
  readonly desk: WireRail['desks'][number]
  readonly search: WireSearch
  readonly onEdit: ((deskId: string) => void) | undefined
}

function Kept({ desk, search, onEdit }: KeptProps) {
  const here = search.desk === desk.id
  return (
    <li className={here && onEdit ? 'editable' : undefined}>
      <Place search={{ desk: desk.id }} here={here} label={desk.name} count={desk.unread} />
      {here && onEdit ? (
        <button
          className="btn bare small icon"
          type="button"
          aria-label={`Change ${desk.name}`}
          onClick={() => onEdit(desk.id)}
        >
          <Icon name="more" small />
        </button>
      ) : null}
    </li>
  )
}

interface PlaceProps {
  readonly search: WireSearch
  readonly here: boolean
  readonly label: string
  readonly count: number | undefined
  readonly icon?: IconName
  readonly asks?: boolean
}

function Place({ search, here, label, count, icon, asks = false }: PlaceProps) {
  return (
    <Link
      to="/wire"
      search={search}
      activeProps={{ 'aria-current': undefined }}
      {...(here ? { 'aria-current': true } : {})}
    >
      {icon ? <Icon name={icon} /> : null}
      <span className="name">{label}</span>
      <span className={asks ? 'n red' : 'n'}>{count?.toLocaleString('en-US') ?? ''}</span>
    </Link>
  )
}
