import { listKeys } from '#domains/stories'
import type { Page } from '#platform/cache'
import { escapeXml } from './feeds/xml.ts'
import { type Ask, filePage, movedPage } from './page.ts'
import { urls } from './urls.ts'

/** The paper's initial, for the browser's tab. */
export async function favicon({ paper }: Ask): Promise<Page> {
  const initial =
    paper.name
      .replace(/^the\s+/i, '')
      .at(0)
      ?.toUpperCase() ?? ''
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="6" fill="#16150f"/><text x="32" y="47" font-family="Georgia,'Times New Roman',serif" font-size="44" font-weight="700" text-anchor="middle" fill="#fdfcf9">${escapeXml(initial)}</text></svg>`
  return filePage(svg, 'image/svg+xml', [listKeys.paper])
}

/** Where feed readers and old browsers look for it. */
export async function oldFavicon(): Promise<Page> {
  return movedPage(urls.favicon)
}
