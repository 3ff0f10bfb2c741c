/** The value as JSON that the database can keep: it takes neither the character NUL nor half of a surrogate pair. */
export function storable(value: unknown): string {
  const json = JSON.stringify(value)
  if (!/\\u(?:0000|d[89a-f])/.test(json)) return json
  return json.replace(/\\\\|\\u(?:0000|d[89a-f][0-9a-f]{2})/g, (found) =>
    found === '\\\\' ? found : found === '\\u0000' ? '' : '\ufffd',
  )
}
