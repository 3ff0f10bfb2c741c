import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { Autocomplete, Header, Input, Menu, MenuItem, MenuSection, SearchField } from 'react-aria-components'
import { draftStory, listStories } from '#newsroom/api-calls.ts'
import { sentenceOf } from '#newsroom/api-client.ts'
import { Sheet } from '#newsroom/parts/dialog.tsx'
import { useMe } from '#newsroom/parts/me.ts'
import { useVoice } from '#newsroom/parts/say.tsx'
import { StateMark } from '#newsroom/parts/states.tsx'

/** Ctrl K: stories by their words, and what one can do from here. */
export function FindDialog({ onClose }: { readonly onClose: () => void }) {
  const { may, mailIsKept } = useMe()
  const { say } = useVoice()
  const navigate = useNavigate()
  const [words, setWords] = useState('')
  const asked = useDeferredValue(words.trim())
  const found = useQuery({
    queryKey: ['stories', 'find', asked],
    queryFn: ({ signal }) => listStories({ q: asked }, signal),
    placeholderData: (before) => before,
  })

  const commands = [
    ...(may.draft ? [{ id: 'new', label: 'New story', hint: 'C' }] : []),
    { id: 'go:/', label: 'Go to stories', hint: '' },
    { id: 'mine', label: 'Go to my stories', hint: '' },
    { id: 'go:/photos', label: 'Go to photos', hint: '' },
    ...(may.manageStaff ? [{ id: 'go:/staff', label: 'Go to staff', hint: '' }] : []),
    ...(may.arrangePaper ? [{ id: 'go:/paper', label: 'Go to the paper', hint: '' }] : []),
    ...(may.seeOutbox && mailIsKept ? [{ id: 'go:/outbox', label: 'Go to the outbox', hint: '' }] : []),
    { id: 'site', label: 'See the paper as readers do', hint: '' },
  ].filter(({ label }) => label.toLowerCase().includes(asked.toLowerCase()))

  async function act(key: React.Key) {
    const id = String(key)
    onClose()
    if (id === 'new') {
      try {
        const story = await draftStory()
        await navigate({ to: '/stories/$storyId', params: { storyId: story.id } })
      } catch (error) {
        say(sentenceOf(error))
      }
    } else if (id === 'mine') await navigate({ to: '/', search: { mine: '1' } })
    else if (id === 'site') window.open('/', '_blank', 'noreferrer')
    else if (id.startsWith('go:')) await navigate({ to: id.slice(3) })
    else await navigate({ to: '/stories/$storyId', params: { storyId: id.slice('story:'.length) } })
  }

  const stories = (found.data?.items ?? []).slice(0, 8)
  return (
    <Sheet title="Find" onClose={onClose}>
      <div className="pb findbox">
        <Autocomplete inputValue={words} onInputChange={setWords}>
          <SearchField aria-label="Find a story or a command" autoFocus>
            <Input className="ctl" placeholder="Words of a headline, a slug, a name, or a command" />
          </SearchField>
          <Menu
            className="drop"
            aria-label="Found"
            onAction={(key) => void act(key)}
            renderEmptyState={() => <p className="about quiet">Nothing by those words.</p>}
          >
            {stories.length > 0 ? (
              <MenuSection aria-label="Stories">
                <Header className="about quiet">Stories</Header>
                {stories.map((line) => (
                  <MenuItem key={line.id} id={`story:${line.id}`} textValue={line.headline || 'No headline yet'}>
                    <span>{line.headline || 'No headline yet'}</span>
                    <span className="hint">
                      <StateMark state={line.state} />
                    </span>
                  </MenuItem>
                ))}
              </MenuSection>
            ) : null}
            {commands.length > 0 ? (
              <MenuSection aria-label="Commands">
                <Header className="about quiet">Commands</Header>
                {commands.map((command) => (
                  <MenuItem key={command.id} id={command.id} textValue={command.label}>
                    {command.label}
                    {command.hint ? <kbd className="hint">{command.hint}</kbd> : null}
                  </MenuItem>
                ))}
              </MenuSection>
            ) : null}
          </Menu>
        </Autocomplete>
      </div>
    </Sheet>
  )
}
