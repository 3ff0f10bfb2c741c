import { describe, expect, it } from 'vitest'
import { mayEnter, unprivileged } from './account.ts'

const nobody = { uid: 65534, gid: 65534 }

describe('the user the server runs as under root', () => {
  it('is 65534 where the system knows it', () => {
    expect(unprivileged('root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false')).toEqual(nobody)
  })
  it('is the nobody of the system where that has another number', () => {
    expect(unprivileged('root:x:0:0::/root:/bin/sh\nnobody:x:99:99::/:/bin/false')).toEqual({ uid: 99, gid: 99 })
  })
  it('is 65534 where the system knows nobody, or takes root for one', () => {
    expect(unprivileged('')).toEqual(nobody)
    expect(unprivileged('nobody:x:0:0::/:/bin/false')).toEqual(nobody)
  })
})

describe('passing a folder', () => {
  it('goes by the owner bits alone for its owner', () => {
    expect(mayEnter({ mode: 0o700, uid: 65534, gid: 0 }, nobody)).toBe(true)
    expect(mayEnter({ mode: 0o077, uid: 65534, gid: 0 }, nobody)).toBe(false)
  })
  it('goes by the group bits for its group, else by those of others', () => {
    expect(mayEnter({ mode: 0o710, uid: 0, gid: 65534 }, nobody)).toBe(true)
    expect(mayEnter({ mode: 0o710, uid: 0, gid: 0 }, nobody)).toBe(false)
    expect(mayEnter({ mode: 0o711, uid: 0, gid: 0 }, nobody)).toBe(true)
  })
})
