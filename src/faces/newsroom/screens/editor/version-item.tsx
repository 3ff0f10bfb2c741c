import type { VersionLine } from '#faces/api/contract'
import { Icon } from '#newsroom/parts/icon.tsx'
import { useZone } from '#newsroom/parts/me.ts'
import { fullTime, shortTime } from '#newsroom/parts/times.ts'

export const versionWords: Record<VersionLine['kind'], string> = {
  created: 'Started',
  autosaved: 'Saved by itself',
  saved: 'Saved',
  published: 'Published',
  corrected: 'Published with a correction',
  restored: 'Brought back',
  imported: 'Brought in',
  'set-aside': 'Set aside',
}

interface VersionItemProps {
  readonly line: VersionLine
  readonly picked: boolean
  readonly onPick: () => void
  readonly onLook: () => void
  readonly onRestore: (() => void) | undefined
}

/** One save in the list. */
export function VersionItem({ line, picked, onPick, onLook, onRestore }: VersionItemProps) {
  const zone = useZone()
  const when = shortTime(line.at, zone)
  const out = line.kind === 'published' || line.kind === 'corrected'
  const marks = [line.isCurrent && 'in hand', line.isLive && 'what readers see'].filter(Boolean).join(', ')
  return (
    <li className="ver">
      <input
        type="checkbox"
        checked={picked}
        onChange={onPick}
        aria-label={`Compare version ${line.number}, ${versionWords[line.kind].toLowerCase()}, ${when}`}
      />
      <div>
        <p>
          {out ? <Icon name="state-published" small /> : null} <b>{versionWords[line.kind]}</b>
          {marks ? <span className="quiet">, {marks}</span> : null}
          <br />
          <span className="quiet">
            {line.by}
            {line.note ? `. ${line.note}` : ''}
          </span>
        </p>
        <div className="btns">
          <button className="btn small bare" type="button" onClick={onLook}>
            Look<span className="vh"> at version {line.number}</span>
          </button>
          {onRestore ? (
            <button className="btn small bare" type="button" onClick={onRestore}>
              Go back to it…<span className="vh"> Version {line.number}</span>
            </button>
          ) : null}
        </div>
      </div>
      <time className="n" dateTime={line.at} title={fullTime(line.at, zone)}>
        {when}
      </time>
    </li>
  )
}
