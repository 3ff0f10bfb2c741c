/** What a JSON text says, or undefined where it is no JSON. For text from outside, where bad input is expected and no fault. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
