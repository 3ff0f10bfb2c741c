import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { upload } from '#domains/media'
import type { WireItem } from '#domains/wire'
import type { Db } from '#platform/db'
import { diskFiles } from '#platform/files'
import { body, p } from './builders.ts'
import { workOf } from './cast.ts'
import { aJpeg } from './pictures.ts'

const TEXT = [
  'The county will pave twelve miles of road along the river before the first snow, officials said Monday.',
  'Crews start at the mill bridge and work north, closing one lane at a time.',
  'The work costs $3.1 million, most of it from a state grant that was to lapse in December.',
]

/** An item as a reader of ours gives it, but for what is said otherwise; `paragraphs` make body, text and word count. */
export function aWireItem({
  paragraphs = TEXT,
  ...over
}: Partial<WireItem> & { paragraphs?: readonly string[] } = {}): WireItem {
  const text = paragraphs.join('\n\n')
  const id = over.id ?? 'urn:wire:roads'
  const version = over.version ?? '1'
  return {
    format: 'nitf',
    formatVersion: '3.6',
    agency: 'AP',
    provider: 'AP',
    id,
    version,
    revisionKey: `${id}:${version}`,
    type: 'text',
    status: 'usable',
    signal: 'new',
    advisory: false,
    embargoUntil: null,
    embargoUnknown: false,
    expiresAt: null,
    createdAt: null,
    revisedAt: null,
    urgency: 4,
    headline: 'County to pave river road before snow',
    slugline: 'US--River Road',
    bylines: [{ name: 'Dana Frost', title: 'Associated Press' }],
    credit: 'AP',
    dateline: { text: 'TALLOW, Wash. (AP)', place: 'Tallow, Wash.', agency: 'AP' },
    summary: 'A lapsing grant sets the pace.',
    body: body(...paragraphs.map(p)),
    text,
    wordCount: text.split(/\s+/).filter(Boolean).length,
    ednote: '',
    contributors: [],
    usageTerms: [],
    categories: [{ scheme: 'apcategorycode', code: 'a' }],
    subjects: [],
    keywords: ['roads'],
    photos: [],
    language: 'en',
    warnings: [],
    ...over,
  }
}

/** A source by hand, with what is given of its columns. */
export async function aSource(
  db: Db,
  over: {
    name?: string
    agency?: string
    deskId?: string
    sectionId?: string
    rules?: unknown[]
    usageTerms?: string[]
    expiresAfterDays?: number
    killPolicy?: 'ask' | 'withdraw'
    expiryPolicy?: 'warn' | 'withdraw'
  } = {},
): Promise<string> {
  const made = await sql<{ id: string }>`
    insert into wire_source (name, kind, agency, desk_id, section_id, rules, usage_terms, expires_after_days, kill_policy, expiry_policy,
      created_at, created_by)
    values (${over.name ?? `Source ${crypto.randomUUID()}`}, 'by-hand', ${over.agency ?? ''}, ${over.deskId ?? null}, ${over.sectionId ?? null},
      ${JSON.stringify(over.rules ?? [])}::jsonb, ${over.usageTerms ?? []}, ${over.expiresAfterDays ?? null}, ${over.killPolicy ?? 'ask'},
      ${over.expiryPolicy ?? 'warn'}, now(), '{}') returning id`.execute(db)
  return made.rows[0]?.id ?? ''
}

let width = 40

/** A photo in the library, unlike any other; its files are not kept. */
export async function aLibraryPhoto(db: Db, words: { alt?: string; caption?: string } = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bs-photo-'))
  const { photo } = await upload(
    workOf(db),
    { bytes: await aJpeg(width++, 30), alt: 'A road', ...words },
    diskFiles(folder),
  )
  rmSync(folder, { recursive: true, force: true })
  return photo.id
}
