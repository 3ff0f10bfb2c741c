import { sql } from 'kysely'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import type { Nameplate, Paper } from './nameplate.ts'
import type { Section } from './section.ts'

/** The paper with its sections in order, or undefined where none has been founded. */
export async function findPaper(db: Db): Promise<Paper | undefined> {
  const nameplate = await sql<Nameplate & { isSample: boolean }>`
    select name, place, established_on::text as "establishedOn", zone, tagline, is_sample as "isSample" from nameplate`.execute(
    db,
  )
  const paper = nameplate.rows[0]
  if (!paper) return undefined
  return { ...paper, sections: await listSections(db) }
}

/** The paper; refuses where none has been founded. */
export async function getPaper(db: Db): Promise<Paper> {
  const paper = await findPaper(db)
  if (!paper)
    throw new Refusal(
      'not-found',
      'paper.not-founded',
      'There is no paper here yet. Make one with: broadsheet new "The Paper"',
    )
  return paper
}

// Parents before children, each level in its own order, so that the list reads as the menu does.
async function listSections(db: Db): Promise<Section[]> {
  const rows = await sql<Section>`
    with recursive tree as (
      select section.*, array[position, id] as place from section where parent_id is null
      union all
      select section.*, tree.place || array[section.position, section.id]
      from section join tree on tree.id = section.parent_id
    )
    select id, parent_id as "parentId", slug, name, path, position from tree order by place`.execute(db)
  return rows.rows
}
