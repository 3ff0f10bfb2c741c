import { startRegistration } from '@simplewebauthn/browser'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { passkeyOptions, setPassword, verifyPasskey } from '#newsroom/api-calls.ts'
import { ApiProblem, sentenceOf } from '#newsroom/api-client.ts'
import { Sheet, Wrong } from '#newsroom/parts/dialog.tsx'
import { TextField } from '#newsroom/parts/field.tsx'
import { useMe } from '#newsroom/parts/me.ts'
import { useVoice } from '#newsroom/parts/say.tsx'

const PASSWORD_MIN = 12

/** Sets or changes the password. */
export function PasswordSheet({ onClose }: { readonly onClose: () => void }) {
  const { hasPassword, person } = useMe()
  const { say } = useVoice()
  const queries = useQueryClient()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [wrong, setWrong] = useState<{ field?: string; text: string }>({ text: '' })
  const [busy, setBusy] = useState(false)

  async function save() {
    if (next.length < PASSWORD_MIN)
      return setWrong({ field: 'next', text: `Use at least ${PASSWORD_MIN} characters. A short sentence is good.` })
    setBusy(true)
    try {
      await setPassword(next, hasPassword ? current : undefined)
      await queries.invalidateQueries({ queryKey: ['me'] })
      say(hasPassword ? 'Password changed.' : 'Password set. You can sign in with it from now on.')
      onClose()
    } catch (error) {
      const fields = error instanceof ApiProblem ? error.problem.fields : {}
      const field = Object.keys(fields)[0]
      setWrong(field ? { field, text: fields[field] ?? '' } : { text: sentenceOf(error) })
      setBusy(false)
    }
  }

  return (
    <Sheet title={hasPassword ? 'Change password' : 'Set a password'} onClose={onClose}>
      <form
        className="pb"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <section>
          <input type="text" name="username" autoComplete="username" value={person.email} readOnly hidden />
          {hasPassword ? (
            <TextField
              label="Password now"
              type="password"
              autoComplete="current-password"
              value={current}
              onValue={setCurrent}
              wrong={wrong.field === 'current' ? wrong.text : undefined}
              required
            />
          ) : null}
          <TextField
            label="New password"
            beside={`at least ${PASSWORD_MIN} characters`}
            type="password"
            autoComplete="new-password"
            value={next}
            onValue={setNext}
            wrong={wrong.field === 'next' ? wrong.text : undefined}
            required
          />
        </section>
        <Wrong text={wrong.field === 'next' || wrong.field === 'current' ? '' : wrong.text} />
        <div className="pf">
          <button className="btn primary" type="submit" disabled={busy}>
            {hasPassword ? 'Change password' : 'Set password'}
          </button>
          <button className="btn bare" type="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Sheet>
  )
}

/** Adds a passkey: this device's fingerprint, face or code, or a security key. */
export function PasskeySheet({ onClose }: { readonly onClose: () => void }) {
  const { say } = useVoice()
  const queries = useQueryClient()
  const [name, setName] = useState(deviceName)
  const [wrong, setWrong] = useState('')
  const [busy, setBusy] = useState(false)

  async function add() {
    setBusy(true)
    setWrong('')
    try {
      const options = await passkeyOptions()
      const { clientExtensionResults: _, ...proof } = await startRegistration({
        optionsJSON: options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'],
      })
      await verifyPasskey(proof, name.trim() || deviceName())
      await queries.invalidateQueries({ queryKey: ['me'] })
      say('Passkey added. Next time, sign in with it.')
      onClose()
    } catch (error) {
      setWrong(
        error instanceof Error && error.name === 'NotAllowedError'
          ? 'No passkey was made. You can try again.'
          : sentenceOf(error),
      )
      setBusy(false)
    }
  }

  return (
    <Sheet title="Add a passkey" onClose={onClose}>
      <form
        className="pb"
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <section>
          <p>
            A passkey signs you in with this device’s fingerprint, face or code. There is nothing to remember and
            nothing to steal.
          </p>
          <TextField label="Call it" value={name} onValue={setName} hint="So that you can tell it from your others." />
        </section>
        <Wrong text={wrong} />
        <div className="pf">
          <button className="btn primary" type="submit" disabled={busy}>
            {busy ? 'Waiting for the device…' : 'Add passkey'}
          </button>
          <button className="btn bare" type="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Sheet>
  )
}

function deviceName(): string {
  const agent = navigator.userAgent
  const found = ['iPhone', 'iPad', 'Android', 'Windows', 'Mac', 'Linux'].find((word) => agent.includes(word))
  return found ? `My ${found} device` : 'My device'
}
