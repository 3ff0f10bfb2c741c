import { describe, expect, it } from 'vitest'
import { isPublicAddress } from './index.ts'

const NOT_PUBLIC = [
  '0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1',
  '172.31.255.255', '192.0.0.192', '192.168.1.1', '198.18.0.1', '203.0.113.9', '224.0.0.1', '239.1.1.1', '255.255.255.255', '168.63.129.16',
  '::', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:a9fe:a9fe', '::127.0.0.1', '64:ff9b::a00:1', '64:ff9b::169.254.169.254',
  '64:ff9b:1::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '2001:db8::1', '2002:7f00:1::', '2001::1', '100::1',
  '3fff::1', 'not an address', '',
] // biome-ignore format: a list
const PUBLIC = [
  '1.1.1.1', '93.184.216.34', '172.15.0.1', '172.32.0.1', '100.63.0.1', '100.128.0.1', '192.167.1.1', '223.255.255.1', '2606:4700:4700::1111',
  '2a00:1450:4001::200e', '::ffff:93.184.216.34', '64:ff9b::93.184.216.34', '2001:4860:4860:0:0:0:0:8888',
] // biome-ignore format: a list

describe('a public address', () => {
  it('is none of this machine, this network, a cloud, a rehearsal or a crowd, in whichever way it is written', () => {
    expect(NOT_PUBLIC.filter(isPublicAddress)).toEqual([])
  })
  it('is what anyone on the internet may ask', () => {
    expect(PUBLIC.filter((address) => !isPublicAddress(address))).toEqual([])
  })
})
