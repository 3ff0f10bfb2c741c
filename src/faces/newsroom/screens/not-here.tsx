import { Link } from '@tanstack/react-router'
import { Empty } from '#newsroom/parts/rest.tsx'

/** An address the newsroom does not have. */
export function NotHere() {
  return (
    <main id="work">
      <Empty title="There is no such page in the newsroom">
        <p>It may have moved. Everything starts at the list of stories.</p>
        <Link className="btn" to="/">
          Go to stories
        </Link>
      </Empty>
    </main>
  )
}
