import { open } from 'node:fs/promises'
import { type BroughtIn, bringIn, type Clipping, mustFit, readPage } from '#domains/clippings'
import { findPaper, getPaper, instantOf, type Paper } from '#domains/paper'
import { type Db, transaction } from '#platform/db'
import type { Files } from '#platform/files'
import { Refusal } from '#platform/refusal'
import { argumentsOf } from './arguments.ts'
import { picturesOf } from './page-pictures.ts'
import type { AskPerson } from './terminal.ts'

/** What importing pages needs. Without `db` only a dry run is possible; without `files` pictures are left behind. */
export interface ImportPageWorld {
  readonly db?: Db
  readonly files?: Files
  readonly siteUrl: URL
  readonly now: () => Date
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  /** Where somebody sits at the terminal. */
  readonly ask?: AskPerson | undefined
}

interface Wish {
  readonly isDry: boolean
  readonly isJson: boolean
  readonly isToBePublished: boolean
  readonly date: string | undefined
  readonly section: readonly string[] | undefined
}

const USAGE =
  'broadsheet import page FILE... [--publish] [--dry-run] [--json] [--date 2017-04-18] [--section "News/Nation"]'

/**
 * broadsheet import page FILE...: each saved page becomes a story, a draft unless `--publish`. Prints its address, or with `--json` a line
 * for each file. `--dry-run` only reads. Gives 1 if any file was refused or could not be published; the others are brought in all the same.
 */
export async function importPageCommand(args: string[], world: ImportPageWorld): Promise<0 | 1> {
  const { values, positionals } = argumentsOf(args, {
    publish: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    date: { type: 'string' },
    section: { type: 'string' },
  })
  if (positionals.length === 0)
    throw new Refusal('invalid', 'clipping.no-file', `Name at least one saved page: ${USAGE}`)
  const wish: Wish = {
    isDry: values['dry-run'],
    isJson: values.json,
    isToBePublished: values.publish,
    date: checkedDate(values.date),
    section: values.section?.split(/\s*[/>]\s*/).filter(Boolean),
  }
  const paper = wish.isDry ? world.db && (await findPaper(world.db)) : await getPaper(mustHave(world.db))
  let refused = 0
  for (const file of positionals) {
    try {
      if (!(await importOne(file, wish, paper, world))) refused += 1
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused += 1
      world.err(`${file}: ${error.message}`)
      if (wish.isJson) world.out(JSON.stringify({ file, error: { code: error.code, message: error.message } }))
    }
  }
  return refused > 0 ? 1 : 0
}

/** False when the story was brought in but could not be published. */
async function importOne(file: string, wish: Wish, paper: Paper | undefined, world: ImportPageWorld): Promise<boolean> {
  const clipping = readPage(await bytesOf(file), paper ? { paperName: paper.name, zone: paper.zone } : {})
  const isUndated = wish.date === undefined && clipping.publishedAt === null && wish.isToBePublished && !wish.isDry
  const date = isUndated ? await askedDate(file, clipping, world) : wish.date
  const when = whenOf(clipping, { ...wish, date }, paper?.zone ?? 'UTC', world.now())
  const warnings = [...clipping.warnings, ...when.warnings]
  if (wish.isDry) {
    if (wish.isJson) world.out(lineOf(file, clipping, when.shown, warnings, null))
    else printParts(clipping, when.shown, world.out)
    for (const warning of warnings) world.err(`${file}: ${warning}`)
    return true
  }
  const found = await picturesOf(file, clipping)
  const done = await transaction(mustHave(world.db), (tx) =>
    bringIn({ db: tx, by: { kind: 'operator', command: 'import page' }, at: world.now() }, clipping, {
      isToBePublished: wish.isToBePublished,
      pictures: found.pictures,
      ...(when.as && { as: when.as }),
      ...(wish.section && { section: wish.section }),
      ...(world.files && { files: world.files }),
    }),
  )
  const all = [...warnings, ...found.warnings, ...done.warnings]
  const url = addressOf(done, world.siteUrl)
  world.out(wish.isJson ? lineOf(file, clipping, when.shown, all, url) : url)
  for (const warning of all) world.err(`${file}: ${warning}`)
  if (done.whyNotPublished !== '')
    world.err(`${file}: It was kept as a draft and not published. ${done.whyNotPublished}`)
  return done.whyNotPublished === ''
}

// A draft has no reader's address yet; its place in the newsroom is where it can be seen.
function addressOf({ address, storyId }: BroughtIn, siteUrl: URL): string {
  return new URL(address ?? `/newsroom/stories/${storyId}`, siteUrl).href
}

