import { useState } from 'react'
import { withdrawStory } from '#newsroom/api-calls.ts'
import { useDesk } from '#newsroom/parts/desk.ts'
import { AskFirst } from '#newsroom/parts/dialog.tsx'
import { AreaField } from '#newsroom/parts/field.tsx'
import { useVoice } from '#newsroom/parts/say.tsx'

/** Takes a story away from readers, or spikes one they never had; says first what will be noticed. */
export function WithdrawSheet({ onClose }: { readonly onClose: () => void }) {
  const { view, took, saveAll } = useDesk()
  const { say } = useVoice()
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const isLive = view.liveVersion !== null

  async function withdraw() {
    await saveAll()
    took(await withdrawStory(view.id, reason.trim(), isLive ? note.trim() : ''))
    say(
      isLive
        ? 'Withdrawn. Readers no longer have it.'
        : 'Spiked. It is kept under “Withdrawn,” and can be copied to a new draft.',
    )
  }
  return (
    <AskFirst
      title={isLive ? 'Withdraw the story' : 'Spike the story'}
      yes={isLive ? 'Withdraw it' : 'Spike it'}
      grave
      mayYes={!isLive || reason.trim() !== ''}
      onYes={withdraw}
      onClose={onClose}
    >
      {isLive ? (
        <p>
          Readers will notice at once: the story leaves the front, its sections, search and the feeds, and its address
          answers “withdrawn” with your note. Copies already sent or saved elsewhere are not recalled. It cannot be
          published again, only copied to a new draft.
        </p>
      ) : (
        <p>
          No reader has seen it, so none will notice. It is kept with its versions and can be copied to a new draft.
        </p>
      )}
      <AreaField
        label="Why"
        beside={isLive ? 'for us; required' : 'for us'}
        maxLength={1_000}
        value={reason}
        onValue={setReason}
        required={isLive}
      />
      {isLive ? (
        <AreaField
          label="Note to readers"
          beside="stands at its address"
          maxLength={1_000}
          rows={3}
          value={note}
          onValue={setNote}
          hint="Say plainly why it is gone. Without one, the page says only that the story was withdrawn."
        />
      ) : null}
    </AskFirst>
  )
}
