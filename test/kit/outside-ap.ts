import type { IncomingMessage, ServerResponse } from 'node:http'
import { aNitf, aWebServer, type WebServer } from './outside-web.ts'

/** A story as AP keeps it. */
export interface ApStory {
  readonly id: string
  readonly headline: string
  readonly version?: number
  /** The text's own address answers so instead. */
  readonly nitf?: (request: IncomingMessage, response: ServerResponse) => void
  readonly more?: Readonly<Record<string, unknown>>
}

/** AP's Media API: a feed of pages, each naming the next; asking for the last one again gives nothing new. */
export interface ApServer extends WebServer {
  readonly feed: string
  readonly key: string
  /** Adds a page with these stories at the end of the feed. */
  addPage(stories: readonly ApStory[]): void
  /** Answers instead of the page of that number, from 0, while it is there. */
  spoil(page: number, answer?: (request: IncomingMessage, response: ServerResponse) => void): void
}

/** Starts one on this machine, with an empty feed. */
export async function anApServer(): Promise<ApServer> {
  const server = await aWebServer()
  const key = 'ap-key-of-the-tests'
  const pages: ApStory[][] = []
  const spoilt = new Map<number, (request: IncomingMessage, response: ServerResponse) => void>()
  const addressOf = (page: number) => `${server.url}/media/v/content/feed?qt=tests&seq=${page}`

  server.put('/media/v/content/feed', (request, response) => {
    if (request.headers['x-api-key'] !== key) return response.writeHead(403).end('{"error":"no key"}')
    const at = Number(new URL(request.url ?? '/', server.url).searchParams.get('seq') ?? 0)
    const instead = spoilt.get(at)
    if (instead) return instead(request, response)
    const stories = pages[at] ?? []
    const next = addressOf(Math.min(at + 1, pages.length))
    const body = {
      api_version: '2.2',
      data: {
        updated: '2026-11-24T12:00:00Z',
        current_item_count: stories.length,
        next_page: next,
        items: stories.map((story) => ({ item: itemOf(story) })),
      },
    }
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })

  function itemOf({ id, headline, version = 0, more = {} }: ApStory): Record<string, unknown> {
    return {
      uri: `${server.url}/media/v/content/${id}`,
      altids: { itemid: id, etag: `${id}_${version}` },
      version,
      type: 'text',
      pubstatus: 'usable',
      headline,
      slugline: `BC-${headline}`,
      urgency: 4,
      versioncreated: '2026-11-24T12:00:00Z',
      renditions: { nitf: { rel: 'Text', mimetype: 'text/xml', href: `${server.url}/nitf/${id}` } },
      ...more,
    }
  }

  return {
    ...server,
    feed: `${server.url}/media/v/content/feed`,
    key,
    addPage(stories) {
      pages.push([...stories])
      for (const { id, headline, nitf } of stories) {
        server.put(`/nitf/${id}`, (request, response) => {
          if (nitf) return nitf(request, response)
          if (request.headers['x-api-key'] !== key) return response.writeHead(403).end()
          return response.end(aNitf({ id, title: headline, text: `The whole text of ${headline}.` }))
        })
      }
    },
    spoil: (page, answer) => void (answer ? spoilt.set(page, answer) : spoilt.delete(page)),
  }
}
