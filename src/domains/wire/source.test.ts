import { describe, expect, it } from 'vitest'
import { folderOf, isOtherContent, isSamePlace, obstacleToSource, pauseAfter } from './source.ts'

describe('what a source lacks', () => {
  it('is said of each kind', () => {
    expect(obstacleToSource({ kind: 'folder', settings: { path: ' ' } })).toBe('no-path')
    expect(obstacleToSource({ kind: 'http', settings: { url: 'ftp://x' } })).toBe('no-url')
    expect(obstacleToSource({ kind: 'sftp', settings: {} })).toBe('no-host')
    expect(obstacleToSource({ kind: 'imap', settings: { host: 'mail.example' } })).toBe('no-user')
    expect(obstacleToSource({ kind: 'imap', settings: { host: 'mail.example', user: 'wire' } })).toBe('no-sender')
  })
  it('is nothing when all is there', () => {
    expect(obstacleToSource({ kind: 'folder', settings: { path: 'in' } })).toBeUndefined()
    expect(obstacleToSource({ kind: 'ap-media', settings: { url: 'https://api.example/feed' } })).toBeUndefined()
    expect(obstacleToSource({ kind: 'push', settings: {} })).toBeUndefined()
  })
})

describe('a watched folder', () => {
  const places = { home: '/data/wire', allowed: ['/mnt/agency'] }
  it('is below the data folder, or where an operator allowed it', () => {
    expect(folderOf('in', places)).toBe('/data/wire/in')
    expect(folderOf('wire/in', places)).toBe('/data/wire/in')
    expect(folderOf('/mnt/agency/ap', places)).toBe('/mnt/agency/ap')
  })
  it.each(['..', '../keys', 'in/../../database', '/etc', '/mnt/agency2', '/data/wire/../keys'])(
    'is never %s',
    (path) => {
      expect(folderOf(path, places)).toBeUndefined()
    },
  )
})

describe('the pause after a failure', () => {
  it('doubles, up to half an hour', () => {
    expect([1, 2, 3, 4].map((n) => pauseAfter(n, 60, 1))).toEqual([60_000, 120_000, 240_000, 480_000])
    expect(pauseAfter(50, 60, 1)).toBe(1_800_000)
  })
  it('is never shorter than the usual wait of a slow source', () => {
    expect(pauseAfter(9, 86_400, 1)).toBe(86_400_000)
  })
  it('is spread by a quarter, so that not all come back at once', () => {
    expect(pauseAfter(1, 60, 0)).toBe(45_000)
  })
})

describe('a password that is kept', () => {
  const ap = { kind: 'ap-media', settings: { url: 'https://api.example/feed' } } as const
  it('stays with the place it was given for', () => {
    expect(isSamePlace(ap, { kind: 'ap-media', settings: { url: 'https://api.example/other' } })).toBe(true)
    expect(isSamePlace(ap, { kind: 'ap-media', settings: { url: 'https://elsewhere.example/feed' } })).toBe(false)
    expect(isSamePlace(ap, { kind: 'http', settings: { url: 'https://api.example/feed' } })).toBe(false)
  })
  it('is for another content when the address differs', () => {
    expect(isOtherContent(ap, { kind: 'ap-media', settings: { url: 'https://api.example/other' } })).toBe(true)
    expect(isOtherContent(ap, ap)).toBe(false)
  })
})
