import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type NwsAnswer, nwsAnswers, openMeteoAnswer, STATIONS } from './weather-shapes.ts'

/** What the server answers to one kind of question. A body that is a string is sent as it is. */
export interface Answer {
  readonly status?: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Waits so long before it answers. */
  readonly afterMs?: number
  /** Waits for this too. */
  readonly after?: Promise<void>
}

/** What can be asked: each part of the National Weather Service's API, one station's observation, Open-Meteo. */
export type Part = NwsAnswer | `observation ${string}` | 'open-meteo'

/** A server that answers as the National Weather Service and Open-Meteo do, with invented weather. */
export interface WeatherServer {
  readonly url: URL
  /** Everything that was asked, in order. */
  readonly asked: { readonly path: string; readonly headers: IncomingMessage['headers'] }[]
  /** From now on answers so; without an answer, as it did at first. */
  answer(part: Part, answer?: Answer): void
  /** Answers to everything so. */
  answerAll(answer: Answer): void
  /** Everything as it was at first, for the weather of an instant. */
  reset(at: Date): void
  close(): Promise<void>
}

/** Starts one on this machine, for the weather of an instant. */
export async function aWeatherServer(at: Date): Promise<WeatherServer> {
  let now = at
  const asked: WeatherServer['asked'] = []
  const told = new Map<Part, Answer>()
  let all: Answer | undefined

  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push({ path, headers: request.headers })
    const part = partOf(path)
    const answer = all ?? (part && told.get(part)) ?? usual(part, now)
    setTimeout(async () => {
      await answer.after
      const { status = 200, body = {}, headers = {} } = answer
      response.writeHead(status, { 'content-type': 'application/geo+json', ...headers })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    }, answer.afterMs ?? 0)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    asked,
    answer(part, answer) {
      if (answer) told.set(part, answer)
      else told.delete(part)
    },
    answerAll(answer) {
      all = answer
    },
    reset(then) {
      now = then
      all = undefined
      told.clear()
      asked.length = 0
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function partOf(path: string): Part | undefined {
  if (/^\/points\/-?\d+(\.\d{1,4})?,-?\d+(\.\d{1,4})?$/.test(path)) return 'points'
  if (path === '/gridpoints/OTX/131,78/forecast') return 'forecast'
  if (path === '/gridpoints/OTX/131,78/forecast/hourly') return 'hourly'
  if (path === '/gridpoints/OTX/131,78/stations') return 'stations'
  if (path.startsWith('/alerts/active?point=')) return 'alerts'
  if (path.startsWith('/v1/forecast?')) return 'open-meteo'
  const station = /^\/stations\/([A-Z0-9]+)\/observations\/latest$/.exec(path)?.[1]
  return station === undefined ? undefined : `observation ${station}`
}

function usual(part: Part | undefined, at: Date): Answer {
  if (part === 'open-meteo') return { body: openMeteoAnswer(at), headers: { 'content-type': 'application/json' } }
  const answers = nwsAnswers(at)
  if (part?.startsWith('observation ')) {
    const station = STATIONS.find((one) => one === part.slice('observation '.length))
    return station ? { body: answers.observation(station) } : NOT_FOUND
  }
  return part === undefined ? NOT_FOUND : { body: answers[part as NwsAnswer] }
}

/** How the National Weather Service says that it knows nothing of a place. */
export const NOT_FOUND: Answer = {
  status: 404,
  headers: { 'content-type': 'application/problem+json' },
  body: {
    correlationId: '5d7c2a10',
    title: 'Data Unavailable For Requested Point',
    type: 'https://api.weather.gov/problems/InvalidPoint',
    status: 404,
    detail: 'Unable to provide data for requested point',
    instance: 'https://api.weather.gov/requests/5d7c2a10',
  },
}
