import { describe, expect, it } from 'vitest'
import { SourceRequest, type SourceView } from '#faces/api/contract'
import { asKind, blankRule, blankSource, draftOf, requestOf } from './source-draft.ts'
import { stateOf } from './source-words.ts'

const view: SourceView = {
  id: '3',
  name: 'Cascade by mail',
  kind: 'imap',
  isOn: true,
  settings: {
    host: 'mail.example',
    port: 993,
    user: 'wire',
    secure: true,
    from: ['desk@cascade.example', '@valley.example'],
  },
  everySeconds: 60,
  agency: 'CNS',
  deskId: '4',
  sectionId: null,
  rules: [
    {
      name: 'Floods',
      when: { words: ['flood', 'high water'], categories: ['a'], maxUrgency: 3 },
      does: { deskId: '4', tags: ['Water'], spike: false, alert: true, publish: false, stop: true },
    },
  ],
  usageTerms: ['No archive'],
  expiresAfterDays: 30,
  quietAfterMinutes: 120,
  killPolicy: 'withdraw',
  expiryPolicy: 'warn',
  hasSecret: true,
  triedAt: null,
  succeededAt: null,
  heardAt: null,
  failures: 0,
  lastError: '',
  isQuiet: false,
  today: 0,
}

describe('the form of a source', () => {
  it('sends back what it was given, and no password that was not typed', () => {
    const { id: _, hasSecret, triedAt, succeededAt, heardAt, failures, lastError, isQuiet, today, ...plan } = view
    const sent = requestOf(draftOf(view))
    expect(sent).not.toHaveProperty('secrets')
    expect(SourceRequest.parse(sent)).toEqual(SourceRequest.parse(plan))
  })
  it('sends only what its kind has', () => {
    const draft = { ...draftOf(view), kind: 'push' as const, password: 'typed' }
    expect(requestOf(draft).settings).toEqual({})
    expect(
      requestOf(asKind({ ...blankSource('http'), host: 'left.over', url: 'https://x.example' }, 'http')).settings,
    ).toEqual({ url: 'https://x.example' })
  })
  it('sends the password that was typed, and leaves the key as it was', () => {
    expect(requestOf({ ...draftOf(view), password: 'new' }).secrets).toEqual({ password: 'new' })
  })
  it('has a new rule that fits everything and does nothing', () => {
    const [rule] = requestOf({ ...blankSource('push'), rules: [{ ...blankRule(), name: 'All' }] }).rules ?? []
    expect(rule).toMatchObject({ name: 'All', when: { words: [], categories: [] }, does: { tags: [], publish: false } })
    expect(rule?.when).not.toHaveProperty('maxUrgency')
  })
})

describe('how a source goes', () => {
  it('is what an editor must know first', () => {
    const words = (over: Partial<SourceView>) => stateOf({ ...view, ...over }).word
    expect(words({ isOn: false, failures: 3 })).toBe('Off')
    expect(words({ failures: 3, isQuiet: true })).toBe('Failed 3 times in a row')
    expect(words({ isQuiet: true })).toBe('Quiet')
    expect(words({})).toBe('Not asked yet')
    expect(words({ kind: 'push' })).toBe('Nothing yet')
    expect(words({ triedAt: '2026-11-24T12:00:00Z' })).toBe('Nothing yet')
    expect(words({ heardAt: '2026-11-24T12:00:00Z' })).toBe('Works')
  })
})
