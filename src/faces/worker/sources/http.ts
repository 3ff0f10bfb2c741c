import { createHash } from 'node:crypto'
import { readWire } from '#domains/wire'
import { authorization } from './pictures.ts'
import { mustNotBeOurs, SourceTrouble } from './trouble.ts'
import type { Asked, Kind, Looked, Peeked, Visit } from './visit.ts'
import { askWeb } from './web.ts'

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/json, application/xml, text/xml, */*;q=0.5'

/** An address that is asked again and again: a feed, or a file in any format. */
export const http: Kind = { look, peek }

async function look(visit: Visit): Promise<Looked> {
  const { etag, modified, hash } = visit.source.cursor as Readonly<Record<string, string | undefined>>
  const answer = await askWeb(visit, urlOf(visit), {
    headers: {
      ...headersFor(visit),
      ...(etag ? { 'if-none-match': etag } : {}),
      ...(modified ? { 'if-modified-since': modified } : {}),
    },
  })
  if (answer.status === 304) return {}
  const digest = createHash('sha256').update(answer.bytes).digest('hex')
  if (digest !== hash) {
    const taken = await visit.take({ name: urlOf(visit), bytes: answer.bytes })
    mustNotBeOurs(taken, visit, visit.source.name)
    const { fresh, trouble } = taken
    if (trouble !== undefined && fresh === 0) throw new SourceTrouble(trouble)
    if (trouble !== undefined) await visit.note('bad', trouble)
  }
  await visit.remember({ etag: answer.headers.etag, modified: answer.headers['last-modified'], hash: digest })
  return {}
}

async function peek(asked: Asked): Promise<Peeked> {
  const answer = await askWeb(asked, urlOf(asked), { headers: headersFor(asked) })
  const items = await readWire(answer.bytes)
  const format = items[0]?.format ?? ''
  return {
    sentence: `It answers with ${items.length === 1 ? 'one item' : `${items.length} items`} (${format}).`,
    headlines: items.map((item) => item.headline),
  }
}

function urlOf({ source }: Asked): string {
  return source.settings.url ?? ''
}

function headersFor({ source, secrets }: Asked): Record<string, string> {
  return { accept: ACCEPT, ...authorization({ user: source.settings.user, ...secrets }) }
}
