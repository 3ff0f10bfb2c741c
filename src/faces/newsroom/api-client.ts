import type { z } from 'zod'
import { Conflict, Problem } from '#faces/api/contract'
import { holdsUnsaved } from './parts/unsaved.ts'

/** The server answered no: `status` is the HTTP status, `problem` says why in a sentence for the person. */
export class ApiProblem extends Error {
  readonly status: number
  readonly problem: Problem

  constructor(status: number, problem: Problem) {
    super(problem.sentence)
    this.name = 'ApiProblem'
    this.status = status
    this.problem = problem
  }
}

/** Someone saved the story meanwhile; `conflict` holds their copy and what became of ours. */
export class SavedMeanwhile extends Error {
  readonly conflict: Conflict

  constructor(conflict: Conflict) {
    super(conflict.sentence)
    this.name = 'SavedMeanwhile'
    this.conflict = conflict
  }
}

/** The server could not be reached at all. What was typed is still here. */
export class Unreachable extends Error {
  constructor() {
    super('The newsroom server cannot be reached.')
    this.name = 'Unreachable'
  }
}

/** What to tell a person about any error a call threw. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Unreachable) return 'The server cannot be reached. Check the connection and try again.'
  if (error instanceof Error) return error.message
  return 'Something went wrong.'
}

interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  /** Lets the request outlive the page: for the save made while the tab closes. At most 64 KB, by the browser's rule. */
  readonly keepalive?: boolean
  readonly signal?: AbortSignal
}

/** Headers that every change carries; the server refuses a change without the first (it cannot be sent across sites unasked). */
export const CHANGE_HEADERS: Readonly<Record<string, string>> = { 'x-broadsheet': '1' }

/** Asks the server and reads its answer by the schema. Throws ApiProblem, SavedMeanwhile or Unreachable. */
export async function ask<schema extends z.ZodType>(
  path: string,
  answer: schema,
  how: Ask = {},
): Promise<z.output<schema>> {
  const response = await send(path, how)
  return answer.parse(await response.json())
}

/** Tells the server something whose answer does not matter. Throws as `ask` does. */
export async function tell(path: string, how: Ask): Promise<void> {
  await send(path, how)
}

async function send(path: string, { method = 'GET', body, keepalive, signal }: Ask): Promise<Response> {
  const text = body === undefined ? undefined : JSON.stringify(body)
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(method === 'GET' ? {} : CHANGE_HEADERS),
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(text === undefined ? {} : { body: text }),
    ...(keepalive && (text?.length ?? 0) < 60_000 ? { keepalive } : {}),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Unreachable()
  })
  if (response.ok) return response
  throw problemOf(response.status, await response.json().catch(() => undefined))
}

/** Reads an answer that says no. Signed out, it goes to the sign-in page, which comes back here; unless there are unsaved words here. */
export function problemOf(status: number, said: unknown): Error {
  if (status === 401) goToSignIn()
  const conflict = Conflict.safeParse(said)
  if (status === 409 && conflict.success) return new SavedMeanwhile(conflict.data)
  // A proxy in between answers 502 to 504 while the server restarts: nothing was refused, so it is asked again.
  if (status >= 502 && status <= 504) return new Unreachable()
  const problem = Problem.safeParse(said)
  if (problem.success) return new ApiProblem(status, problem.data)
  return new ApiProblem(status, { code: `http.${status}`, sentence: `The server answered ${status}.`, fields: {} })
}

function goToSignIn(): void {
  if (holdsUnsaved()) return
  const here = `${location.pathname}${location.search}${location.hash}`
  location.assign(`/newsroom/sign-in?next=${encodeURIComponent(here)}`)
}
