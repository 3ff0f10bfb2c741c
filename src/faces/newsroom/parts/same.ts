/** True if two plain values hold the same, whatever the order of their keys; a key that is undefined is as good as absent. */
export function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, index) => same(item, other[index]))
    )
  }
  const mine = new Map(Object.entries(one).filter(([, value]) => value !== undefined))
  const theirs = new Map(Object.entries(other).filter(([, value]) => value !== undefined))
  return mine.size === theirs.size && [...mine].every(([key, value]) => theirs.has(key) && same(value, theirs.get(key)))
}
