import { describe, expect, it } from 'vitest'
import { FRAME_SOURCES, frameFor } from './embed.tsx'

describe('what may stand in a frame', () => {
  it('is a YouTube video, from the address that sets no cookies', () => {
    const frames = [
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3',
      'https://youtu.be/dQw4w9WgXcQ',
      'https://m.youtube.com/shorts/dQw4w9WgXcQ',
    ]
    expect(frames.map((address) => frameFor(address)?.src)).toEqual(
      Array(3).fill('https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'),
    )
  })
  it('is a Vimeo video, a map and a chart', () => {
    expect(frameFor('https://vimeo.com/76979871')?.src).toBe('https://player.vimeo.com/video/76979871?dnt=1')
    expect(frameFor('https://www.openstreetmap.org/export/embed.html?bbox=-117,47')?.shows).toBe('map')
    expect(frameFor('https://datawrapper.dwcdn.net/AbC12/3/')?.src).toBe('https://datawrapper.dwcdn.net/AbC12/')
  })
  it('is nothing of a stranger, nor of one who only sounds like a friend', () => {
    const strangers = [
      'https://example.org/video',
      'https://youtube.com.example.org/watch?v=dQw4w9WgXcQ',
      'https://www.youtube.com/redirect?q=https://example.org',
      'http://www.youtube.com/watch?v=dQw4w9WgXcQ',
      'https://www.openstreetmap.org/user/someone',
      'not an address',
    ]
    expect(strangers.map(frameFor)).toEqual(strangers.map(() => undefined))
  })
  it('comes from nowhere that the content security policy does not name', () => {
    const known = [
      'https://youtu.be/dQw4w9WgXcQ',
      'https://vimeo.com/76979871',
      'https://www.openstreetmap.org/export/embed.html',
      'https://datawrapper.dwcdn.net/AbC12/',
    ]
    const origins = known.map((address) => new URL(frameFor(address)?.src ?? '').origin)
    expect(origins.toSorted()).toEqual([...FRAME_SOURCES].toSorted())
  })
})
