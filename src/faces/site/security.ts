import { securityHeaders } from '#platform/http'
import type { Print } from './page.ts'
import { FRAME_SOURCES } from './parts/embed.tsx'

/** The headers of everything the site sends. `framed` for a preview, which the newsroom shows in a frame of its own. */
export function guardedHeaders(
  { siteUrl, styles }: Pick<Print, 'siteUrl' | 'styles'>,
  { framed = false } = {},
): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    `style-src ${styles.sources}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `frame-src ${FRAME_SOURCES.join(' ')}`,
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framed ? "'self'" : "'none'"}`,
  ]
  return { ...securityHeaders(siteUrl.protocol === 'https:'), 'content-security-policy': policy.join('; ') }
}
