import { useState } from 'react'
import { useDesk } from '#newsroom/parts/desk.ts'
import { Icon } from '#newsroom/parts/icon.tsx'
import { SuggestBox } from '#newsroom/parts/suggest-box.tsx'

const MOST = 20

/** What the story is about, as chips, with what the paper has written about before as suggestions. */
export function Topics() {
  const { copy, change } = useDesk()
  const [words, setWords] = useState('')
  function add(topic: string) {
    const named = topic.trim().slice(0, 80)
    setWords('')
    if (named === '' || copy.topics.length >= MOST) return
    if (copy.topics.some((one) => one.toLowerCase() === named.toLowerCase())) return
    change({ topics: [...copy.topics, named] })
  }
  return (
    <div className="field">
      <span className="lab">Topics</span>
      {copy.topics.length > 0 ? (
        <div className="chips">
          {copy.topics.map((topic) => (
            <button
              key={topic}
              className="chip"
              type="button"
              onClick={() => change({ topics: copy.topics.filter((one) => one !== topic) })}
            >
              {topic} <Icon name="x" small />
              <span className="vh">Remove</span>
            </button>
          ))}
        </div>
      ) : null}
      {copy.topics.length < MOST ? (
        <div className="combo">
          <SuggestBox
            kind="topic"
            label="Add a topic"
            placeholder="Add a topic"
            words={words}
            onWords={setWords}
            onChoose={({ value }) => add(value)}
            onEnter={() => add(words)}
          />
          <button className="btn" type="button" disabled={words.trim() === ''} onClick={() => add(words)}>
            Add
          </button>
        </div>
      ) : null}
    </div>
  )
}
