import type { Body } from '#domains/stories/shared'

export type WireFormat =
  | 'ap-media'
  | 'nitf'
  | 'newsml-g2'
  | 'newsml-1.2'
  | 'ninjs'
  | 'anpa-1312'
  | 'iptc-7901'
  | 'rss'
  | 'atom'
  | 'json-feed'
  | 'rfc822'
  | 'plain-text'
  | 'ritzau'

export type WireType = 'text' | 'picture' | 'video' | 'audio' | 'graphic' | 'package' | 'other'
export type WireStatus = 'usable' | 'embargoed' | 'withheld' | 'killed'
export type Signal = 'new' | 'update' | 'writethru' | 'correction' | 'kill' | 'advisory' | 'alert' | 'add'

/** A code from a scheme, such as AP's categories or IPTC media topics. */
export interface Coded {
  readonly scheme: string
  readonly code: string
}

/** A picture that comes with an item. `href` is where the agency keeps it; sizes in pixels. */
export interface WirePhoto {
  readonly id: string
  readonly caption: string
  readonly creator: string
  readonly credit: string
  readonly href: string | null
  readonly width: number | null
  readonly height: number | null
}

/**
 * One item as an agency sent it, whatever the format. Instants are ISO 8601 in UTC. `id` stays the same through revisions;
 * `revisionKey` differs with each. `urgency` runs from 1 (flash) to 9. `ednote` is for editors and never for readers;
 * `contributors` are lines such as "(Reporting by Jane Roe)", which may be printed. `status` is what the agency said when it sent the item:
 * it stays `embargoed` when the time in `embargoUntil` is past, and whoever may publish compares that with the clock.
 */
export interface WireItem {
  readonly format: WireFormat
  readonly formatVersion: string
  readonly agency: string
  readonly provider: string
  readonly id: string
  readonly version: string
  readonly revisionKey: string
  readonly type: WireType
  readonly status: WireStatus
  readonly signal: Signal
  readonly advisory: boolean
  readonly embargoUntil: string | null
  readonly embargoUnknown: boolean
  readonly expiresAt: string | null
  readonly createdAt: string | null
  readonly revisedAt: string | null
  readonly urgency: number
  readonly headline: string
  readonly slugline: string
  readonly bylines: readonly { readonly name: string; readonly title: string }[]
  readonly credit: string
  readonly dateline: { readonly text: string; readonly place: string; readonly agency: string } | null
  readonly summary: string
  readonly body: Body
  readonly text: string
  readonly wordCount: number
  readonly ednote: string
  readonly contributors: readonly string[]
  readonly usageTerms: readonly string[]
  readonly categories: readonly Coded[]
  readonly subjects: readonly (Coded & { readonly name: string })[]
  readonly keywords: readonly string[]
  readonly photos: readonly WirePhoto[]
  readonly language: string
  readonly warnings: readonly string[]
  /** The ids of other items of the agency that this one kills, where it names them. */
  readonly kills?: readonly string[]
}
