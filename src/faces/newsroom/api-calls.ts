import { z } from 'zod'
import type { Role } from '#domains/accounts/shared'
import type { Copy } from '#domains/stories/shared'
import {
  AuthenticatorView,
  HistoryList,
  Me,
  OutboxList,
  OutboxMail,
  PaperView,
  type PhotoCredit,
  PhotoList,
  type PhotoListQuery,
  type PhotoRights,
  PhotoUses,
  PhotoView,
  Published,
  StaffChanged,
  StaffInvited,
  StaffList,
  StoryList,
  type StoryListQuery,
  StoryView,
  Suggestions,
  VersionList,
  VersionView,
  type WeatherRequest,
  WeatherView,
} from '#faces/api/contract'
import { ask, tell } from './api-client.ts'

// One name for each thing the newsroom asks of the server; screens call these and never spell a path.

const story = (id: string) => `/api/stories/${id}`
const post = (body: unknown) => ({ method: 'POST', body }) as const

export const readMe = () => ask('/api/me', Me)

/** Sets the password; `current` is asked for when there is one already. */
export const setPassword = (next: string, current?: string) =>
  tell('/api/me/password', { method: 'PUT', body: current === undefined ? { next } : { next, current } })

/** A key for an authenticator app, with the backup codes; nothing changes until a code made with it is confirmed. */
export const offerAuthenticator = (password: string) =>
  ask('/api/me/authenticator', AuthenticatorView, post({ password }))
export const confirmAuthenticator = (code: string) => tell('/api/me/authenticator/confirm', post({ code }))
export const dropAuthenticator = (password: string) =>
  tell('/api/me/authenticator', { method: 'DELETE', body: { password } })

export const listStories = (query: Partial<StoryListQuery>, signal?: AbortSignal) =>
  ask(`/api/stories?${queryOf(query)}`, StoryList, signal ? { signal } : {})

export const readStory = (id: string) => ask(story(id), StoryView)
export const draftStory = (copy?: Copy) => ask('/api/stories', StoryView, post(copy ? { copy } : {}))

export const saveStory = (id: string, basedOn: number, copy: Copy, auto: boolean, keepalive = false) =>
  ask(story(id), StoryView, { method: 'PUT', body: { basedOn, copy, auto }, keepalive })

export const publishStory = (id: string, basedOn: number) => ask(`${story(id)}/publish`, Published, post({ basedOn }))
export const correctStory = (id: string, basedOn: number, text: string, placement: 'top' | 'foot') =>
  ask(`${story(id)}/correct`, Published, post({ basedOn, text, placement }))

/** `at` is wall time in the paper's zone, "2026-11-25T05:00". */
export const scheduleStory = (id: string, basedOn: number, at: string) =>
  ask(`${story(id)}/schedule`, StoryView, post({ basedOn, at }))
export const unscheduleStory = (id: string) => ask(`${story(id)}/unschedule`, StoryView, { method: 'POST' })
export const withdrawStory = (id: string, reason: string, noteToReaders: string) =>
  ask(`${story(id)}/withdraw`, StoryView, post({ reason, noteToReaders }))
export const restoreStory = (id: string, basedOn: number, version: number) =>
  ask(`${story(id)}/restore`, StoryView, post({ basedOn, version }))
export const duplicateStory = (id: string) => ask(`${story(id)}/duplicate`, StoryView, { method: 'POST' })
export const pinStory = (id: string, front: string) => ask(`${story(id)}/pin`, StoryView, post({ front }))
export const unpinStory = (id: string, front: string) =>
  ask(`${story(id)}/pin?${queryOf({ front })}`, StoryView, { method: 'DELETE', body: {} })
/** The address of the page as readers will see it. */
export const previewOf = (id: string) => `${story(id)}/preview`

export const listVersions = (id: string) => ask(`${story(id)}/versions`, VersionList)
export const readVersion = (id: string, number: number) => ask(`${story(id)}/versions/${number}`, VersionView)
export const readHistory = (id: string) => ask(`${story(id)}/history`, HistoryList)

export const listPhotos = (search: Partial<PhotoListQuery>, page: number) =>
  ask(`/api/photos?${queryOf({ ...search, page })}`, PhotoList)
export const readPhoto = (id: string) => ask(`/api/photos/${id}`, PhotoView)
export const creditPhoto = (id: string, credit: PhotoCredit) =>
  ask(`/api/photos/${id}`, PhotoView, { method: 'PATCH', body: credit })

export const setPhotoRights = (id: string, rights: PhotoRights) =>
  ask(`/api/photos/${id}/rights`, PhotoView, { method: 'PUT', body: rights })
export const clearPhoto = (id: string, words: string, note: string) =>
  ask(`/api/photos/${id}/clear`, PhotoView, post({ words, note }))
export const listUsesOfPhoto = (id: string) => ask(`/api/photos/${id}/uses`, PhotoUses)
export const retirePhoto = (id: string, reason: string) =>
  tell(`/api/photos/${id}?${queryOf({ reason })}`, { method: 'DELETE', body: {} })

export type SuggestionKind = 'byline' | 'topic' | 'agency' | 'story'
export const suggest = (kind: SuggestionKind, q: string, signal?: AbortSignal) =>
  ask(`/api/suggest?${queryOf({ kind, q })}`, Suggestions, signal ? { signal } : {})

export const renamePaper = (nameplate: Pick<PaperView, 'name' | 'place' | 'establishedOn' | 'zone' | 'tagline'>) =>
  ask('/api/paper', PaperView, { method: 'PUT', body: nameplate })
export interface SectionLine {
  readonly id?: string
  readonly parentId: string | null
  readonly slug: string
  readonly name: string
}
export const arrangeSections = (sections: readonly SectionLine[]) =>
  ask('/api/paper/sections', PaperView, { method: 'PUT', body: { sections } })
/** Deletes an empty section; refused where a story stands in it or a section below it. */
export const dropSection = (id: string) => ask(`/api/paper/sections/${id}`, PaperView, { method: 'DELETE', body: {} })

export const readWeather = () => ask('/api/weather', WeatherView)
export const placeWeather = (settings: WeatherRequest) =>
  ask('/api/weather', WeatherView, { method: 'PUT', body: settings })

export const listOutbox = () => ask('/api/outbox', OutboxList)
export const readOutbox = (id: string) => ask(`/api/outbox/${encodeURIComponent(id)}`, OutboxMail)

/** Options for a new passkey, and its proof, as better-auth's passkey plugin takes them. */
export const passkeyOptions = () =>
  ask('/api/auth/passkey/generate-register-options', z.record(z.string(), z.unknown()))
export const verifyPasskey = (response: unknown, name: string) =>
  tell('/api/auth/passkey/verify-registration', post({ response, name }))

function queryOf(query: Readonly<Record<string, string | number | undefined>>): URLSearchParams {
  const filled = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return new URLSearchParams(filled.map(([name, value]) => [name, String(value)]))
}

export const listStaff = () => ask('/api/staff', StaffList)
/** Invites someone, or makes a new link for someone already there; `changeRole` also gives them the role. */
export const inviteStaff = (invitation: { email: string; name?: string; role: Role; changeRole?: boolean }) =>
  ask('/api/staff', StaffInvited, post(invitation))
export const changeStaffRole = (id: string, role: Role) =>
  ask(`/api/staff/${id}`, StaffChanged, { method: 'PATCH', body: { role } })
export const removeStaff = (id: string) => tell(`/api/staff/${id}`, { method: 'DELETE', body: {} })
