import type { Body, Byline, Dateline } from '#domains/stories'

/**
 * A photo as the page showed it. `picture` is where the page says the picture is (a relative path, an address or a data: URI),
 * empty when it does not say. `isLead` is true for the photo that stood above the text.
 */
export interface ClippingPhoto {
  readonly caption: string
  readonly creator: string
  readonly credit: string
  readonly alt: string
  readonly picture: string
  readonly isLead: boolean
}

/**
 * A story read from a saved newspaper page, with its furniture left out. `publishedAt` is an ISO instant, or an ISO date where the page
 * gives no time that can be placed, or null. `section` is the path the page shows, the widest first. Photos below the lead also stand in
 * `body`, in order, without a picture. `warnings` are sentences: everything doubtful, and every sentence that was left out.
 */
export interface Clipping {
  readonly headline: string
  readonly deck: string
  readonly bylines: Byline[]
  readonly agency: string
  readonly section: string[]
  readonly dateline: Dateline | null
  readonly publishedAt: string | null
  readonly photos: ClippingPhoto[]
  readonly body: Body
  readonly paragraphs: string[]
  readonly warnings: string[]
}

/** What is known about the reader's side: the name of our paper, and the zone in which a page's clock times are meant. */
export interface ReadingOptions {
  readonly paperName?: string
  readonly zone?: string
}
