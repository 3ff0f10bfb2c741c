const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** True if only this machine can open the address. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.includes(hostname)
}

/**
 * Where the paper may be opened from: its address, and on one's own machine the other spellings of it too,
 * since a newcomer may type either. The first is the address itself.
 */
export function loopbackTwins(siteUrl: URL): URL[] {
  if (!isLoopback(siteUrl.hostname)) return [siteUrl]
  const others = LOOPBACK.filter((hostname) => hostname !== siteUrl.hostname)
  return [siteUrl, ...others.map((hostname) => new URL(siteUrl.href.replace(siteUrl.hostname, hostname)))]
}
