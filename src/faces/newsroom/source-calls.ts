import type { z } from 'zod'
import { PushKey, SourceList, SourceLog, type SourceRequest, SourceTested, SourceView } from '#faces/api/contract'
import { ask, tell } from './api-client.ts'

// Everything the newsroom asks about the sources of the wire; screens call these and never spell a path.

const source = (id: string) => `/api/wire/sources/${id}`
const post = (body: unknown = {}) => ({ method: 'POST', body }) as const

/** A source as a form sends it. */
export type SourceToSend = z.input<typeof SourceRequest>

export const listSources = () => ask('/api/wire/sources', SourceList)
export const saveSource = (request: SourceToSend, id?: string) =>
  ask(id ? source(id) : '/api/wire/sources', SourceView, { method: id ? 'PUT' : 'POST', body: request })
export const removeSource = (id: string) => tell(source(id), { method: 'DELETE', body: {} })
export const askSourceNow = (id: string) => tell(`${source(id)}/ask-now`, post())
export const readSourceLog = (id: string) => ask(`${source(id)}/log`, SourceLog)
export const makePushKey = (id: string) => ask(`${source(id)}/push-key`, PushKey, post())
/** Tries it as it stands in the form; with `id` a password that is kept is used. Nothing is kept. */
export const trySource = (request: SourceToSend, id?: string) =>
  ask('/api/wire/sources/test', SourceTested, post({ source: request, ...(id ? { id } : {}) }))
