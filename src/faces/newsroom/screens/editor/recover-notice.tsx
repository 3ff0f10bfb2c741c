import { useEffect, useState } from 'react'
import { Changes } from '#newsroom/parts/changes.tsx'
import { compareCopies } from '#newsroom/parts/compare.ts'
import { useDesk } from '#newsroom/parts/desk.ts'
import { Sheet } from '#newsroom/parts/dialog.tsx'
import { dropUnsaved, type JournalEntry, leftBehind } from '#newsroom/parts/journal.ts'
import { useZone } from '#newsroom/parts/me.ts'
import { Notice } from '#newsroom/parts/rest.tsx'
import { same } from '#newsroom/parts/same.ts'
import { useVoice } from '#newsroom/parts/say.tsx'
import { shortTime } from '#newsroom/parts/times.ts'
import { useNames } from './names.ts'

/** Offers what was typed here before a crash and never reached the server. */
export function RecoverNotice() {
  const { view, copy, replaceCopy, readOnly } = useDesk()
  const { say } = useVoice()
  const zone = useZone()
  const [entry, setEntry] = useState<JournalEntry>()
  const [looking, setLooking] = useState(false)
  const names = useNames([...copy.related, ...(entry?.copy.related ?? [])])

  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for once, when the story is opened
  useEffect(() => {
    let gone = false
    void leftBehind(view.id).then((entries) => {
      for (const one of entries) if (same(one.copy, view.copy)) dropUnsaved(view.id, one.tab)
      const found = entries.find((one) => !same(one.copy, view.copy))
      if (!gone) setEntry(found)
    })
    return () => {
      gone = true
    }
  }, [])
  if (!entry || readOnly) return null

  function recover(found: JournalEntry) {
    const before = copy
    replaceCopy(found.copy)
    dropUnsaved(view.id, found.tab)
    setEntry(undefined)
    setLooking(false)
    say('Brought back. It is being saved now.', { label: 'Undo', act: () => replaceCopy(before) })
  }
  function forget(found: JournalEntry) {
    dropUnsaved(view.id, found.tab)
    setEntry(undefined)
    setLooking(false)
  }
  const acts = (
    <>
      <button className="btn small primary" type="button" onClick={() => recover(entry)}>
        Bring it back
      </button>
      <button className="btn small bare" type="button" onClick={() => forget(entry)}>
        Let it go
      </button>
    </>
  )
  return (
    <>
      <Notice
        asks
        actions={
          <>
            <button className="btn small" type="button" onClick={() => setLooking(true)}>
              Look at it
            </button>
            {acts}
          </>
        }
      >
        This device has words typed at {shortTime(new Date(entry.at), zone)} that were never saved.
        {entry.basedOn < view.revision ? ' The story was changed since.' : ''}
      </Notice>
      {looking ? (
        <Sheet title="Words that were never saved" onClose={() => setLooking(false)} shape="wide">
          <div className="pb">
            <section>
              <Changes rows={compareCopies(copy, entry.copy, names)} />
            </section>
            <div className="pf">{acts}</div>
          </div>
        </Sheet>
      ) : null}
    </>
  )
}
