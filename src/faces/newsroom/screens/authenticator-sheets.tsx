import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { AuthenticatorView } from '#faces/api/contract'
import { confirmAuthenticator, dropAuthenticator, offerAuthenticator } from '#newsroom/api-calls.ts'
import { ApiProblem, sentenceOf } from '#newsroom/api-client.ts'
import { Sheet, Wrong } from '#newsroom/parts/dialog.tsx'
import { TextField } from '#newsroom/parts/field.tsx'
import { useMe } from '#newsroom/parts/me.ts'
import { useVoice } from '#newsroom/parts/say.tsx'

interface SheetProps {
  readonly onClose: () => void
}

/** Sets up an authenticator app: the password, the key for the app, a code from it, and the backup codes, which are shown once. */
export function AuthenticatorSheet({ onClose }: SheetProps) {
  const queries = useQueryClient()
  const [offer, setOffer] = useState<AuthenticatorView>()
  const [isOn, setIsOn] = useState(false)
  const on = () => {
    setIsOn(true)
    void queries.invalidateQueries({ queryKey: ['me'] })
  }
  return (
    <Sheet title="Use an authenticator app" onClose={onClose} role={isOn ? 'alertdialog' : 'dialog'}>
      {offer === undefined ? (
        <PasswordStep
          yes="Show the key"
          onYes={async (password) => setOffer(await offerAuthenticator(password))}
          onClose={onClose}
        >
          <p>
            After your password, or a link from your mail, you are asked for a code that an app on your phone shows.
            Whoever knows the password alone cannot get in. Passkeys are not asked for one.
          </p>
        </PasswordStep>
      ) : isOn ? (
        <Codes codes={offer.backupCodes} onClose={onClose} />
      ) : (
        <KeyStep offer={offer} onOn={on} onClose={onClose} />
      )}
    </Sheet>
  )
}

/** Turns the authenticator app off. */
export function DropAuthenticatorSheet({ onClose }: SheetProps) {
  const { say } = useVoice()
  const queries = useQueryClient()
  return (
    <Sheet title="Turn off the authenticator app" onClose={onClose}>
      <PasswordStep
        yes="Turn it off"
        onYes={async (password) => {
          await dropAuthenticator(password)
          say('The authenticator app is off. Sign-in asks for no code any more.')
          await queries.invalidateQueries({ queryKey: ['me'] })
          onClose()
        }}
        onClose={onClose}
      >
        <p>Sign-in will ask for no code any more, and your backup codes will not work.</p>
      </PasswordStep>
    </Sheet>
  )
}

function PasswordStep({
  yes,
  onYes,
  onClose,
  children,
}: SheetProps & {
  readonly yes: string
  readonly onYes: (password: string) => Promise<void>
  readonly children: ReactNode
}) {
  const { hasPassword, person } = useMe()
  const [password, setPassword] = useState('')
  return (
    <Step field="password" yes={yes} act={() => onYes(password)} onClose={onClose}>
      {(wrong) => (
        <>
          {children}
          <input type="text" name="username" autoComplete="username" value={person.email} readOnly hidden />
          {hasPassword ? (
            <TextField
              label="Your password"
              type="password"
              autoComplete="current-password"
              value={password}
              onValue={setPassword}
              wrong={wrong}
              required
            />
          ) : null}
        </>
      )}
    </Step>
  )
}

function KeyStep({
  offer,
  onOn,
  onClose,
}: SheetProps & { readonly offer: AuthenticatorView; readonly onOn: () => void }) {
  const [code, setCode] = useState('')
  async function confirm() {
    await confirmAuthenticator(code)
    onOn()
  }
  return (
    <Step field="code" yes="Turn it on" act={confirm} onClose={onClose}>
      {(wrong) => (
        <>
          <p>In the app, add an account and type this key:</p>
          <p className="secret" translate="no">
            {(offer.key.match(/.{1,4}/g) ?? []).join(' ')}
          </p>
          <p>
            <a href={offer.uri}>Or open the app on this device</a>
          </p>
          <TextField
            label="Code the app shows now"
            beside="six figures"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={10}
            value={code}
            onValue={setCode}
            wrong={wrong}
            required
          />
        </>
      )}
    </Step>
  )
}

function Codes({ codes, onClose }: SheetProps & { readonly codes: readonly string[] }) {
  const { say } = useVoice()
  async function copy() {
    await navigator.clipboard.writeText(codes.join('\n'))
    say('The backup codes are copied.')
  }
  return (
    <div className="pb">
      <section>
        <p>
          The app is on. These backup codes are for the day you do not have your phone: each works once in place of a
          code. Keep them where you keep papers of worth; they are not shown again.
        </p>
        <ul className="secret" aria-label="Backup codes" translate="no">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </section>
      <div className="pf">
        <button className="btn primary" type="button" onClick={onClose}>
          I have kept them
        </button>
        <button className="btn" type="button" onClick={() => void copy().catch(() => say('Copy them by hand.'))}>
          Copy them
        </button>
      </div>
    </div>
  )
}

/** One step: its fields, what is wrong with the one named `field`, and the way on. */
function Step({
  field,
  yes,
  act,
  onClose,
  children,
}: SheetProps & {
  readonly field: string
  readonly yes: string
  readonly act: () => Promise<void>
  readonly children: (wrong: string | undefined) => ReactNode
}) {
  const [wrong, setWrong] = useState<{ readonly ofField?: string | undefined; readonly text: string }>({ text: '' })
  const [busy, setBusy] = useState(false)
  async function go() {
    setBusy(true)
    setWrong({ text: '' })
    try {
      await act()
    } catch (error) {
      const ofField = error instanceof ApiProblem ? error.problem.fields[field] : undefined
      setWrong(ofField ? { ofField, text: '' } : { text: sentenceOf(error) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="pb"
      onSubmit={(event) => {
        event.preventDefault()
        void go()
      }}
    >
      <section>{children(wrong.ofField)}</section>
      <Wrong text={wrong.text} />
      <div className="pf">
        <button className="btn primary" type="submit" disabled={busy}>
          {busy ? 'One moment…' : yes}
        </button>
        <button className="btn bare" type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  )
}
