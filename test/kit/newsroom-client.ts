/** The newsroom's api as a signed-in editor's browser would call it, without the browser. */
export interface NewsroomClient {
  get<answer>(path: string): Promise<answer>
  send<answer>(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: answer }>
  readonly cookie: string
}

/** Signs in by a one-time link. */
export async function signInBy(link: string): Promise<NewsroomClient> {
  const url = new URL(link)
  const token = url.searchParams.get('token') ?? ''
  const answer = await fetch(new URL('/newsroom/sign-in/link', url), {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url.origin, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ token, next: '/newsroom/' }),
  })
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  if (answer.status !== 303 || cookie === '') throw new Error(`The link did not sign in: ${answer.status}`)
  return clientWith(url.origin, cookie)
}

/** A client of another address with a session that was begun before. */
export function clientWith(origin: string, cookie: string): NewsroomClient {
  const call = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${origin}/api${path}`, {
      method,
      headers: { cookie, origin, 'x-broadsheet': '1', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  return {
    cookie,
    async get(path) {
      const answer = await call('GET', path)
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
      return (await answer.json()) as never
    },
    async send(method, path, body) {
      const answer = await call(method, path, body)
      const text = await answer.text()
      return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
    },
  }
}
