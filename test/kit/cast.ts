import type { Actor, Work } from '#domains/accounts'
import type { Db } from '#platform/db'

/** The people of the tests' newsroom. */
export const cast = {
  ada: staff('ada', 'Ada Moreno', 'admin'),
  ana: staff('ana', 'Ana Whitfield', 'editor'),
  ben: staff('ben', 'Ben Ortiz', 'reporter'),
  cam: staff('cam', 'Cam Ivers', 'copy'),
  pip: staff('pip', 'Pip Dasan', 'photo'),
  bea: staff('bea', 'Bea Lund', 'business'),
  cora: { kind: 'reader', personId: 'cora' },
} as const satisfies Record<string, Actor>

function staff<const role extends 'admin' | 'editor' | 'copy' | 'reporter' | 'photo' | 'business'>(
  personId: string,
  name: string,
  role: role,
) {
  return { kind: 'staff', personId, name, role } as const
}

/** A change in the tests: by Ana the editor at noon of a Tuesday in Cheney Falls, unless said otherwise. */
export function workOf(
  db: Db,
  { by = cast.ana, at = new Date('2026-11-24T20:00:00Z') }: { by?: Actor; at?: Date } = {},
): Work {
  return { db, by, at }
}
