import { sql } from 'kysely'
import type { Db } from '#platform/db'
import type { SectionPlan } from './found.ts'
import type { Nameplate } from './nameplate.ts'

/** False when there is a paper already. */
export async function insertNameplate(db: Db, nameplate: Nameplate, isSample: boolean, at: Date): Promise<boolean> {
  const made = await sql`
    insert into nameplate (name, place, established_on, zone, tagline, made_at, is_sample)
    values (${nameplate.name}, ${nameplate.place}, ${nameplate.establishedOn}, ${nameplate.zone}, ${nameplate.tagline}, ${at}, ${isSample})
    on conflict do nothing returning name`.execute(db)
  return made.rows.length === 1
}

export async function updateNameplate(db: Db, nameplate: Nameplate): Promise<void> {
  await sql`
    update nameplate set name = ${nameplate.name}, place = ${nameplate.place}, established_on = ${nameplate.establishedOn},
      zone = ${nameplate.zone}, tagline = ${nameplate.tagline}`.execute(db)
}

export async function insertSections(
  db: Db,
  plans: readonly SectionPlan[],
  parent: { id: string; path: string } | undefined = undefined,
): Promise<void> {
  for (const [position, plan] of plans.entries()) {
    const path = `${parent?.path ?? '/'}${plan.slug}/`
    const id = await insertSection(db, {
      parentId: parent?.id ?? null,
      slug: plan.slug,
      name: plan.name,
      path,
      position,
    })
    if (id !== undefined) await insertSections(db, plan.sections ?? [], { id, path })
  }
}

/** The new section's id; undefined when its path is taken. */
export async function insertSection(
  db: Db,
  section: { parentId: string | null; slug: string; name: string; path: string; position: number },
): Promise<string | undefined> {
  const made = await sql<{ id: string }>`
    insert into section (parent_id, slug, name, path, position)
    values (${section.parentId}, ${section.slug}, ${section.name}, ${section.path}, ${section.position})
    on conflict on constraint one_section_to_a_path do nothing returning id`.execute(db)
  return made.rows[0]?.id
}

export async function updateSection(db: Db, section: { id: string; name: string; position: number }): Promise<void> {
  await sql`update section set name = ${section.name}, position = ${section.position} where id = ${section.id}`.execute(
    db,
  )
}

/** Holds the section: nothing can come out in it until the transaction ends. */
export async function lockSection(db: Db, id: string): Promise<void> {
  await sql`select from section where id = ${id} for update`.execute(db)
}

export async function deleteSection(db: Db, id: string): Promise<void> {
  await sql`delete from section where id = ${id}`.execute(db)
}
