import { dayIn, longDate, type Paper, type Section, topSections, weekdayOf } from '#domains/paper'
import type { Ear } from '#domains/weather'
import { urls } from '#site/urls.ts'
import { SkyEar } from './sky-ear.tsx'

// More than this many and the menu shows top sections alone; each leads to those below it.
const MENU_MOST = 12

/** The top of every page: the paper's name between its ears, the folio line, the sections. */
export function Nameplate({
  paper,
  at,
  here,
  path,
  ear,
  gives,
}: {
  paper: Paper
  at: Date
  here: readonly Section[]
  path: string
  ear: Ear | undefined
  gives: boolean
}) {
  const day = dayIn(paper.zone, at)
  const sections = paper.sections.length <= MENU_MOST ? paper.sections : topSections(paper.sections)
  const current = here.findLast((section) => sections.includes(section))
  return (
    <header>
      <div class="nameplate">
        {ear ? (
          <SkyEar ear={ear} zone={paper.zone} isHere={path === urls.weather} />
        ) : paper.tagline ? (
          <p class="ear">{paper.tagline}</p>
        ) : (
          <span class="ear" />
        )}
        <p class="title">
          <a href={urls.front} aria-current={path === urls.front ? 'page' : undefined}>
            {paper.name}
          </a>
          {ear && paper.tagline && <span class="tagline">{paper.tagline}</span>}
        </p>
        <p class="ear right">
          <a class="button plain" href={urls.search} aria-current={path === urls.search ? 'page' : undefined}>
            Search
          </a>
          {gives && (
            <a class="button" href={urls.give} aria-current={path === urls.give ? 'page' : undefined}>
              Give
            </a>
          )}
        </p>
      </div>
      <p class="folio">
        <time datetime={day}>
          {weekdayOf(day)}, {longDate(day)}
        </time>
        {paper.place && <span>{paper.place}</span>}
        <span>Est. {longDate(paper.establishedOn)}</span>
      </p>
      <nav class="sections" aria-label="Sections">
        {sections.map((section) => (
          <a
            href={section.path}
            aria-current={section === current ? (path === section.path ? 'page' : 'true') : undefined}
          >
            {section.name}
          </a>
        ))}
        <a
          href={urls.archive}
          aria-current={path.startsWith(urls.archive) ? (path === urls.archive ? 'page' : 'true') : undefined}
        >
          Archive
        </a>
      </nav>
    </header>
  )
}
