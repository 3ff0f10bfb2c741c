/** Whose pages may stand in a frame of ours, as a content security policy says it. */
export const FRAME_SOURCES = [
  'https://www.youtube-nocookie.com',
  'https://player.vimeo.com',
  'https://www.openstreetmap.org',
  'https://datawrapper.dwcdn.net',
] as const

interface Frame {
  readonly from: string
  readonly shows: string
  readonly src: string
}

/** How to show what stands at an address in a frame, if it is of a kind we know and trust; otherwise readers get a link. */
export function frameFor(address: string): Frame | undefined {
  if (!URL.canParse(address)) return undefined
  const { protocol, hostname, pathname, searchParams } = new URL(address)
  if (protocol !== 'https:') return undefined
  const host = hostname.replace(/^(www|m)\./, '')
  if (host === 'youtube.com' || host === 'youtube-nocookie.com' || host === 'youtu.be') {
    const id =
      host === 'youtu.be'
        ? pathname.slice(1)
        : (searchParams.get('v') ?? /^\/(?:embed|shorts|live)\/([^/]+)/.exec(pathname)?.[1])
    return id && /^[\w-]{6,20}$/.test(id)
      ? { from: 'YouTube', shows: 'video', src: `https://www.youtube-nocookie.com/embed/${id}` }
      : undefined
  }
  if (host === 'vimeo.com' || host === 'player.vimeo.com') {
    const id = /^\/(?:video\/)?(\d{5,12})(?:\/|$)/.exec(pathname)?.[1]
    return id ? { from: 'Vimeo', shows: 'video', src: `https://player.vimeo.com/video/${id}?dnt=1` } : undefined
  }
  if (host === 'openstreetmap.org' && pathname === '/export/embed.html') {
    return {
      from: 'OpenStreetMap',
      shows: 'map',
      src: `https://www.openstreetmap.org/export/embed.html?${searchParams}`,
    }
  }
  if (host === 'datawrapper.dwcdn.net') {
    const id = /^\/([A-Za-z0-9]{5})\//.exec(pathname)?.[1]
    return id ? { from: 'Datawrapper', shows: 'chart', src: `https://datawrapper.dwcdn.net/${id}/` } : undefined
  }
  return undefined
}

/**
 * Something that lives elsewhere. Nothing is fetched from there until the reader presses the link, which opens in the frame below it:
 * a lazy frame would not do, because browsers load those at once where scripting is off.
 */
export function Embed({ url, title }: { url: string; title: string }) {
  const frame = frameFor(url)
  const name = title || new URL(url).hostname.replace(/^www\./, '')
  if (!frame) {
    return (
      <p class="elsewhere">
        <a href={url}>{name}</a>
      </p>
    )
  }
  const slot = `embed-${frame.src.replace(/\W+/g, '-')}`
  return (
    <details class="embed">
      <summary>
        Show the {frame.shows} from {frame.from}
        {title && <span>: {title}</span>}
      </summary>
      <p>
        <a class="button" href={frame.src} target={slot} rel="noreferrer">
          Load it from {frame.from}
        </a>
      </p>
      <iframe
        name={slot}
        title={title || `${frame.shows} from ${frame.from}`}
        sandbox="allow-scripts allow-same-origin allow-popups allow-presentation"
        allowfullscreen
      ></iframe>
      <p class="fine">
        <a href={url}>Open it at {frame.from}</a>
      </p>
    </details>
  )
}
