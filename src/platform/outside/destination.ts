import { lookup as systemLookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { isPublicAddress } from './public-address.ts'
import { OutsideError } from './trouble.ts'
import { isTrusted } from './trusted.ts'

/** An address to connect to: the very one that was checked. */
export interface Address {
  readonly address: string
  readonly family: 4 | 6
}

/** Finds the addresses of a name. Tests bring their own. */
export type Lookup = (host: string) => Promise<readonly { address: string; family: number }[]>

const LOOKUP_TIMEOUT_MS = 10_000

/**
 * Where to connect for a host (FTP, SFTP, IMAP), asked of the name service once. Connect to the address and not to the name: the name may
 * say something else the next time. Throws OutsideError for a host whose address is private, unless it is `trusted`.
 */
export async function addressFor(
  host: string,
  options: { port?: number; trusted?: readonly string[]; lookup?: Lookup; signal?: AbortSignal } = {},
): Promise<Address> {
  const [first] = await addressesFor(host, options)
  if (!first) throw new OutsideError('no-such-host', `There is no host ${host}.`)
  return first
}

/** All addresses of a host, every one of them checked: one private address among them and none is used. */
export async function addressesFor(
  host: string,
  {
    port = 0,
    trusted = [],
    lookup = system,
    signal = AbortSignal.timeout(LOOKUP_TIMEOUT_MS),
  }: { port?: number; trusted?: readonly string[]; lookup?: Lookup; signal?: AbortSignal },
): Promise<readonly Address[]> {
  const name = host.replace(/^\[|\]$/g, '')
  const literal = isIP(name)
  const found = literal ? [{ address: name, family: literal }] : await ask(name, lookup, signal)
  if (found.length === 0) throw new OutsideError('no-such-host', `There is no host ${name}.`)
  if (!isTrusted(trusted, { host: name, port }) && !found.every((one) => isPublicAddress(one.address))) {
    throw new OutsideError(
      'not-allowed',
      `${name} is an address inside this network. An operator can allow it by naming it in TRUSTED_OUTSIDE.`,
    )
  }
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))
}

const system: Lookup = (host) => systemLookup(host, { all: true, verbatim: true })

async function ask(name: string, lookup: Lookup, signal: AbortSignal) {
  // The system's own lookup cannot be stopped; we can stop waiting.
  let giveUp = () => {}
  const late = new Promise<never>((_, reject) => {
    giveUp = () => reject(new OutsideError('too-slow', `The name service took too long to find ${name}.`))
    signal.addEventListener('abort', giveUp, { once: true })
    if (signal.aborted) giveUp()
  })
  try {
    return await Promise.race([lookup(name), late])
  } catch (error) {
    if (error instanceof OutsideError) throw error
    throw new OutsideError('no-such-host', `There is no host ${name}.`, { cause: error })
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}
