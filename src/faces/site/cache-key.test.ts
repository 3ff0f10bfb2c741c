import { describe, expect, it } from 'vitest'
import { cacheKeyOf } from './cache-key.ts'

describe('the name under which a page is kept', () => {
  it('is its path', () => {
    expect(cacheKeyOf('/news/schools/')).toBe('/news/schools/')
  })
  it('keeps the page of a list', () => {
    expect(cacheKeyOf('/news/?page=2')).toBe('/news/?page=2')
  })
  it('is the same for the first page, with its number or without', () => {
    expect(cacheKeyOf('/news/?page=1')).toBe('/news/')
  })
  it('leaves out what campaigns and shares add to an address', () => {
    expect(cacheKeyOf('/news/?utm_source=mail&page=3&fbclid=x#top')).toBe('/news/?page=3')
  })
  it('is the same for any number of nonsense pages', () => {
    expect([cacheKeyOf('/news/?page=-1'), cacheKeyOf('/news/?page=0x2'), cacheKeyOf('/news/?page=99999')]).toEqual([
      '/news/',
      '/news/',
      '/news/',
    ])
  })
  it('does not exist for a search, however it is spelled', () => {
    expect([cacheKeyOf('/search/?q=river'), cacheKeyOf('/search'), cacheKeyOf('/Search/?q=a')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
  it('does not exist for what is not the site’s', () => {
    expect([cacheKeyOf('/api/me'), cacheKeyOf('/photos/1/a/3x2-320.avif'), cacheKeyOf('/healthz')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})
