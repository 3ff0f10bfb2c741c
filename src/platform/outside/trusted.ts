/**
 * True where an operator named the place, so that it may be a private address and at any port. Entries are hosts ("10.0.0.7",
 * "wire.local"), hosts with a port ("wire.local:8021", "[fd00::7]:22") or origins ("https://wire.local:8021").
 */
export function isTrusted(trusted: readonly string[], { host, port }: { host: string; port: number }): boolean {
  const wanted = plain(host)
  return trusted.some((entry) => {
    const named = read(entry)
    return named !== undefined && named.host === wanted && (named.port === undefined || named.port === port)
  })
}

function read(entry: string): { host: string; port: number | undefined } | undefined {
  const text = entry.trim()
  if (text === '') return undefined
  if (/^https?:\/\//i.test(text)) {
    if (!URL.canParse(text)) return undefined
    const url = new URL(text)
    return { host: plain(url.hostname), port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)) }
  }
  // More than one colon without brackets is an IPv6 address alone.
  if (!text.startsWith('[') && text.split(':').length > 2) return { host: plain(text), port: undefined }
  const [, host = '', port] = /^(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/.exec(text) ?? []
  return host === '' ? undefined : { host: plain(host), port: port === undefined ? undefined : Number(port) }
}

function plain(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
}
