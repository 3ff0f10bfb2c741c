import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands at an address. A function answers as it likes. */
export type Standing =
  | { readonly body: string | Uint8Array; readonly type?: string; readonly modified?: string }
  | ((request: IncomingMessage, response: ServerResponse) => void)

/** A web server of somebody else. Pages have an ETag and, where given, a Last-Modified, and answer 304 to who knows them. */
export interface WebServer {
  readonly url: string
  readonly asked: { readonly path: string; readonly headers: IncomingMessage['headers'] }[]
  put(path: string, standing: Standing): void
  /** What a path was asked for, once for each time. */
  times(path: string): number
  close(): Promise<void>
}

/** Starts one on this machine. */
export async function aWebServer(): Promise<WebServer> {
  const asked: WebServer['asked'] = []
  const pages = new Map<string, Standing>()
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push({ path, headers: request.headers })
    const page = pages.get(path) ?? pages.get(path.split('?')[0] ?? '')
    if (typeof page === 'function') return page(request, response)
    if (!page) return response.writeHead(404).end('nothing here')
    const etag = `"${createHash('sha1').update(page.body).digest('hex').slice(0, 12)}"`
    const known =
      request.headers['if-none-match'] === etag ||
      (page.modified && request.headers['if-modified-since'] === page.modified)
    response.setHeader('etag', etag)
    if (page.modified) response.setHeader('last-modified', page.modified)
    if (known) return response.writeHead(304).end()
    return response.writeHead(200, { 'content-type': page.type ?? 'text/xml' }).end(page.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    put: (path, standing) => void pages.set(path, standing),
    times: (path) => asked.filter((one) => one.path === path).length,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** An item of a feed. */
export interface FeedItem {
  readonly id: string
  readonly title: string
  readonly text?: string
  readonly picture?: string
}

/** An RSS feed of these items. */
export function anRss(items: readonly FeedItem[]): string {
  const entry = ({ id, title, text = `What happened in ${title}, told in a sentence or two.`, picture }: FeedItem) => `
    <item><guid isPermaLink="false">${id}</guid><title>${title}</title><pubDate>Tue, 24 Nov 2026 12:00:00 GMT</pubDate>
    <content:encoded>&lt;p&gt;${text}&lt;/p&gt;</content:encoded>
    ${picture ? `<media:content url="${picture}" medium="image" type="image/jpeg"><media:description>The scene.</media:description></media:content>` : ''}</item>`
  return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
    <channel><title>Cascade News Service</title><link>https://cascade.example/</link><description>News</description>${items.map(entry).join('')}</channel></rss>`
}

/** A story as NITF, such as an agency drops into a folder. */
export function aNitf({
  id,
  title,
  text = `What happened in ${title}, told in a sentence or two.`,
  media = '',
}: {
  id: string
  title: string
  text?: string
  media?: string
}): string {
  return `<?xml version="1.0" encoding="UTF-8"?><nitf><head><title>${title}</title><docdata><doc-id id-string="${id}" regsrc="CNS"/><urgency ed-urg="4"/>
    <date.issue norm="20261124T120000Z"/></docdata></head><body><body.head><hedline><hl1>${title}</hl1></hedline><byline>By Dana Frost</byline></body.head>
    <body.content><block><p>${text}</p>${media}</block></body.content></body></nitf>`
}
