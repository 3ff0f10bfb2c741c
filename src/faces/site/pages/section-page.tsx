import { listPins } from '#domains/fronts'
import { childrenOf, lineage, type Section, withDescendants } from '#domains/paper'
import { listTeasers, listTeasersById, sectionKey } from '#domains/stories'
import type { Page } from '#platform/cache'
import { breadcrumbs } from '#site/linked-data.ts'
import { type Ask, pageNumber } from '#site/page.ts'
import { Crumbs } from '#site/parts/crumbs.tsx'
import { listPage } from './list-page.tsx'
import { notFoundPage } from './not-found-page.tsx'

/** A section: its own stories and those of the sections below it, what is pinned first. */
export async function sectionPage(ask: Ask): Promise<Page> {
  const section = ask.paper.sections.find((one) => one.path === ask.path)
  if (!section) return notFoundPage(ask)
  const page = pageNumber(ask.query)
  const pins = await listPins(ask.db, section.path)
  const [pinned, listed] = await Promise.all([
    page === 1 ? listTeasersById(ask.db, pins) : [],
    listTeasers(ask.db, { sectionIds: withDescendants(ask.paper.sections, section.id), without: pins, page }),
  ])
  const trail = lineage(ask.paper.sections, section.id)
  return listPage(ask, {
    title: section.name,
    path: section.path,
    description: `${section.name} news from ${ask.paper.name}.`,
    page,
    stories: [...pinned, ...listed.items],
    more: listed.more,
    head: <SectionHead ask={ask} section={section} trail={trail} />,
    opens: true,
    empty: `Nothing has been published in ${section.name} yet.`,
    sectionId: section.id,
    linkedData: [breadcrumbs(ask, trail)],
    keys: [sectionKey(section.id)],
  })
}

function SectionHead({ ask, section, trail }: { ask: Ask; section: Section; trail: readonly Section[] }) {
  const below = childrenOf(ask.paper.sections, section.id)
  return (
    <>
      {trail.length > 1 && <Crumbs trail={trail.slice(0, -1)} />}
      <h1>{section.name}</h1>
      {below.length > 0 && (
        <nav class="below" aria-label={`Sections of ${section.name}`}>
          {below.map((child) => (
            <a href={child.path}>{child.name}</a>
          ))}
        </nav>
      )}
    </>
  )
}
