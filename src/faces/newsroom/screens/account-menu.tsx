import { useRef, useState } from 'react'
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { useBoard } from '#newsroom/parts/keys.tsx'
import { useMe } from '#newsroom/parts/me.ts'
import { initials } from '#newsroom/parts/words.ts'
import { AuthenticatorSheet, DropAuthenticatorSheet } from './authenticator-sheets.tsx'
import { PasskeySheet, PasswordSheet } from './sign-in-ways.tsx'

const ROLE_WORDS = {
  admin: 'administrator',
  editor: 'editor',
  copy: 'copy desk',
  reporter: 'reporter',
  photo: 'photographer',
  business: 'business office',
} as const

/** Who is signed in, how they sign in next time, and the way out. */
export function AccountMenu({ onKeys }: { readonly onKeys: () => void }) {
  const { person, hasPassword, twoFactor } = useMe()
  const { lettersAct, setLettersAct } = useBoard()
  const [open, setOpen] = useState<'password' | 'passkey' | 'authenticator' | 'no-authenticator' | undefined>()
  const signOut = useRef<HTMLFormElement>(null)
  function act(key: React.Key) {
    if (key === 'password' || key === 'passkey' || key === 'authenticator' || key === 'no-authenticator') setOpen(key)
    else if (key === 'letters') setLettersAct(!lettersAct)
    else if (key === 'keys') onKeys()
    else if (key === 'out') signOut.current?.requestSubmit()
  }
  return (
    <>
      <MenuTrigger>
        <Button className="face">
          {initials(person.name)}
          <span className="vh">
            , {person.name}, {ROLE_WORDS[person.role]}: account and preferences
          </span>
        </Button>
        <Popover placement="bottom end">
          <Menu className="drop" onAction={act} aria-label="Account">
            <MenuSection>
              <Header className="about">
                <b className="strong">{person.name}</b>
                <br />
                <span className="quiet">
                  {ROLE_WORDS[person.role]}, {person.email}
                </span>
              </Header>
              <MenuItem id="password">{hasPassword ? 'Change password…' : 'Set a password…'}</MenuItem>
              <MenuItem id="passkey">Add a passkey…</MenuItem>
              {twoFactor ? (
                <MenuItem id="no-authenticator">Turn off the authenticator app…</MenuItem>
              ) : (
                <MenuItem id="authenticator">Use an authenticator app…</MenuItem>
              )}
            </MenuSection>
            <Separator />
            <MenuItem id="letters">
              Single letters act
              <span className="hint">{lettersAct ? 'On' : 'Off'}</span>
            </MenuItem>
            <MenuItem id="keys">All keys</MenuItem>
            <Separator />
            <MenuItem id="out">Sign out</MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <form ref={signOut} method="post" action="/newsroom/sign-out" hidden />
      {open === 'password' ? <PasswordSheet onClose={() => setOpen(undefined)} /> : null}
      {open === 'passkey' ? <PasskeySheet onClose={() => setOpen(undefined)} /> : null}
      {open === 'authenticator' ? <AuthenticatorSheet onClose={() => setOpen(undefined)} /> : null}
      {open === 'no-authenticator' ? <DropAuthenticatorSheet onClose={() => setOpen(undefined)} /> : null}
    </>
  )
}
