import type { Body, PhotoUse } from './body.ts'
import type { Byline, Dateline } from './copy.ts'

/** A byline as readers see it, with the last part of the address of its staff page: /staff/{slug}/. */
export interface LiveByline extends Byline {
  readonly slug: string
}

/** A topic: /topics/{slug}/. */
export interface Topic {
  readonly slug: string
  readonly name: string
}

/** A correction as readers see it. */
export interface Correction {
  readonly id: string
  readonly text: string
  readonly placement: 'top' | 'foot'
  readonly at: Date
}

/** A story in a list: enough for a headline, a deck and a picture. `address` is its path on the site. */
export interface Teaser {
  readonly id: string
  readonly address: string
  readonly sectionId: string | null
  readonly headline: string
  readonly deck: string
  readonly kicker: string
  readonly agency: string
  readonly bylines: readonly LiveByline[]
  readonly lead: PhotoUse | null
  readonly publishedAt: Date
  readonly updatedAt: Date | null
}

/** Exactly what readers may see of a story. */
export interface LiveStory extends Teaser {
  readonly dateline: Dateline | null
  readonly body: Body
  readonly topics: readonly Topic[]
  readonly words: number
  readonly day: string
  readonly corrections: readonly Correction[]
  readonly related: readonly Teaser[]
}
