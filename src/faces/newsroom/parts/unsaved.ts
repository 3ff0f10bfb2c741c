// Whether this window holds words the server does not have. Leaving for the sign-in page would ask about them, so then we stay.
let held = false

/** Says whether there are words here that are not on the server. */
export function holdUnsaved(now: boolean): void {
  held = now
}

/** True while this window should not be left without asking. */
export function holdsUnsaved(): boolean {
  return held
}
