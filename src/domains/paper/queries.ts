import { sql } from 'kysely'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import type { Paper } from './nameplate.ts'

/** The paper with its sections in order, or undefined where none has been founded. One query, because every page asks. */
export async function findPaper(db: Db): Promise<Paper | undefined> {
  const found = await sql<Paper>`
    with recursive tree as (
      select section.*, array[position, id] as place from section where parent_id is null
      union all
      select section.*, tree.place || array[section.position, section.id]
      from section join tree on tree.id = section.parent_id
    )
    select name, place, established_on::text as "establishedOn", zone, tagline, is_sample as "isSample", (
      select coalesce(json_agg(json_build_object('id', tree.id::text, 'parentId', tree.parent_id::text, 'slug', tree.slug,
        'name', tree.name, 'path', tree.path, 'position', tree.position) order by tree.place), '[]') from tree
    ) as sections
    from nameplate`.execute(db)
  return found.rows[0]
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