function lineOf(
  file: string,
  clipping: Clipping,
  publishedAt: string | null,
  warnings: readonly string[],
  url: string | null,
): string {
  const { headline, deck, bylines, agency, section, dateline, photos, paragraphs } = clipping
  return JSON.stringify({
    file,
    headline,
    deck,
    bylines: bylines.map(({ name, title }) => ({ name, title })),
    agency,
    section,
    dateline: dateline && { place: dateline.place, agency: dateline.agency },
    publishedAt,
    photos: photos.map(({ caption, creator, credit }) => ({ caption, creator, credit })),
    paragraphs,
    warnings,
    url,
  })
}

function printParts(clipping: Clipping, publishedAt: string | null, out: (line: string) => void): void {
  const { headline, deck, bylines, agency, section, dateline, photos, paragraphs } = clipping
  const parts: readonly (readonly [string, string])[] = [
    ['Headline', headline],
    ['Deck', deck],
    ['Byline', bylines.map(({ name, title }) => [name, title].filter(Boolean).join(', ')).join('; ')],
    ['Agency', agency],
    ['Section', section.join(' > ')],
    ['Dateline', dateline ? [dateline.place, dateline.agency && `(${dateline.agency})`].filter(Boolean).join(' ') : ''],
    ['Published', publishedAt ?? ''],
    ...photos.map(
      ({ caption, creator, credit }) =>
        ['Photo', `${caption} (${[creator, credit].filter(Boolean).join(' / ')})`] as const,
    ),
  ]
  for (const [name, value] of parts) if (value !== '') out(`${name}: ${value}`)
  for (const paragraph of paragraphs) out(`\n${paragraph}`)
}

interface When {
  readonly as: Date | undefined
  readonly shown: string | null
  readonly warnings: string[]
}

// A day without a time is placed at six in the morning, when papers lie on porches; never later than now.
const DELIVERY = 'T06:00'

function whenOf({ publishedAt }: Clipping, { date, isToBePublished, isDry }: Wish, zone: string, now: Date): When {
  const warnings: string[] = []
  if (date !== undefined && publishedAt !== null && publishedAt.slice(0, 10) !== date.slice(0, 10)) {
    warnings.push(`The page says it was published ${publishedAt.slice(0, 10)}; took the date asked for, ${date}.`)
  }
  const said = date ?? publishedAt
  if (said === null) {
    if (isToBePublished && !isDry)
      warnings.push('Published as of now, because neither the page nor --date gives a date.')
    return { as: undefined, shown: isToBePublished && !isDry ? now.toISOString() : null, warnings }
  }
  const isWholeDay = said.length === 10
  const at = isWholeDay ? instantOf(`${said}${DELIVERY}`, zone) : new Date(said)
  if (at > now) {
    warnings.push(`The date ${said} has not come yet; the story is dated now.`)
    return { as: now, shown: now.toISOString(), warnings }
  }
  if (isWholeDay && isToBePublished)
    warnings.push(`Only the day of publication is known (${said}); 6 a.m. stands for its time.`)
  return { as: at, shown: said, warnings }
}

async function askedDate(
  file: string,
  { headline }: Clipping,
  { ask, err }: ImportPageWorld,
): Promise<string | undefined> {
  if (!ask) return undefined
  err(`${file}: "${headline}" does not say when it was published.`)
  for (;;) {
    const answer = await ask('On which day was this published? (YYYY-MM-DD, Enter for now)')
    if (answer === '') return undefined
    if (isDay(answer)) return answer
    err(`${answer} is no day. Write it as 2017-04-18.`)
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true
}

function checkedDate(date: string | undefined): string | undefined {
  if (date === undefined) return undefined
  const isInstant =
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(date) && !Number.isNaN(Date.parse(date))
  if (isDay(date)) return date
  if (isInstant) return new Date(date).toISOString()
  throw new Refusal(
    'invalid',
    'clipping.no-date',
    '--date is a day, 2017-04-18, or a time with its zone, 2017-04-18T17:12:00-07:00.',
  )
}

function mustHave(db: Db | undefined): Db {
  if (!db) throw new Error('Bringing in a page needs a database.')
  return db
}

// By its size first: a film that someone drops here is never read.
async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    const opened = await open(file, 'r')
    try {
      const about = await opened.stat()
      if (about.isFile()) mustFit(about.size)
      return await opened.readFile()
    } finally {
      await opened.close()
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new Refusal(
      'invalid',
      'file.not-readable',
      reasons[code] ?? `The file cannot be read (${error instanceof Error ? error.message : error}).`,
    )
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  EACCES: 'You may not read this file.',
  EISDIR: 'This is a folder, not a file.',
}
