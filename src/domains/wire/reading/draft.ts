import type { Body } from '#domains/stories/shared'
import type { Coded, Signal, WireFormat, WirePhoto, WireStatus, WireType } from '#wire/item.ts'

/**
 * What a format found in what an agency sent, before the rules that hold for all of them (`finished`). Nothing but the format and the
 * body is needed. Instants may be in any spelling agencies use. Bylines may be as printed ("By JANE ROE and JOHN DOE").
 */
export interface WireDraft {
  readonly format: WireFormat
  readonly body: Body
  readonly formatVersion?: string | undefined
  readonly agency?: string | undefined
  readonly provider?: string | undefined
  readonly id?: string | undefined
  readonly version?: string | undefined
  readonly revisionKey?: string | undefined
  readonly type?: WireType | undefined
  /** When the format says so outright; else it follows from `marks`, the embargo and the ednote. */
  readonly status?: WireStatus | undefined
  readonly signal?: Signal | undefined
  readonly advisory?: boolean | undefined
  /** An empty string is an embargo without an end. */
  readonly embargoUntil?: string | undefined
  /** When it may be released; an embargo only if that is after it was issued. */
  readonly releaseAt?: string | undefined
  readonly expiresAt?: string | undefined
  readonly createdAt?: string | undefined
  readonly revisedAt?: string | undefined
  readonly urgency?: number | string | undefined
  readonly headline?: string | undefined
  readonly slugline?: string | undefined
  readonly bylines?: readonly { readonly name: string; readonly title?: string | undefined }[] | undefined
  readonly credit?: string | undefined
  /** As printed: "NEW YORK (AP)", "Berlin". */
  readonly dateline?: string | undefined
  readonly summary?: string | undefined
  readonly ednote?: string | undefined
  readonly contributors?: readonly string[] | undefined
  readonly usageTerms?: readonly string[] | undefined
  readonly categories?: readonly Coded[] | undefined
  readonly subjects?: readonly (Coded & { readonly name: string })[] | undefined
  readonly keywords?: readonly string[] | undefined
  readonly photos?: readonly Partial<WirePhoto>[] | undefined
  readonly language?: string | undefined
  readonly warnings?: readonly string[] | undefined
  /** The ids of other items that this one kills, where it names them. */
  readonly kills?: readonly string[] | undefined
  /** Editorial types, signals, profiles, roles, statuses, as sent: "Kill", "sig:correction", "edStat:D", "NewsAlert". */
  readonly marks?: readonly string[] | undefined
  /** The text as NITF of its own, where it was kept beside the item. */
  readonly nitf?: string | undefined
  /** All words of the source's body, taken in another way than `body` was, so that lost words are noticed. */
  readonly wording?: string | undefined
}
