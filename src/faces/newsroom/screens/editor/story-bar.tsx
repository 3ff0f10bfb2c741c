import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { minutesToRead, wordsIn } from '#domains/stories/shared'
import { duplicateStory } from '#newsroom/api-calls.ts'
import { sentenceOf } from '#newsroom/api-client.ts'
import { isClean, wordFor } from '#newsroom/parts/autosave.ts'
import { useDesk } from '#newsroom/parts/desk.ts'
import { Icon } from '#newsroom/parts/icon.tsx'
import { useZone } from '#newsroom/parts/me.ts'
import { useVoice } from '#newsroom/parts/say.tsx'
import { StateMark } from '#newsroom/parts/states.tsx'
import { fullTime, secondTime, shortTime } from '#newsroom/parts/times.ts'
import { count, ended } from '#newsroom/parts/words.ts'
import type { Checks } from './checks.ts'
import type { DialogName } from './editor-room.tsx'

interface StoryBarProps {
  readonly checks: Checks
  readonly onDialog: (dialog: DialogName) => void
  readonly onConflict: () => void
  readonly onSave: () => void
}

/** What the story is called, where it stands, whether it is saved, and the one thing to do next. */
export function StoryBar({ checks, onDialog, onConflict, onSave }: StoryBarProps) {
  const { view, copy, saving } = useDesk()
  const zone = useZone()
  const words = wordsIn(copy.body)
  const edited = view.hasUnpublishedChanges || !isClean(saving)
  const stops = checks.stops.length
  return (
    <div className="storybar">
      <Link className="btn bare icon" to="/" aria-label="Back to stories">
        <Icon name="left" />
      </Link>
      <h1 className="slug">
        {copy.slugline || 'No slug'}
        <span className="vh">: {copy.headline || 'no headline yet'}</span>
      </h1>
      <span className="state">
        <StateMark state={view.state} />
      </span>
      <span className="quiet wide">{standing(view.state, view.publishedAt, view.scheduledFor, edited, zone)}</span>
      <span className="push" />
      <span className="facts">
        <span>
          <span className="n">{words.toLocaleString('en-US')}</span> {words === 1 ? 'word' : 'words'}
        </span>
        <span className="wide">
          <span className="n">{minutesToRead(copy.body)}</span> min read
        </span>
      </span>
      <Saved onConflict={onConflict} />
      {stops > 0 && view.state !== 'withdrawn' ? (
        <button className="btn bare red" type="button" onClick={() => checks.stops[0]?.jump()}>
          <Icon name="stop" />
          {count(stops, 'stop')}
        </button>
      ) : null}
      <button
        className="btn bare preview-button"
        type="button"
        title="Preview"
        aria-label="Preview"
        onClick={() => onDialog('preview')}
      >
        <Icon name="eye" />
        <span className="words">Preview</span>
      </button>
      <Primary edited={edited} onDialog={onDialog} />
      <More onDialog={onDialog} onSave={onSave} />
    </div>
  )
}

function standing(
  state: string,
  publishedAt: string | null,
  scheduledFor: string | null,
  edited: boolean,
  zone: string,
): string {
  if (state === 'scheduled' && scheduledFor) return `For ${fullTime(scheduledFor, zone)}`
  if (state === 'published' && publishedAt) {
    return `${ended(shortTime(publishedAt, zone))} ${edited ? 'These are edits for an update.' : 'Readers have this copy.'}`
  }
  return ''
}

function Saved({ onConflict }: { readonly onConflict: () => void }) {
  const { saving, loop, readOnly } = useDesk()
  const zone = useZone()
  if (readOnly) return <span className="quiet saved">Read only</span>
  const word = wordFor(saving)
  switch (word) {
    case 'saved':
      return (
        <span className="quiet saved" data-saving={word}>
          <Icon name="check" small /> Saved {secondTime(new Date(saving.savedAt), zone)}
        </span>
      )
    case 'unsaved':
    case 'saving':
      return (
        <span className="quiet saved" data-saving={word}>
          {word === 'saving' ? 'Saving…' : 'Typing…'}
        </span>
      )
    case 'offline':
      return (
        <span className="saved strong" role="status" data-saving={word}>
          <Icon name="cloud" small /> Not saved: offline, kept on this device
        </span>
      )
    case 'refused': {
      const refused = saving.trouble?.kind === 'refused' ? saving.trouble : undefined
      return (
        <span className="saved red strong" role="alert" data-saving={word}>
          <Icon name="stop" small /> Not saved: {refused?.sentence}{' '}
          {refused?.signedOut ? (
            <a className="btn small" href="/newsroom/sign-in" target="_blank" rel="noreferrer">
              Sign in
            </a>
          ) : null}{' '}
          <button className="btn small" type="button" onClick={() => void loop.flush('version')}>
            Try again
          </button>
        </span>
      )
    }
    case 'conflict':
      return (
        <button className="btn stop" type="button" data-saving={word} onClick={onConflict}>
          <Icon name="look" /> Two copies: choose…
        </button>
      )
  }
}

function Primary({ edited, onDialog }: { readonly edited: boolean; readonly onDialog: (dialog: DialogName) => void }) {
  const { view } = useDesk()
  if (!view.may.publish || view.state === 'withdrawn') return null
  if (view.state === 'published' && !edited) {
    return (
      <a className="btn" href={view.address ?? '/'} target="_blank" rel="noreferrer">
        <Icon name="out" />
        See it
      </a>
    )
  }
  const label = view.state === 'published' ? 'Publish update…' : view.state === 'scheduled' ? 'Scheduled…' : 'Publish…'
  return (
    <button className="btn primary" type="button" onClick={() => onDialog('publish')}>
      {label} <kbd>Ctrl Enter</kbd>
    </button>
  )
}

function More({ onDialog, onSave }: Pick<StoryBarProps, 'onDialog' | 'onSave'>) {
  const { view, readOnly, saveAll } = useDesk()
  const { say } = useVoice()
  const navigate = useNavigate()
  async function duplicate() {
    try {
      await saveAll()
      const story = await duplicateStory(view.id)
      say('This is the new copy.')
      await navigate({ to: '/stories/$storyId', params: { storyId: story.id } })
    } catch (error) {
      say(sentenceOf(error))
    }
  }
  function act(key: React.Key) {
    if (key === 'save') onSave()
    else if (key === 'preview' || key === 'withdraw') onDialog(key)
    else if (key === 'duplicate') void duplicate()
    else if (key === 'see' && view.address) window.open(view.address, '_blank', 'noreferrer')
  }
  const live = view.liveVersion !== null
  return (
    <MenuTrigger>
      <Button className="btn bare icon" aria-label="More to do with this story">
        <Icon name="more" />
      </Button>
      <Popover placement="bottom end">
        <Menu
          className="drop"
          aria-label="More to do with this story"
          onAction={act}
          disabledKeys={readOnly ? ['save'] : []}
        >
          <MenuItem id="preview">Preview</MenuItem>
          {live && view.address ? <MenuItem id="see">See it on the site</MenuItem> : null}
          <MenuItem id="save">
            Save a version <kbd className="hint">Ctrl S</kbd>
          </MenuItem>
          <MenuItem id="duplicate">Copy to a new draft</MenuItem>
          {view.may.publish && view.state !== 'withdrawn' ? <Separator /> : null}
          {view.may.publish && view.state !== 'withdrawn' ? (
            <MenuItem id="withdraw">
              <Icon name={live ? 'state-withdrawn' : 'spike'} />
              {live ? 'Withdraw…' : 'Spike…'}
            </MenuItem>
          ) : null}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
