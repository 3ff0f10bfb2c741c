import type { ReactNode } from 'react'
import { sentenceOf } from '#newsroom/api-client.ts'
import { Icon } from './icon.tsx'

/** Shown while the first answer is on its way. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <p className="loading" role="status">
      Getting {what}…
    </p>
  )
}

/** Shown when an answer did not come; the person may ask again. */
export function Failed({ error, again }: { readonly error: unknown; readonly again: () => void }) {
  return (
    <div className="empty" role="alert">
      <h2>That did not come through</h2>
      <p>{sentenceOf(error)}</p>
      <button className="btn" type="button" onClick={again}>
        Try again
      </button>
    </div>
  )
}

interface EmptyProps {
  readonly title: string
  /** True where it is all there is on the screen. */
  readonly whole?: boolean
  readonly children?: ReactNode
}

/** Shown when there is nothing to show. */
export function Empty({ title, whole = false, children }: EmptyProps) {
  return (
    <div className="empty">
      {whole ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children}
    </div>
  )
}

/** A line that asks for a person's attention, under the nameplate or in a panel. */
export function Notice({
  asks = false,
  children,
  actions,
}: {
  readonly asks?: boolean
  readonly children: ReactNode
  readonly actions?: ReactNode
}) {
  return (
    <div className={asks ? 'notice asks' : 'notice'} role="status">
      <Icon name={asks ? 'look' : 'note'} />
      <p>{children}</p>
      {actions ? <div className="btns">{actions}</div> : null}
    </div>
  )
}
