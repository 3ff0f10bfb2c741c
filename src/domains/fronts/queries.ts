import { sql } from 'kysely'
import { type Paper, topSections, withDescendants } from '#domains/paper'
import { listTeasers, listTeasersById } from '#domains/stories'
import type { Db } from '#platform/db'
import { type Front, layOut, SHAPE } from './front.ts'

/** The name of the front page among fronts; a section's front has the section's path. */
export const FRONT_PAGE = 'front'

/** The front page as it reads now. */
export async function getFront(db: Db, paper: Paper): Promise<Front> {
  const pinned = await listTeasersById(db, await listPins(db, FRONT_PAGE))
  const tops = topSections(paper.sections)
  // Enough that the rows can be filled with stories that do not stand higher up.
  const enough = SHAPE.perRow + SHAPE.second + SHAPE.latest + 1
  const [newest, ...perSection] = await Promise.all([
    listTeasers(db, { size: 24 }),
    ...tops.map((section) =>
      listTeasers(db, { sectionIds: withDescendants(paper.sections, section.id), size: enough }),
    ),
  ])
  const rows = tops.map((section, at) => ({ sectionId: section.id, stories: perSection[at]?.items ?? [] }))
  return layOut(pinned, newest.items, rows)
}

/** The stories pinned to a front, in order. */
export async function listPins(db: Db, front: string): Promise<string[]> {
  const found = await sql<{
    id: string
  }>`select story_id as id from pin where front = ${front} order by position, pinned_at desc`.execute(db)
  return found.rows.map((row) => row.id)
}

/** The fronts a story is pinned to. */
export async function listFrontsOf(db: Db, storyId: string): Promise<string[]> {
  const found = await sql<{ front: string }>`select front from pin where story_id = ${storyId} order by front`.execute(
    db,
  )
  return found.rows.map((row) => row.front)
}
