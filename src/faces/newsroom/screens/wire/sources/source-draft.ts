import type { SourceKind, SourceRule, SourceView } from '#faces/api/contract'
import type { SourceToSend } from '#newsroom/source-calls.ts'

/** A rule as it stands in a form: lists are text with commas between, and "" is no choice. */
export interface RuleDraft {
  readonly key: string
  readonly name: string
  readonly words: string
  readonly categories: string
  readonly maxUrgency: string
  readonly type: string
  readonly deskId: string
  readonly sectionId: string
  readonly tags: string
  readonly spike: boolean
  readonly alert: boolean
  readonly publish: boolean
  readonly stop: boolean
}

/** A source as it stands in a form: figures are text, lists are lines, passwords that are kept are empty. */
export interface SourceDraft {
  readonly name: string
  readonly kind: SourceKind
  readonly isOn: boolean
  readonly path: string
  readonly url: string
  readonly host: string
  readonly port: string
  readonly user: string
  readonly secure: boolean
  readonly hostKey: string
  readonly mailbox: string
  readonly from: string
  readonly query: string
  readonly password: string
  readonly key: string
  readonly everySeconds: string
  readonly agency: string
  readonly deskId: string
  readonly sectionId: string
  readonly rules: readonly RuleDraft[]
  readonly usageTerms: string
  readonly expiresAfterDays: string
  readonly quietAfterMinutes: string
  readonly killPolicy: 'ask' | 'withdraw'
  readonly expiryPolicy: 'warn' | 'withdraw'
}

const EVERY: Readonly<Record<SourceKind, string>> = {
  folder: '10',
  http: '300',
  'ap-media': '10',
  sftp: '60',
  ftp: '60',
  imap: '60',
  push: '60',
  'by-hand': '60',
}

/** A new source of a kind. */
export function blankSource(kind: SourceKind): SourceDraft {
  return {
    name: '', kind, isOn: true, path: '', url: '', host: '', port: '', user: '', secure: kind === 'imap', hostKey: '', mailbox: '', from: '',
    query: '', password: '', key: '', everySeconds: EVERY[kind], agency: '', deskId: '', sectionId: '', rules: [], usageTerms: '',
    expiresAfterDays: '', quietAfterMinutes: '', killPolicy: 'ask', expiryPolicy: 'warn',
  } // biome-ignore format: a list
}

/** What a new source that was begun as another kind keeps. */
export function asKind(draft: SourceDraft, kind: SourceKind): SourceDraft {
  const { everySeconds, secure } = blankSource(kind)
  return { ...draft, kind, everySeconds, secure }
}

/** A source to be changed. */
export function draftOf(source: SourceView): SourceDraft {
  const { settings } = source
  return {
    name: source.name,
    kind: source.kind,
    isOn: source.isOn,
    path: settings.path ?? '',
    url: settings.url ?? '',
    host: settings.host ?? '',
    port: settings.port === undefined ? '' : String(settings.port),
    user: settings.user ?? '',
    secure: settings.secure ?? source.kind === 'imap',
    hostKey: settings.hostKey ?? '',
    mailbox: settings.mailbox ?? '',
    from: (settings.from ?? []).join('\n'),
    query: settings.query ?? '',
    password: '',
    key: '',
    everySeconds: String(source.everySeconds),
    agency: source.agency,
    deskId: source.deskId ?? '',
    sectionId: source.sectionId ?? '',
    rules: source.rules.map(ruleDraftOf),
    usageTerms: source.usageTerms.join('\n'),
    expiresAfterDays: source.expiresAfterDays === null ? '' : String(source.expiresAfterDays),
    quietAfterMinutes: source.quietAfterMinutes === null ? '' : String(source.quietAfterMinutes),
    killPolicy: source.killPolicy,
    expiryPolicy: source.expiryPolicy,
  }
}

