import { useState } from 'react'
import type { PushKey, SourceView } from '#faces/api/contract'
import { sentenceOf } from '#newsroom/api-client.ts'
import { Wrong } from '#newsroom/parts/dialog.tsx'
import { makePushKey } from '#newsroom/source-calls.ts'

/** The key of who sends to us: made here, shown once. */
export function PushKeyPanel({ source }: { readonly source: SourceView }) {
  const [made, setMade] = useState<PushKey>()
  const [wrong, setWrong] = useState('')
  async function make() {
    try {
      setMade(await makePushKey(source.id))
      setWrong('')
    } catch (error) {
      setWrong(sentenceOf(error))
    }
  }
  return (
    <fieldset className="bare-set stack">
      <legend className="strong">The key of the sender</legend>
      {made ? (
        <>
          <p>Give the agency these two. The key is shown this once.</p>
          <p>
            Address: <code className="secret">{made.address}</code>
          </p>
          <p>
            Key: <code className="secret">{made.key}</code>
          </p>
          <p className="quiet">
            They send each file by POST with the header “authorization: Bearer”, a space, and the key.
          </p>
        </>
      ) : (
        <p>
          {source.hasSecret
            ? 'A key is in use. A new one ends it at once.'
            : 'There is no key yet, so nothing can be sent.'}
        </p>
      )}
      <Wrong text={wrong} />
      <div>
        <button className="btn" type="button" onClick={() => void make()}>
          Make a new key
        </button>
      </div>
    </fieldset>
  )
}
