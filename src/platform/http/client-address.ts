import { BlockList, isIP } from 'node:net'

/**
 * Who is really asking. Behind proxies that are trusted (addresses or CIDR blocks) it is the last address in X-Forwarded-For
 * that is not one of them; otherwise whoever is connected, because anyone may write that header.
 */
export function clientAddress(
  connected: string | undefined,
  forwardedFor: string | undefined,
  trusted: readonly string[],
): string {
  const peer = plain(connected ?? '')
  if (trusted.length === 0 || !forwardedFor) return peer
  const isTrusted = trustOf(trusted)
  if (!isTrusted(peer)) return peer
  const hops = forwardedFor.split(',').map((hop) => plain(hop.trim()))
  return hops.findLast((hop) => isIP(hop) !== 0 && !isTrusted(hop)) ?? peer
}

function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

const lists = new Map<string, BlockList>()

function trustOf(trusted: readonly string[]): (address: string) => boolean {
  const name = trusted.join()
  let list = lists.get(name)
  if (!list) {
    list = new BlockList()
    for (const entry of trusted) {
      const [address = '', bits] = entry.split('/')
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
      if (isIP(address) === 0) continue
      if (bits === undefined) list.addAddress(address, family)
      else list.addSubnet(address, Number(bits), family)
    }
    lists.set(name, list)
  }
  const found = list
  return (address) => isIP(address) !== 0 && found.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}
