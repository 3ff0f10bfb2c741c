/** An object of somebody's JSON: its fields by their names in small letters ("versionCreated" and "versioncreated" are one). */
export type Fields = ReadonlyMap<string, unknown>

// More than the longest story, and more entries than an agency's largest page has.
const TEXT_MAX = 5_000_000
const LIST_MAX = 5_000

/** The fields of a value; none when it is no object. Names such as "__proto__" are names like others. */
export function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map()
  const fields = new Map<string, unknown>()
  for (const [name, part] of Object.entries(value)) {
    const small = name.toLowerCase()
    if (!fields.has(small)) fields.set(small, part)
  }
  return fields
}

/** A value as text; '' where it is none. Figures count as text. */
export function textOf(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' ? value.slice(0, TEXT_MAX) : ''
}

/** The first of the named fields that has text in it; '' where none has. */
export function textIn(fields: Fields, ...names: string[]): string {
  for (const name of names) {
    const text = textOf(fields.get(name))
    if (text.trim() !== '') return text
  }
  return ''
}

/** What a field lists: the entries of a list, or the one thing there is instead. Empty where the field is absent or null. */
export function listIn(fields: Fields, name: string): readonly unknown[] {
  const value = fields.get(name)
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value.slice(0, LIST_MAX) : [value]
}

/** The objects a field lists. */
export function objectsIn(fields: Fields, name: string): Fields[] {
  return listIn(fields, name)
    .map(fieldsOf)
    .filter((entry) => entry.size > 0)
}

/** The texts a field lists. */
export function textsIn(fields: Fields, name: string): string[] {
  return listIn(fields, name)
    .map(textOf)
    .filter((text) => text.trim() !== '')
}

/** The entries of an object or a list, with the names they have there: renditions and associations come as either. */
export function entriesIn(fields: Fields, name: string): { readonly name: string; readonly entry: Fields }[] {
  const value = fields.get(name)
  if (Array.isArray(value)) {
    return objectsIn(fields, name).map((entry, at) => ({
      name: textIn(entry, 'name', 'rank') || String(at + 1),
      entry,
    }))
  }
  return [...fieldsOf(value)]
    .slice(0, LIST_MAX)
    .flatMap(([key, part]) => (Array.isArray(part) ? part.map((one) => [key, one] as const) : [[key, part] as const]))
    .map(([key, part]) => ({ name: key, entry: fieldsOf(part) }))
    .filter(({ entry }) => entry.size > 0)
}

/** A field's number, also where it is written as text; null where there is none. */
export function numberIn(fields: Fields, name: string): number | null {
  const text = textOf(fields.get(name)).trim()
  const number = text === '' ? Number.NaN : Number(text)
  return Number.isFinite(number) ? number : null
}
