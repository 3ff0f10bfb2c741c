import { createHash } from 'node:crypto'
import type { Assets } from './assets.ts'
import ask from './styles/ask.css?raw'
import fallbacks from './styles/fallbacks.css?raw'
import front from './styles/front.css?raw'
import give from './styles/give.css?raw'
import list from './styles/list.css?raw'
import page from './styles/page.css?raw'
import print from './styles/print.css?raw'
import story from './styles/story.css?raw'
import teaser from './styles/teaser.css?raw'
import weather from './styles/weather.css?raw'
import { urls } from './urls.ts'

/** The style sheet of each kind of page, and `sources`, what a content security policy says to allow exactly these. */
export interface Styles {
  readonly sheets: Readonly<Record<SheetName, string>>
  readonly sources: string
}
export type SheetName = 'front' | 'story' | 'list' | 'weather' | 'give'

/** Puts the sheets together, once, when the site starts: only what the kind of page needs, since it travels inside the page. */
export function pressStyles({ faces }: Assets): Styles {
  const fonts = faces.map(
    ({ file, family, style, weight }) =>
      `@font-face{font-family:"${family}";font-style:${style};font-weight:${weight};font-display:swap;src:url(${urls.asset(`fonts/${file}`)}) format("woff2")}`,
  )
  const sheet = (...parts: readonly string[]) => squeeze([...fonts, fallbacks, page, ...parts, print].join('\n'))
  const sheets = {
    front: sheet(teaser, front),
    story: sheet(story, ask),
    list: sheet(teaser, list),
    weather: sheet(weather),
    give: sheet(ask, give),
  }
  const sources = Object.values(sheets).map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
  return { sheets, sources: sources.join(' ') }
}

/** The same rules in fewer bytes. Knows only what our own sheets need: no strings with runs of blanks in them. */
export function squeeze(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim()
}
