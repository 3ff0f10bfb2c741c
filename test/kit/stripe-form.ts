/** A form as Stripe's API takes it: `line_items[0][price_data][currency]=usd` as objects in objects. */
export interface Form {
  [key: string]: string | Form
}

/** Reads a form-encoded body or query. */
export function decodeForm(text: string): Form {
  const form: Form = Object.create(null)
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.replaceAll(']', '').split('[')
    let place = form
    for (const key of path.slice(0, -1)) {
      const inner = place[key]
      const next: Form = typeof inner === 'object' ? inner : Object.create(null)
      place[key] = next
      place = next
    }
    place[path.at(-1) ?? ''] = value
  }
  return form
}

/** The text at a path in a form, or nothing. */
export function textAt(form: Form, ...path: readonly string[]): string {
  let place: string | Form | undefined = form
  for (const key of path) place = typeof place === 'object' ? place[key] : undefined
  return typeof place === 'string' ? place : ''
}
