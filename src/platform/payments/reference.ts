/** The id of what is told of by id or whole; empty where there is none. */
export function idOf(reference: string | { id: string } | null): string {
  return reference === null ? '' : typeof reference === 'string' ? reference : reference.id
}

/** The instant of a time as the processor writes it. */
export function instant(unixSeconds: number): Date {
  return new Date(unixSeconds * 1000)
}

/** A time as the processor writes it. */
export function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}
