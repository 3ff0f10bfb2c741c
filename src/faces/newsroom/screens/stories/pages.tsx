import { Icon } from '#newsroom/parts/icon.tsx'

interface PagesProps {
  readonly page: number
  readonly pages: number
  readonly total: number
  readonly onPage: (page: number) => void
}

/** Newer and older, and where we are. */
export function Pages({ page, pages, total, onPage }: PagesProps) {
  return (
    <nav className="pages" aria-label="Pages">
      <button className="btn small" type="button" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        <Icon name="left" small />
        Newer
      </button>
      <span>
        Page <span className="n">{page}</span> of <span className="n">{pages}</span>, {total.toLocaleString('en-US')}{' '}
        stories
      </span>
      <button className="btn small" type="button" disabled={page >= pages} onClick={() => onPage(page + 1)}>
        Older
        <Icon name="right" small />
      </button>
    </nav>
  )
}
