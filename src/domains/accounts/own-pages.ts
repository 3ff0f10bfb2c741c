import { loopbackTwins } from './loopback.ts'

/**
 * True if a change was asked for by one of our own pages. Browsers send Origin with every POST, and Sec-Fetch-Site where
 * a privacy setting blanks it; a page elsewhere can forge neither. What sends none of the two is not a browser with our
 * cookie in it, and is refused as well.
 */
export function isFromOwnPages(headers: Headers, siteUrl: URL): boolean {
  const origin = headers.get('origin')
  if (origin === null || origin === 'null') return headers.get('sec-fetch-site') === 'same-origin'
  return loopbackTwins(siteUrl).some((url) => url.origin === origin)
}
