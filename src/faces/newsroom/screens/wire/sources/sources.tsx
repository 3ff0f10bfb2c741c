import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SourceView } from '#faces/api/contract'
import { sentenceOf } from '#newsroom/api-client.ts'
import { AskFirst } from '#newsroom/parts/dialog.tsx'
import { Icon } from '#newsroom/parts/icon.tsx'
import { useMe, useZone } from '#newsroom/parts/me.ts'
import { Empty, Failed, Loading } from '#newsroom/parts/rest.tsx'
import { useVoice } from '#newsroom/parts/say.tsx'
import { shortTime } from '#newsroom/parts/times.ts'
import { useTitle } from '#newsroom/parts/title.ts'
import { askSourceNow, listSources, removeSource } from '#newsroom/source-calls.ts'
import { SourceLogSheet } from './source-log.tsx'
import { SourceSheet } from './source-sheet.tsx'
import { isAsked, kindWords, stateOf } from './source-words.ts'

// Often enough to see a source come back while one looks.
const LOOK_AGAIN_MS = 5_000

/** Where agency copy comes from, and how it goes with each. For admins and editors. */
export function Sources() {
  const { person } = useMe()
  const isEditor = person.role === 'admin' || person.role === 'editor'
  useTitle('Wire sources')
  return (
    <main id="work" className="page">
      {isEditor ? <SourceTable /> : <Empty whole title="The sources of the wire are arranged by editors" />}
    </main>
  )
}

function SourceTable() {
  const queries = useQueryClient()
  const { say } = useVoice()
  const [open, setOpen] = useState<{ source?: SourceView }>()
  const [log, setLog] = useState<SourceView>()
  const [removing, setRemoving] = useState<SourceView>()
  const sources = useQuery({ queryKey: ['wire-sources'], queryFn: listSources, refetchInterval: LOOK_AGAIN_MS })
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['wire-sources'] }),
      queries.invalidateQueries({ queryKey: ['wire', 'rail'] }),
    ])

  async function askNow(source: SourceView) {
    try {
      await askSourceNow(source.id)
      say(`${source.name} is being asked.`)
      await refresh()
    } catch (error) {
      say(sentenceOf(error))
    }
  }
  return (
    <>
      <div className="bar">
        <h1>Wire sources</h1>
        <Link className="btn bare" to="/wire">
          To the wire
        </Link>
        <span className="push" />
        <button className="btn primary" type="button" onClick={() => setOpen({})}>
          <Icon name="plus" />
          Add a source
        </button>
      </div>
      {sources.isPending ? (
        <Loading what="the sources" />
      ) : sources.isError ? (
        <Failed error={sources.error} again={() => void sources.refetch()} />
      ) : sources.data.items.length === 0 ? (
        <Empty title="Nothing comes in yet">
          <p>Add a watched folder, a feed, a mailbox or an agency’s own service, and its items land on the wire.</p>
        </Empty>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        <section className="scroll" tabIndex={0} aria-label="Sources">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">Source</th>
                <th scope="col">Kind</th>
                <th scope="col">How it goes</th>
                <th scope="col">Last heard</th>
                <th scope="col">Today</th>
                <th scope="col">
                  <span className="vh">What to do</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {sources.data.items.map((source) => (
                <SourceRow
                  key={source.id}
                  source={source}
                  onOpen={() => setOpen({ source })}
                  onLog={() => setLog(source)}
                  onAsk={() => void askNow(source)}
                  onRemove={() => setRemoving(source)}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {open ? (
        <SourceSheet source={open.source} onClose={() => setOpen(undefined)} onSaved={() => void refresh()} />
      ) : null}
      {log ? <SourceLogSheet source={log} onClose={() => setLog(undefined)} /> : null}
      {removing ? (
        <AskFirst
          title={`Remove ${removing.name}`}
          yes="Remove the source"
          grave
          onClose={() => setRemoving(undefined)}
          onYes={async () => {
            await removeSource(removing.id)
            await refresh()
            say(`${removing.name} is removed.`)
          }}
        >
          <p>Nothing more comes from it, and its log is deleted. What came through it stays on the wire.</p>
        </AskFirst>
      ) : null}
    </>
  )
}

interface RowProps {
  readonly source: SourceView
  readonly onOpen: () => void
  readonly onLog: () => void
  readonly onAsk: () => void
  readonly onRemove: () => void
}

function SourceRow({ source, onOpen, onLog, onAsk, onRemove }: RowProps) {
  const zone = useZone()
  const state = stateOf(source)
  const canAsk = source.isOn && isAsked(source.kind)
  return (
    <tr>
      <th scope="row" className="who">
        {source.name}
      </th>
      <td className="quiet">{kindWords[source.kind]}</td>
      <td>
        <span className={state.asks ? 'st red' : 'st'}>
          <Icon name={state.icon} />
          {state.word}
        </span>
        {state.sentence ? <p className="quiet">{state.sentence}</p> : null}
      </td>
      <td data-what="Last heard:">{source.heardAt ? shortTime(source.heardAt, zone) : '—'}</td>
      <td data-what="Today:">{source.today.toLocaleString('en-US')}</td>
      <td>
        <span className="btns">
          {canAsk ? (
            <button className="btn small" type="button" aria-label={`Ask now: ${source.name}`} onClick={onAsk}>
              Ask now
            </button>
          ) : null}
          <button className="btn small" type="button" aria-label={`Log of ${source.name}`} onClick={onLog}>
            Log…
          </button>
          <button className="btn small" type="button" aria-label={`Change ${source.name}`} onClick={onOpen}>
            Change…
          </button>
          <button className="btn small bare" type="button" aria-label={`Remove ${source.name}`} onClick={onRemove}>
            Remove…
          </button>
        </span>
      </td>
    </tr>
  )
}
