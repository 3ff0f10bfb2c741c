import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { SourceView } from '#faces/api/contract'
import type { NewsroomClient } from './newsroom-client.ts'

/** What an agency's file says, but for what is said otherwise. */
export interface NitfWords {
  readonly id: string
  readonly version?: number
  readonly status?: 'usable' | 'embargoed' | 'withheld' | 'canceled'
  readonly headline: string
  readonly slugline: string
  readonly paragraphs: readonly string[]
  readonly ednote?: string
  readonly urgency?: number
  /** When it may go out. */
  readonly release?: Date
}

/** A story as an agency sends it, in NITF 3.4. */
export function aNitf({ version = 1, status = 'usable', ednote = '', urgency = 4, ...words }: NitfWords): string {
  const { id, headline, slugline, paragraphs, release } = words
  const norm = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, '')
  return `<?xml version="1.0" encoding="UTF-8"?>
<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" xml:lang="en-US">
  <head>
    <docdata management-status="${status}">
      <doc-id id-string="${id}" regsrc="Cascade"/>
      <urgency ed-urg="${urgency}"/>
      <date.issue norm="${norm(new Date())}"/>
      ${release ? `<date.release norm="${norm(release)}"/>` : ''}
      <ed-msg info="${escaped(ednote)}"/>
      <du-key key="${slugline}" version="${version}"/>
    </docdata>
  </head>
  <body>
    <body.head>
      <hedline><hl1>${escaped(headline)}</hl1></hedline>
      <byline>By <person>Ida Vole</person></byline>
      <distributor>Cascade</distributor>
    </body.head>
    <body.content><block>${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('')}</block></body.content>
  </body>
</nitf>
`
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')

/** A watched folder that agencies' receivers put files into. */
export interface WatchedFolder {
  readonly sourceId: string
  /** Puts a file into it, whole at once, as a careful receiver does. */
  drop(name: string, text: string): void
}

/** Sets up a source that watches a folder within the data folder of a served paper. */
export async function aWatchedFolder(
  chief: NewsroomClient,
  dataDir: string,
  over: { readonly name?: string; readonly sectionId?: string } = {},
): Promise<WatchedFolder> {
  const { name = 'Cascade', sectionId = null } = over
  const place = join(dataDir, 'wire', name)
  const aside = join(dataDir, 'wire-in-the-making')
  for (const folder of [place, aside]) mkdirSync(folder, { recursive: true, mode: 0o777 })
  const made = await chief.send<SourceView>('POST', '/wire/sources', {
    name, kind: 'folder', settings: { path: name }, everySeconds: 1, agency: 'Cascade', sectionId,
  }) // biome-ignore format: one source
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return {
    sourceId: made.body.id,
    drop(file, text) {
      writeFileSync(join(aside, file), text)
      renameSync(join(aside, file), join(place, file))
    },
  }
}