/** What a form sends: only the settings that its kind has, and passwords only where they were typed. */
export function requestOf(draft: SourceDraft): SourceToSend {
  return {
    name: draft.name,
    kind: draft.kind,
    isOn: draft.isOn,
    settings: settingsOf(draft),
    ...(draft.password || draft.key
      ? { secrets: { ...given('password', draft.password), ...given('key', draft.key) } }
      : {}),
    everySeconds: Number(draft.everySeconds),
    agency: draft.agency,
    deskId: draft.deskId || null,
    sectionId: draft.sectionId || null,
    rules: draft.rules.map(ruleOf),
    usageTerms: linesIn(draft.usageTerms),
    expiresAfterDays: figureIn(draft.expiresAfterDays),
    quietAfterMinutes: figureIn(draft.quietAfterMinutes),
    killPolicy: draft.killPolicy,
    expiryPolicy: draft.expiryPolicy,
  }
}

/** Which fields a kind of source has. */
export const FIELDS: Readonly<Record<SourceKind, readonly (keyof SourceDraft)[]>> = {
  folder: ['path'],
  http: ['url', 'user', 'password', 'key'],
  'ap-media': ['url', 'query', 'key'],
  sftp: ['host', 'port', 'user', 'password', 'key', 'path', 'hostKey'],
  ftp: ['host', 'port', 'user', 'password', 'path', 'secure'],
  imap: ['host', 'port', 'user', 'password', 'secure', 'mailbox', 'from'],
  push: [],
  'by-hand': [],
}

function settingsOf(draft: SourceDraft): NonNullable<SourceToSend['settings']> {
  const has = (field: keyof SourceDraft) => FIELDS[draft.kind].includes(field)
  const text = (field: 'path' | 'url' | 'host' | 'user' | 'hostKey' | 'mailbox' | 'query') =>
    has(field) ? given(field, draft[field].trim()) : {}
  return {
    ...text('path'),
    ...text('url'),
    ...text('host'),
    ...text('user'),
    ...text('hostKey'),
    ...text('mailbox'),
    ...text('query'),
    ...(has('port') && draft.port.trim() !== '' ? { port: Number(draft.port) } : {}),
    ...(has('secure') ? { secure: draft.secure } : {}),
    ...(has('from') ? { from: linesIn(draft.from) } : {}),
  }
}

function given<name extends string>(name: name, value: string): Partial<Record<name, string>> {
  return (value === '' ? {} : { [name]: value }) as Partial<Record<name, string>>
}

/** A new rule, which fits everything and does nothing yet. */
export function blankRule(): RuleDraft {
  return {
    key: crypto.randomUUID(), name: '', words: '', categories: '', maxUrgency: '', type: '', deskId: '', sectionId: '', tags: '', spike: false,
    alert: false, publish: false, stop: false,
  } // biome-ignore format: a list
}

function ruleDraftOf({ name, when, does }: SourceRule): RuleDraft {
  return {
    ...blankRule(),
    ...does,
    name,
    words: when.words.join(', '),
    categories: when.categories.join(', '),
    maxUrgency: when.maxUrgency === undefined ? '' : String(when.maxUrgency),
    type: when.type ?? '',
    deskId: does.deskId ?? '',
    sectionId: does.sectionId ?? '',
    tags: does.tags.join(', '),
  }
}

function ruleOf(rule: RuleDraft): SourceRule {
  const { name, spike, alert, publish, stop } = rule
  return {
    name,
    when: {
      words: partsIn(rule.words),
      categories: partsIn(rule.categories),
      ...(rule.maxUrgency === '' ? {} : { maxUrgency: Number(rule.maxUrgency) }),
      ...(rule.type === '' ? {} : { type: rule.type }),
    },
    does: {
      ...given('deskId', rule.deskId),
      ...given('sectionId', rule.sectionId),
      tags: partsIn(rule.tags),
      spike,
      alert,
      publish,
      stop,
    },
  }
}

function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

function partsIn(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
}

// What is no figure is sent as it is, so that the server says what is wrong with it.
function figureIn(text: string): number | null {
  return text.trim() === '' ? null : Number(text)
}
