import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

// The law of the house (ARCHITECTURE.md). Plain Node: it reads the sources as text, so that no tool can be talked out of it.
const root = resolve(import.meta.dirname, '..')

/** What each domain may use of the others. Read from top to bottom it is the architecture: each knows only those above it. */
const KNOWS: Readonly<Record<string, readonly string[]>> = {
  accounts: [],
  audit: ['accounts'],
  paper: ['accounts', 'audit'],
  media: ['accounts', 'audit'],
  stories: ['accounts', 'audit', 'paper', 'media'],
  clippings: ['accounts', 'audit', 'paper', 'media', 'stories'],
  wire: ['accounts', 'audit', 'paper', 'media', 'stories', 'clippings'],
  weather: ['accounts', 'audit', 'paper'],
  fronts: ['accounts', 'audit', 'paper', 'media', 'stories'],
  gifts: ['accounts', 'audit', 'paper'],
  archive: ['accounts', 'audit', 'paper', 'media', 'stories'],
}

/** What each face may use of the other faces. */
const FACES: Readonly<Record<string, readonly string[]>> = {
  site: [],
  email: [],
  newsroom: ['api/contract'],
  api: ['site', 'email'],
  worker: ['email'],
  cli: ['site', 'api', 'worker'],
}

/** Which domain owns, and alone writes, each table. */
const OWNERS: Readonly<Record<string, string>> = {
  person: 'accounts', session: 'accounts', credential: 'accounts', verification: 'accounts', passkey: 'accounts', two_factor: 'accounts',
  sign_in_link: 'accounts', sign_in_tally: 'accounts', rate_limit: 'accounts', ledger: 'audit', nameplate: 'paper', section: 'paper', photo: 'media', photo_version: 'media', story: 'stories', story_version: 'stories',
  topic: 'stories', live_story: 'stories', live_byline: 'stories', live_topic: 'stories', live_photo: 'stories', story_address: 'stories',
  correction: 'stories', story_hold: 'stories', wire_desk: 'wire', wire_source: 'wire', wire_source_log: 'wire', wire_original: 'wire', wire_item: 'wire',
  wire_revision: 'wire', wire_arrival: 'wire', wire_on_desk: 'wire', wire_use: 'wire', wire_picture: 'wire', wire_alarm: 'wire', wire_read: 'wire', clipping: 'clippings', pin: 'fronts', archive_entry: 'archive', weather_setting: 'weather', weather_report: 'weather',
  entity: 'gifts', entity_statement: 'gifts', fund: 'gifts', paid_position: 'gifts', donor: 'gifts', recurring_gift: 'gifts', pledge: 'gifts', deposit: 'gifts', gift: 'gifts', money_event: 'gifts', book_account: 'gifts', book_journal: 'gifts', book_posting: 'gifts', book_close: 'gifts', match_campaign: 'gifts', match_fund: 'gifts', match_position: 'gifts', match_terms: 'gifts', match_allocation: 'gifts', stripe_event: 'gifts', gift_form: 'gifts', gift_tally: 'gifts', appeal_shown: 'gifts',
} // biome-ignore format: a table

/** The one file that may put markup into a page without escaping it, and why it is safe is said there. */
const RAW_HTML = 'src/faces/site/raw.tsx'

const SOURCE = /\.(ts|tsx|mts|mjs)$/
const TEST = /\.test\.tsx?$/

interface Source {
  readonly path: string
  readonly text: string
  readonly imports: readonly string[]
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

function read(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8')
  const imports = [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g,
    ),
  ]
  return { path, text, imports: imports.map((found) => found[1] ?? found[2] ?? found[3] ?? '') }
}

const all = [...filesBelow('src'), ...filesBelow('test'), ...filesBelow('bench')]
  .filter((path) => SOURCE.test(path))
  .map(read)
const sources = all.filter(({ path }) => path.startsWith('src/') && !TEST.test(path))
const part = (path: string, at: number): string => path.split('/')[at] ?? ''
const offences = (list: readonly Source[], wrong: (source: Source) => readonly string[]): string[] =>
  list.flatMap((source) => wrong(source).map((what) => `${source.path}: ${what}`))

