import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { VersionLine } from '#faces/api/contract'
import { listVersions, readVersion, restoreStory } from '#newsroom/api-calls.ts'
import { Changes } from '#newsroom/parts/changes.tsx'
import { compareCopies } from '#newsroom/parts/compare.ts'
import { useDesk } from '#newsroom/parts/desk.ts'
import { AskFirst } from '#newsroom/parts/dialog.tsx'
import { useZone } from '#newsroom/parts/me.ts'
import { Failed, Loading } from '#newsroom/parts/rest.tsx'
import { useVoice } from '#newsroom/parts/say.tsx'
import { shortTime } from '#newsroom/parts/times.ts'
import { ended } from '#newsroom/parts/words.ts'
import { CompareSheet } from './compare-sheet.tsx'
import { useNames } from './names.ts'
import { VersionItem, versionWords } from './version-item.tsx'

/** Every save: look at one, compare two, go back to one. */
export function VersionsPanel() {
  const { view, loop, took, saveAll, readOnly } = useDesk()
  const { say } = useVoice()
  const zone = useZone()
  const [picked, setPicked] = useState<readonly number[]>()
  const [whole, setWhole] = useState<{ before: number; after: number }>()
  const [restoring, setRestoring] = useState<VersionLine>()
  const versions = useQuery({
    queryKey: ['versions', view.id, view.version, view.revision],
    queryFn: () => listVersions(view.id),
    placeholderData: (old) => old,
  })
  if (versions.isPending) return <Loading what="the versions" />
  if (versions.isError) return <Failed error={versions.error} again={() => void versions.refetch()} />

  const { items } = versions.data
  const chosen = picked ?? firstPair(items)
  const [before, after] = chosen.length === 2 ? [Math.min(...chosen), Math.max(...chosen)] : []
  const toggle = (number: number) =>
    setPicked(chosen.includes(number) ? chosen.filter((one) => one !== number) : [...chosen.slice(-1), number])

  async function restore(line: VersionLine) {
    if (!(await saveAll())) throw new Error('The copy in hand could not be saved first. Look at the story bar.')
    const from = view.version
    took(await restoreStory(view.id, loop.state().basedOn, line.number), { copy: true })
    say(ended(`Back to the version of ${shortTime(line.at, zone)}`), {
      label: 'Undo',
      act: () => void restoreStory(view.id, loop.state().basedOn, from).then((now) => took(now, { copy: true })),
    })
  }
  return (
    <>
      <section className="block">
        <h2>
          Versions <span className="quiet">choose two to compare</span>
        </h2>
        <ol className="versions">
          {items.map((line) => (
            <VersionItem
              key={line.number}
              line={line}
              picked={chosen.includes(line.number)}
              onPick={() => toggle(line.number)}
              onLook={() => setWhole({ before: line.number, after: line.number })}
              onRestore={line.isCurrent || readOnly ? undefined : () => setRestoring(line)}
            />
          ))}
        </ol>
      </section>
      {before !== undefined && after !== undefined ? (
        <Compared before={before} after={after} items={items} onWhole={() => setWhole({ before, after })} />
      ) : (
        <section className="block">
          <p className="quiet">
            {items.length < 2
              ? 'There is one version so far. Each save adds to the list.'
              : 'Choose one more version to compare.'}
          </p>
        </section>
      )}
      {whole ? <CompareSheet {...whole} items={items} onClose={() => setWhole(undefined)} /> : null}
      {restoring ? (
        <AskFirst
          title="Go back to this version"
          yes="Go back to it"
          onYes={() => restore(restoring)}
          onClose={() => setRestoring(undefined)}
        >
          <p>
            The copy in hand becomes what it was at {shortTime(restoring.at, zone)} (
            {versionWords[restoring.kind].toLowerCase()}, {restoring.by}). What is in hand now stays in the list, so
            nothing is lost.
          </p>
          <p>Readers see no change until you publish.</p>
        </AskFirst>
      ) : null}
    </>
  )
}

/** The copy in hand against what readers have; failing that, against the one before. */
function firstPair(items: readonly VersionLine[]): number[] {
  const now = items.find((line) => line.isCurrent) ?? items[0]
  const live = items.find((line) => line.isLive && line !== now)
  const other = live ?? items.find((line) => line !== now && line.kind !== 'set-aside')
  return [other, now].filter((line) => line !== undefined).map((line) => line.number)
}

interface ComparedProps {
  readonly before: number
  readonly after: number
  readonly items: readonly VersionLine[]
  readonly onWhole: () => void
}

/** Two versions of this story, read from the server. */
export function useTwoVersions(before: number, after: number) {
  const { view } = useDesk()
  const [one, other] = useQueries({
    queries: [before, after].map((number) => ({
      queryKey: ['version', view.id, number, number === view.version ? view.revision : 'past'],
      queryFn: () => readVersion(view.id, number),
    })),
  })
  return { before: one?.data, after: other?.data, error: one?.error ?? other?.error ?? null }
}

function Compared({ before, after, items, onWhole }: ComparedProps) {
  const zone = useZone()
  const two = useTwoVersions(before, after)
  const names = useNames([...(two.before?.copy.related ?? []), ...(two.after?.copy.related ?? [])])
  const title = (number: number) => {
    const line = items.find((one) => one.number === number)
    if (!line) return `Version ${number}`
    return line.isCurrent ? 'now' : line.isLive ? 'what readers see' : `version ${number}, ${shortTime(line.at, zone)}`
  }
  return (
    <section className="block">
      <h2 className="compared">
        {sentence(title(after))}, against {title(before)}
      </h2>
      {two.before && two.after ? (
        <Changes rows={compareCopies(two.before.copy, two.after.copy, names)} />
      ) : (
        <p className="quiet">Comparing…</p>
      )}
      <div className="btns">
        <button className="btn small" type="button" onClick={onWhole}>
          Side by side
        </button>
      </div>
    </section>
  )
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
