import { Empty } from '#newsroom/parts/rest.tsx'

interface NoStoriesProps {
  readonly narrowed: boolean
  readonly onAll: () => void
  readonly onNew: (() => void) | undefined
}

/** Nothing to list: because of what was asked for, or because nothing was written yet. */
export function NoStories({ narrowed, onAll, onNew }: NoStoriesProps) {
  if (narrowed) {
    return (
      <Empty title="No story fits">
        <p>Nothing matches the state, section and words chosen above.</p>
        <button className="btn" type="button" onClick={onAll}>
          Show all stories
        </button>
      </Empty>
    )
  }
  return (
    <Empty title="A blank page">
      <p>No one has written a story yet.</p>
      {onNew ? (
        <button className="btn primary" type="button" onClick={onNew}>
          Write the first one
        </button>
      ) : null}
    </Empty>
  )
}