describe('the law of imports', () => {
  it('reads enough of the house to mean something', () => {
    expect(sources.length).toBeGreaterThan(80)
    expect(sources.flatMap((source) => source.imports).length).toBeGreaterThan(300)
  })
  it('has no way to spell a file behind a front door', () => {
    expect(offences(all, ({ imports }) => imports.filter((path) => path.startsWith('../')))).toEqual([])
  })
  it('lets platform use platform only', () => {
    const platform = sources.filter(({ path }) => path.startsWith('src/platform/'))
    expect(
      offences(platform, ({ imports }) =>
        imports.filter((path) => path.startsWith('#') && !path.startsWith('#platform/')),
      ),
    ).toEqual([])
  })
  it('lets a domain use platform and the domains it knows', () => {
    const domains = sources.filter(({ path }) => path.startsWith('src/domains/'))
    expect(
      offences(domains, ({ path, imports }) =>
        imports.filter((used) => {
          if (!used.startsWith('#') || used.startsWith('#platform/')) return false
          // A domain with folders of its own has an alias that only it may use.
          if (used.startsWith(`#${part(path, 2)}/`)) return false
          const known = KNOWS[part(path, 2)]
          return !(used.startsWith('#domains/') && known?.includes(part(used, 1)))
        }),
      ),
    ).toEqual([])
  })
  it('lists each domain after those it knows, so that no circle can be written', () => {
    const names = Object.keys(KNOWS)
    for (const [at, name] of names.entries())
      for (const known of KNOWS[name] ?? []) expect(names.indexOf(known)).toBeLessThan(at)
    expect(readdirSync(join(root, 'src/domains')).filter((name) => !names.includes(name))).toEqual([])
  })
  it('lets a face use what is below it, and of the faces only those allowed', () => {
    const faces = sources.filter(({ path }) => path.startsWith('src/faces/'))
    const own: Readonly<Record<string, string>> = { site: '#site/', newsroom: '#newsroom/', cli: '#cli/' }
    expect(
      offences(faces, ({ path, imports }) =>
        imports.filter((used) => {
          if (!used.startsWith('#') || used.startsWith('#platform/') || used.startsWith('#domains/')) return false
          const face = part(path, 2)
          if (own[face] && used.startsWith(own[face])) return false
          return !(FACES[face] ?? []).some((allowed) => used === `#faces/${allowed}`)
        }),
      ),
    ).toEqual([])
  })
  it('keeps browser code to the contract and the shared doors', () => {
    const browser = sources.filter(({ path }) => path.startsWith('src/faces/newsroom/') || path.includes('/islands/'))
    const allowed = /^(#newsroom\/|#faces\/api\/contract$|#domains\/[a-z]+\/shared$)/
    expect(
      offences(browser, ({ imports }) => imports.filter((path) => path.startsWith('#') && !allowed.test(path))),
    ).toEqual([])
  })
  it('keeps shared doors to what a browser can run', () => {
    const shared = sources.filter(({ path }) => path.endsWith('/shared.ts'))
    const pure = new Set(
      shared.flatMap(({ path, imports }) => [
        path,
        ...imports.filter((one) => one.startsWith('./')).map((one) => join(path, '..', one)),
      ]),
    )
    const reached = sources.filter(({ path }) => pure.has(path))
    const wrong = offences(reached, ({ text, imports }) => [
      ...imports.filter(
        (path) =>
          path.startsWith('node:') ||
          (path.startsWith('#') &&
            !path.endsWith('/shared') &&
            !new RegExp(`import type [^;\\n]*from '${path}'`).test(text)),
      ),
    ])
    expect(wrong).toEqual([])
  })
})

describe('the other laws', () => {
  it('reads the environment in main.ts alone', () => {
    expect(
      offences(sources, ({ path, text }) =>
        path !== 'src/main.ts' && /process\.env/.test(text) ? ['process.env'] : [],
      ),
    ).toEqual([])
  })
  it('lets no domain catch', () => {
    const domains = sources.filter(({ path }) => path.startsWith('src/domains/'))
    expect(
      offences(domains, ({ text }) =>
        [...text.matchAll(/(?<!\.)\bcatch\s*[({]|\.catch\(\s*(?:\(|async|\w+ =>)/g)].map((found) => found[0]),
      ),
    ).toEqual([])
  })
  it('inserts raw HTML in one file', () => {
    const raw = /dangerouslySetInnerHTML|from 'hono\/html'|innerHTML\s*=|insertAdjacentHTML|document\.write/
    expect(
      offences(sources, ({ path, text }) => (path !== RAW_HTML && raw.test(text) ? [raw.exec(text)?.[0] ?? ''] : [])),
    ).toEqual([])
  })
  it('lets a table be written by its owner only', () => {
    const writes =
      /\b(?:insert\s+into|update|delete\s+from|truncate)\s+(?:only\s+)?([a-z_]+)\b|\.(?:insertInto|updateTable|deleteFrom)\(\s*'([a-z_]+)'/gi
    expect(
      offences(
        sources.filter(({ path }) => !path.endsWith('/schema.ts')),
        ({ path, text }) =>
          [...text.matchAll(writes)]
            .map((found) => found[1] ?? found[2] ?? '')
            .filter((table) => table in OWNERS && !path.startsWith(`src/domains/${OWNERS[table]}/`)),
      ),
    ).toEqual([])
  })
  it('names an owner for every table', () => {
    const made = filesBelow('migrations').flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(/create table (?:if not exists )?([a-z_]+)/gi)].map(
        (found) => found[1] ?? '',
      ),
    )
    expect(made.filter((table) => !(table in OWNERS) && table !== 'migration')).toEqual([])
  })
  it('has migrations in one sequence without a gap', () => {
    const numbers = filesBelow('migrations').map((path) => Number(/\/(\d{4})_[a-z_]+\.sql$/.exec(path)?.[1]))
    expect(numbers.sort((one, other) => one - other)).toEqual(numbers.map((_, at) => at + 1))
  })
  it('has no file over 400 lines and no front door over 40', () => {
    const long = all.filter(({ path }) => path !== 'src/platform/db/schema.ts')
    expect(
      offences(long, ({ path, text }) => {
        const lines = text.split('\n').length - 1
        const limit = /\/index\.tsx?$/.test(path) && path.startsWith('src/') ? 40 : TEST.test(path) ? 500 : 400
        return lines > limit ? [`${lines} lines`] : []
      }),
    ).toEqual([])
  })
  it('keeps logic out of front doors', () => {
    const doors = sources.filter(({ path }) => /^src\/(domains|platform)\/[a-z]+\/(index|shared)\.ts$/.test(path))
    const wordy = doors.filter(
      ({ path }) => !['src/platform/refusal/index.ts', 'src/platform/logging/index.ts'].includes(path),
    )
    expect(
      offences(wordy, ({ text }) =>
        [...text.matchAll(/^(?:export )?(?:async )?(?:function|const|class) .*$/gm)].map((found) => found[0]),
      ),
    ).toEqual([])
  })
  it('names no drawer', () => {
    const drawers = /\/(utils?|helpers?|common|misc|lib|base|manager|service)s?(\/|\.tsx?$)/
    expect(all.map(({ path }) => path).filter((path) => drawers.test(path))).toEqual([])
  })
})
