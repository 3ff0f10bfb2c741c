import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { readStory } from '#newsroom/api-calls.ts'
import { useDesk } from '#newsroom/parts/desk.ts'
import { Icon } from '#newsroom/parts/icon.tsx'
import { SuggestBox } from '#newsroom/parts/suggest-box.tsx'

const MOST = 12

/** Headlines of stories by id: those the server named with the story, and those chosen since. */
export function useHeadlines(ids: readonly string[]): (id: string) => string {
  const { view } = useDesk()
  const known = new Map(view.related.map((story) => [story.id, story.headline]))
  const missing = ids.filter((id) => !known.has(id))
  const asked = useQueries({
    queries: missing.map((id) => ({
      queryKey: ['headline', id],
      queryFn: async () => (await readStory(id)).copy.headline,
      staleTime: 600_000,
    })),
  })
  missing.forEach((id, at) => {
    const headline = asked[at]?.data
    if (headline) known.set(id, headline)
  })
  return (id) => known.get(id) ?? `Story ${id}`
}

/** Stories to read with this one, in order. */
export function Related() {
  const { copy, change, view } = useDesk()
  const [words, setWords] = useState('')
  const headline = useHeadlines(copy.related)
  function add(id: string) {
    setWords('')
    if (id !== view.id && !copy.related.includes(id)) change({ related: [...copy.related, id] })
  }
  return (
    <div className="field">
      <span className="lab">Related stories</span>
      <ol className="related">
        {copy.related.map((id, at) => (
          <li key={id}>
            <span>{headline(id)}</span>
            <button
              className="btn small icon"
              type="button"
              aria-label={`Move “${headline(id)}” up`}
              disabled={at === 0}
              onClick={() => change({ related: copy.related.toSpliced(at, 1).toSpliced(at - 1, 0, id) })}
            >
              <Icon name="up" small />
            </button>
            <button
              className="btn small icon"
              type="button"
              aria-label={`Remove “${headline(id)}”`}
              onClick={() => change({ related: copy.related.filter((one) => one !== id) })}
            >
              <Icon name="x" small />
            </button>
          </li>
        ))}
      </ol>
      {copy.related.length < MOST ? (
        <div className="combo">
          <SuggestBox
            kind="story"
            label="Add a related story"
            placeholder="Words of its headline"
            words={words}
            onWords={setWords}
            onChoose={({ value }) => add(value)}
          />
        </div>
      ) : null}
    </div>
  )
}
