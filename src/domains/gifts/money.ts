/** A currency as ISO 4217 writes it. Amounts everywhere are whole minor units (cents). */
export type Currency = 'USD'

/** "$1,234.50"; whole dollars without their cents, "$35", unless `cents` asks for them. */
export function dollars(minor: number, { cents = false }: { cents?: boolean } = {}): string {
  const whole = Math.trunc(Math.abs(minor) / 100).toLocaleString('en-US')
  const rest = Math.abs(minor) % 100
  return `${minor < 0 ? '-' : ''}$${whole}${rest === 0 && !cents ? '' : `.${String(rest).padStart(2, '0')}`}`
}

// Card fee as Stripe publishes it for the United States: 2.9 percent and 30 cents.
const FEE_PER_MILLE = 29n
const FEE_FIXED = 30n

/** What the card company keeps of a charge, in minor units; half a cent is rounded up. */
export function cardFee(chargedMinor: number): number {
  return Number((BigInt(chargedMinor) * FEE_PER_MILLE + 500n) / 1000n + FEE_FIXED)
}

/** The least that must be added to a gift so that all of it arrives after the card fee, in minor units. Integers all the way. */
export function feeCover(giftMinor: number): number {
  let charged = Number(((BigInt(giftMinor) + FEE_FIXED) * 1000n) / (1000n - FEE_PER_MILLE)) - 1
  while (charged - cardFee(charged) < giftMinor) charged += 1
  return charged - giftMinor
}

/** An amount as a person types it ("35", "$1,250.00", "12.5") in minor units; undefined where it is none. */
export function minorFrom(typed: string): number | undefined {
  const found = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,2}))?$/.exec(typed.trim())
  if (!found) return undefined
  return Number((found[1] ?? '').replaceAll(',', '')) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
}
