import { Link } from '@tanstack/react-router'
import { sentenceOf } from '#newsroom/api-client.ts'
import { Empty } from '#newsroom/parts/rest.tsx'

/** An address the newsroom does not have. */
export function NotHere() {
  return (
    <main id="work">
      <Empty whole title="There is no such page in the newsroom">
        <p>It may have moved. Everything starts at the list of stories.</p>
        <Link className="btn" to="/">
          Go to stories
        </Link>
      </Empty>
    </main>
  )
}

/** Something of ours failed while drawing the page. What was typed is in the journal, so a fresh start loses nothing. */
export function Broken({ error }: { readonly error: unknown }) {
  return (
    <main id="work">
      <Empty whole title="The newsroom stumbled">
        <p>
          Nothing you typed is lost: what was not saved is kept on this device and offered when the story is opened
          again.
        </p>
        <p className="quiet">{sentenceOf(error)}</p>
        <button className="btn primary" type="button" onClick={() => location.reload()}>
          Start afresh
        </button>
      </Empty>
    </main>
  )
}
