import { dayIn, type Paper } from '#domains/paper'
import { urls } from '#site/urls.ts'
import { SearchForm } from './search-form.tsx'

/** The foot of every page. */
export function Foot({ paper, at }: { paper: Paper; at: Date }) {
  return (
    <footer>
      <nav aria-label="About the paper">
        <a href={urls.staff}>Staff</a>
        <a href={urls.corrections}>Corrections</a>
        <a href={urls.archive}>Archive</a>
        <a href={urls.feed()}>RSS</a>
      </nav>
      <SearchForm id="find-below" />
      <p>
        © {dayIn(paper.zone, at).slice(0, 4)} {paper.name}
        {paper.place && `, ${paper.place}`}
      </p>
    </footer>
  )
}
