/** What kind of body receives a gift. An outside fund takes gifts at its own address, never here. */
export const ENTITY_KINDS = ['taxable', '501c3', 'fiscal-sponsor', 'outside-fund'] as const
export type EntityKind = (typeof ENTITY_KINDS)[number]

/** `practice` is a rehearsal: its money is not real and never meets that of a live entity. */
export type Mode = 'live' | 'practice'

/** Who receives gifts, as the version in force tells of it. */
export interface Entity {
  readonly id: string
  readonly slug: string
  readonly kind: EntityKind
  readonly mode: Mode
  readonly statementId: string
  readonly statementVersion: number
  readonly legalName: string
  readonly city: string
  readonly ein: string
  /** The sentence that stands above the button, in receipts and mails. */
  readonly statement: string
  /** Where a check is mailed, as lines of an address. */
  readonly checksTo: string
  readonly registrations: string
}

/** What is said of a recipient. Each change is a new version; old ones stay with the gifts given under them. */
export interface Saying {
  readonly legalName: string
  readonly city: string
  readonly ein?: string
  readonly statement?: string
  readonly checksTo?: string
  readonly registrations?: string
}

/** The sentence for a kind of recipient, where counsel has not written another. For a taxable one it is the safe-harbor wording of IRS Notice 88-120. */
export function standardStatement(
  kind: EntityKind,
  { legalName, ein = '' }: Pick<Saying, 'legalName' | 'ein'>,
): string {
  const number = ein ? ` (EIN ${ein})` : ''
  switch (kind) {
    case 'taxable':
      return `Contributions or gifts to ${legalName} are not deductible as charitable contributions for Federal income tax purposes.`
    case '501c3':
      return `${legalName}${number} is a nonprofit under section 501(c)(3) of the Internal Revenue Code. Gifts to it are deductible as the law allows.`
    case 'fiscal-sponsor':
      return `Your gift goes to ${legalName}${number}, a nonprofit under section 501(c)(3) that is the fiscal sponsor of this work. Gifts to it are deductible as the law allows.`
    case 'outside-fund':
      return `${legalName} takes gifts to this fund at its own address and tells you there whether they are deductible.`
  }
}

/** Only gifts to these are donations in the sense of the law. */
export function isCharity(kind: EntityKind): boolean {
  return kind === '501c3' || kind === 'fiscal-sponsor'
}

/** Who receives, and where: "The Inland Sentinel Co., Cheney Falls, Washington". */
export function recipientLine({ legalName, city }: Pick<Entity, 'legalName' | 'city'>): string {
  return `${legalName}, ${city}`
}

/** A sentence of ours that promises a deduction which a taxable recipient cannot give, or nothing. */
export function obstacleToStatement(kind: EntityKind, statement: string): 'promises-a-deduction' | undefined {
  if (kind !== 'taxable') return undefined
  return /deductib/i.test(statement) && !/\bnot\b[^.]*deductib/i.test(statement) ? 'promises-a-deduction' : undefined
}
