import { urls } from '#site/urls.ts'

/** A plain search for words. `id` tells apart two on one page. */
export function SearchForm({ id, q = '' }: { id: string; q?: string }) {
  return (
    <search>
      <form class="find" action={urls.search}>
        <label for={id}>Search the paper</label>
        <div>
          <input type="search" id={id} name="q" value={q} maxlength={200} autocomplete="off" enterkeyhint="search" />
          <button type="submit" class="button">
            Search
          </button>
        </div>
      </form>
    </search>
  )
}
