import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import type { Me } from '#faces/api/contract'
import { draftStory, listStories } from '#newsroom/api-calls.ts'
import { sentenceOf } from '#newsroom/api-client.ts'
import { Sheet } from '#newsroom/parts/dialog.tsx'
import { useListKeys } from '#newsroom/parts/list-keys.ts'
import { useMe } from '#newsroom/parts/me.ts'
import { useVoice } from '#newsroom/parts/say.tsx'
import { StateMark } from '#newsroom/parts/states.tsx'

const STORIES_MOST = 8

/** What one can do from anywhere: `to` is an address of the newsroom. */
interface Command {
  readonly label: string
  readonly to?: string
  readonly does?: 'draft' | 'mine' | 'site'
  readonly cap?: string
}

function commandsFor({ may, mailIsKept }: Me): Command[] {
  return [
    ...(may.draft ? [{ label: 'New story', does: 'draft', cap: 'C' } as const] : []),
    ...(may.draft ? [{ label: 'Go to the wire', to: '/wire', cap: 'G W' }] : []),
    { label: 'Go to stories', to: '/', cap: 'G S' },
    { label: 'Go to my stories', does: 'mine' },
    { label: 'Go to photos', to: '/photos', cap: 'G P' },
    ...(may.manageStaff ? [{ label: 'Go to staff', to: '/staff' }] : []),
    ...(may.arrangePaper ? [{ label: 'Go to the paper', to: '/paper' }] : []),
    ...(may.seeOutbox && mailIsKept ? [{ label: 'Go to the outbox', to: '/outbox' }] : []),
    { label: 'See the paper as readers do', does: 'site' },
  ]
}

/** Ctrl K: stories by their words, and what one can do from here. */
export function FindDialog({ onClose }: { readonly onClose: () => void }) {
  const me = useMe()
  const { say } = useVoice()
  const navigate = useNavigate()
  const [words, setWords] = useState('')
  const asked = useDeferredValue(words.trim())
  const found = useQuery({
    queryKey: ['stories', 'find', asked],
    queryFn: ({ signal }) => listStories({ q: asked }, signal),
    placeholderData: (before) => before,
  })
  const stories = (found.data?.items ?? []).slice(0, STORIES_MOST)
  const commands = commandsFor(me).filter(({ label }) => label.toLowerCase().includes(asked.toLowerCase()))
  const openStory = (storyId: string) => navigate({ to: '/stories/$storyId', params: { storyId } })

  async function run(command: Command) {
    if (command.to !== undefined) return navigate({ to: command.to })
    if (command.does === 'mine') return navigate({ to: '/', search: { mine: '1' } })
    if (command.does === 'site') return void window.open('/', '_blank', 'noreferrer')
    await openStory((await draftStory()).id)
  }
  function choose(index: number) {
    onClose()
    const story = stories[index]
    const command = commands[index - stories.length]
    const done = story ? openStory(story.id) : command ? run(command) : undefined
    done?.catch((error: unknown) => say(sentenceOf(error)))
  }
  const keys = useListKeys({ count: stories.length + commands.length, onChoose: choose, label: 'Found' })

  return (
    <Sheet title="Find" onClose={onClose}>
      <div className="pb findbox">
        <input
          {...keys.input}
          className="ctl"
          type="text"
          aria-label="Find a story or a command"
          placeholder="Words of a headline, a slug, a name, or a command"
          // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type here
          autoFocus
          autoComplete="off"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <div {...keys.list} className="drop">
          {stories.map((line, index) => (
            <div {...keys.option(index)} key={line.id}>
              <span>{line.headline || 'No headline yet'}</span>
              <span className="hint">
                <StateMark state={line.state} />
              </span>
            </div>
          ))}
          {commands.map((command, index) => (
            <div
              {...keys.option(stories.length + index)}
              key={command.label}
              className={index === 0 ? 'first-command' : undefined}
            >
              {command.label}
              {command.cap ? <kbd className="hint">{command.cap}</kbd> : null}
            </div>
          ))}
        </div>
        {stories.length + commands.length === 0 ? <p className="about quiet">Nothing by those words.</p> : null}
      </div>
    </Sheet>
  )
}
