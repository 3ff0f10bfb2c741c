import { isIP } from 'node:net'

/**
 * True if a key given for one address may be shown at the other: both on the same host, or below the same registered name, and never
 * over an open line if the first was closed.
 */
export function isSameFamily(address: string, given: string): boolean {
  if (!URL.canParse(address) || !URL.canParse(given)) return false
  const [one, other] = [new URL(address), new URL(given)]
  if (other.protocol === 'https:' && one.protocol !== 'https:') return false
  if (one.hostname === other.hostname) return true
  const family = familyOf(other.hostname)
  return family !== undefined && familyOf(one.hostname) === family
}

// What stands for the list of public suffixes, which is long and out of date the day it is copied: names below these belong to strangers.
const SHARED_SECOND: readonly string[] = [
  'co',
  'com',
  'org',
  'net',
  'ac',
  'gov',
  'edu',
  'or',
  'ne',
  'go',
  'gob',
  'nom',
  'mil',
  'id',
  'web',
]
const SHARED_NAMES: readonly string[] = [
  'amazonaws.com', 'cloudfront.net', 'azureedge.net', 'windows.net', 'azurewebsites.net', 'googleapis.com', 'appspot.com', 'web.app',
  'github.io', 'netlify.app', 'vercel.app', 'herokuapp.com', 'pages.dev', 'workers.dev', 'r2.dev', 'fastly.net', 'akamaized.net',
  'digitaloceanspaces.com', 'blogspot.com', 'wordpress.com',
] // biome-ignore format: a list

function familyOf(host: string): string | undefined {
  if (host.startsWith('[') || isIP(host)) return undefined
  const labels = host.replace(/\.$/, '').split('.')
  const [second = '', top = ''] = labels.slice(-2)
  if (SHARED_NAMES.includes(`${second}.${top}`)) return undefined
  const most = top.length === 2 && SHARED_SECOND.includes(second) ? 3 : 2
  return labels.length < most ? undefined : labels.slice(-most).join('.')
}
