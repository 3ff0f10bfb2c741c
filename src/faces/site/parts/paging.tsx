/** The way to newer and older pages of a list. */
export function Paging({ page, more, to }: { page: number; more: boolean; to: (page: number) => string }) {
  if (page === 1 && !more) return null
  return (
    <nav class="paging" aria-label="Pages">
      {page > 1 ? (
        <a rel="prev" href={to(page - 1)}>
          Newer
        </a>
      ) : (
        <span />
      )}
      <span>Page {page}</span>
      {more ? (
        <a rel="next" href={to(page + 1)}>
          Older
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
