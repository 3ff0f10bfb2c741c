import { useState } from 'react'
import { useMe } from '#newsroom/parts/me.ts'
import { Notice } from '#newsroom/parts/rest.tsx'
import { PasskeySheet, PasswordSheet } from './sign-in-ways.tsx'

const LATER = 'broadsheet.come-back-later'

/** On a first visit by link: a way to come back. Gone once there is a password or a passkey. */
export function ComeBack() {
  const { hasPassword, passkeys } = useMe()
  const [later, setLater] = useState(() => sessionStorage.getItem(LATER) !== null)
  const [open, setOpen] = useState<'password' | 'passkey' | undefined>()
  const sheets = (
    <>
      {open === 'password' ? <PasswordSheet onClose={() => setOpen(undefined)} /> : null}
      {open === 'passkey' ? <PasskeySheet onClose={() => setOpen(undefined)} /> : null}
    </>
  )
  if (hasPassword || passkeys > 0 || later) return sheets
  return (
    <>
      <Notice
        actions={
          <>
            <button className="btn small" type="button" onClick={() => setOpen('passkey')}>
              Add a passkey
            </button>
            <button className="btn small" type="button" onClick={() => setOpen('password')}>
              Set a password
            </button>
            <button
              className="btn small bare"
              type="button"
              onClick={() => {
                sessionStorage.setItem(LATER, '1')
                setLater(true)
              }}
            >
              Later
            </button>
          </>
        }
      >
        Set a password or add a passkey so you can come back. The link you came by works once.
      </Notice>
      {sheets}
    </>
  )
}
