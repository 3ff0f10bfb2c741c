import type { Child } from 'hono/jsx'
import { lineage, type Section } from '#domains/paper'
import { listKeys } from '#domains/stories'
import { weatherKeys } from '#domains/weather'
import type { Page } from '#platform/cache'
import { type Ask, cachingHeaders, todayKey } from './page.ts'
import { Foot } from './parts/foot.tsx'
import { Nameplate } from './parts/nameplate.tsx'
import { InlineStyle, LinkedData } from './raw.tsx'
import type { SheetName } from './styles.ts'
import { absolute, FEED_TYPES, type FeedFormat, urls } from './urls.ts'

/** What a page says of itself, outside of what it shows. `path` is the address it wants to be known by. */
export interface Frame {
  readonly sheet: SheetName
  readonly title: string
  readonly path: string
  readonly description?: string
  /** The section in which the reader is, marked in the menu; its feed is announced. */
  readonly sectionId?: string | null
  readonly hidden?: boolean
  readonly social?: readonly (readonly [property: string, content: string])[]
  readonly linkedData?: readonly object[]
  readonly previous?: string | undefined
  readonly next?: string | undefined
  readonly status?: number
  readonly keep?: boolean
  readonly headers?: Readonly<Record<string, string>>
}

const FEED_NAMES: Readonly<Record<FeedFormat, string>> = { xml: 'RSS', atom: 'Atom', json: 'JSON Feed' }

/** A whole page around `main`. Besides `keys` it shows the nameplate, the weather and today's date. */
export function htmlPage(ask: Ask, frame: Frame, main: Child, keys: readonly string[]): Page {
  const status = frame.status ?? 200
  const keep = frame.keep ?? status === 200
  return {
    status,
    body: `<!doctype html>${String(<Document ask={ask} frame={frame} main={main} />)}`,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      ...cachingHeaders(keep),
      ...(frame.hidden ? { 'x-robots-tag': 'noindex' } : {}),
      ...frame.headers,
    },
    keys: [...new Set([listKeys.paper, todayKey, weatherKeys.ear, ...keys])],
    keep,
  }
}

function Document({ ask, frame, main }: { ask: Ask; frame: Frame; main: Child }) {
  const { paper } = ask
  const here = lineage(paper.sections, frame.sectionId ?? null)
  return (
    <html lang="en-US">
      <Head ask={ask} frame={frame} section={here.at(-1)} />
      <body>
        <a class="skip" href="#main">
          Skip to the news
        </a>
        <div class="wrap">
          <Nameplate
            paper={paper}
            at={ask.at}
            here={here}
            path={frame.path}
            ear={ask.ear}
            gives={ask.appeal !== undefined}
          />
          <main id="main" class={frame.sheet} tabindex={-1}>
            {main}
          </main>
          <Foot paper={paper} at={ask.at} />
        </div>
      </body>
    </html>
  )
}

function Head({ ask, frame, section }: { ask: Ask; frame: Frame; section: Section | undefined }) {
  const { paper, print } = ask
  const title =
    frame.title === paper.name
      ? [paper.name, paper.place].filter(Boolean).join(' | ')
      : `${frame.title} | ${paper.name}`
  const whole = (path: string) => absolute(print.siteUrl, path)
  const feeds = [
    ...(section ? [{ name: `${paper.name}: ${section.name}`, path: section.path }] : []),
    { name: paper.name, path: '/' },
  ]
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      {frame.description && <meta name="description" content={frame.description} />}
      {frame.hidden ? (
        <meta name="robots" content="noindex" />
      ) : (
        <meta name="robots" content="max-image-preview:large" />
      )}
      {!frame.hidden && <link rel="canonical" href={whole(frame.path)} />}
      {frame.previous && <link rel="prev" href={whole(frame.previous)} />}
      {frame.next && <link rel="next" href={whole(frame.next)} />}
      {print.assets.faces
        .filter((face) => face.preload)
        .map((face) => (
          <link
            rel="preload"
            href={urls.asset(`fonts/${face.file}`)}
            as="font"
            type="font/woff2"
            crossorigin="anonymous"
          />
        ))}
      <InlineStyle css={print.styles.sheets[frame.sheet]} />
      <link rel="icon" href={urls.favicon} type="image/svg+xml" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#fdfcf9" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#14130f" media="(prefers-color-scheme: dark)" />
      <meta property="og:site_name" content={paper.name} />
      {(frame.social ?? plainCard(frame, whole)).map(([property, content]) => (
        <meta {...(property.startsWith('twitter:') ? { name: property } : { property })} content={content} />
      ))}
      {feeds.map(({ name, path }) =>
        (Object.keys(FEED_TYPES) as FeedFormat[]).map((format) => (
          <link
            rel="alternate"
            type={FEED_TYPES[format]}
            title={`${name} (${FEED_NAMES[format]})`}
            href={urls.feed(format, path)}
          />
        )),
      )}
      {(frame.linkedData ?? []).map((graph) => (
        <LinkedData graph={graph} />
      ))}
    </head>
  )
}

function plainCard(frame: Frame, whole: (path: string) => string): readonly (readonly [string, string])[] {
  const described = frame.description ? ([['og:description', frame.description]] as const) : []
  return [['og:type', 'website'], ['og:title', frame.title], ['og:url', whole(frame.path)], ...described]
}
