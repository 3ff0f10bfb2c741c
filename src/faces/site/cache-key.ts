/**
 * The one name under which a page is kept, whatever else its address carries (campaign tags, click ids): the path, and `?page=` past the first.
 * Undefined for what is never kept: search, whose addresses are without number, and what is not the site's.
 */
export function cacheKeyOf(url: string): string | undefined {
  const [address = '/', asked] = url.split('#', 1)[0]?.split(/\?(.*)/s) ?? []
  if (NEVER_KEPT.test(address)) return undefined
  if (!asked) return address
  const page = /(?:^|&)page=([1-9]\d{0,3})(?:&|$)/.exec(asked)?.[1]
  return page === undefined || page === '1' ? address : `${address}?page=${page}`
}

const NEVER_KEPT =
  /^\/(search|api|newsroom|assets|photos|healthz|readyz|metrics|webhooks|give\/(confirm|thanks))(\/|$)/i
