import { useState } from 'react'
import { ROLES, type Role } from '#domains/accounts/shared'
import type { StaffInvited, StaffView } from '#faces/api/contract'
import { inviteStaff } from '#newsroom/api-calls.ts'
import { ApiProblem, sentenceOf } from '#newsroom/api-client.ts'
import { Sheet, Wrong } from '#newsroom/parts/dialog.tsx'
import { ChoiceField, TextField } from '#newsroom/parts/field.tsx'
import { useZone } from '#newsroom/parts/me.ts'
import { useVoice } from '#newsroom/parts/say.tsx'
import { fullTime } from '#newsroom/parts/times.ts'
import { roleWords } from './staff.tsx'

interface InviteSheetProps {
  /** Someone already there who needs a new link. */
  readonly again: StaffView | undefined
  readonly onClose: () => void
  readonly onInvited: () => void
}

/** Invites someone and shows the link they come in by. */
export function InviteSheet({ again, onClose, onInvited }: InviteSheetProps) {
  const [email, setEmail] = useState(again?.email ?? '')
  const [name, setName] = useState(again?.name ?? '')
  const [role, setRole] = useState<Role>(again?.role ?? 'reporter')
  const [invited, setInvited] = useState<StaffInvited>()
  const [wrong, setWrong] = useState<{ fields: Readonly<Record<string, string>>; text: string }>({
    fields: {},
    text: '',
  })
  const [busy, setBusy] = useState(false)

  async function invite() {
    setBusy(true)
    try {
      setInvited(await inviteStaff({ email: email.trim(), role, ...(name.trim() ? { name: name.trim() } : {}) }))
      onInvited()
    } catch (error) {
      const fields = error instanceof ApiProblem ? error.problem.fields : {}
      setWrong({
        fields,
        text: Object.keys(fields).some((field) => ['email', 'name', 'role'].includes(field)) ? '' : sentenceOf(error),
      })
      setBusy(false)
    }
  }
  if (invited) return <Link invited={invited} onClose={onClose} />
  return (
    <Sheet title={again ? `A new link for ${again.name}` : 'Invite someone'} onClose={onClose}>
      <form
        className="pb"
        onSubmit={(event) => {
          event.preventDefault()
          void invite()
        }}
      >
        <section>
          {again ? (
            <p>The new link signs {again.name} in once. An earlier link that was not used stops working.</p>
          ) : (
            <>
              <TextField
                label="Email"
                type="email"
                required
                value={email}
                onValue={setEmail}
                wrong={wrong.fields.email}
                autoComplete="off"
              />
              <TextField
                label="Name"
                beside="as in a byline"
                value={name}
                onValue={setName}
                wrong={wrong.fields.name}
                autoComplete="off"
              />
              <ChoiceField
                label="Role"
                value={role}
                onValue={(value) => setRole(value as Role)}
                choices={ROLES.map((one) => ({ value: one, label: roleWords[one] }))}
                wrong={wrong.fields.role}
                hint={roleHints[role]}
              />
            </>
          )}
        </section>
        <Wrong text={wrong.text} />
        <div className="pf">
          <button className="btn primary" type="submit" disabled={busy}>
            {again ? 'Make the link' : 'Invite'}
          </button>
          <button className="btn bare" type="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Sheet>
  )
}

const roleHints: Record<Role, string> = {
  admin: 'Everything, and the staff, the nameplate and the outbox.',
  editor: 'Writes, publishes, corrects, withdraws, and arranges sections.',
  copy: 'Changes any story, also when it is out; does not publish.',
  reporter: 'Writes and changes drafts.',
  photo: 'Uploads photos and works on drafts.',
  business: 'Reads; does not write stories.',
}

function Link({ invited, onClose }: { readonly invited: StaffInvited; readonly onClose: () => void }) {
  const { say } = useVoice()
  const zone = useZone()
  const who = invited.person.name || invited.person.email
  return (
    <Sheet title={invited.mailed ? 'The invitation is on its way' : 'Send this link'} onClose={onClose}>
      <div className="pb">
        <section>
          <p>
            {invited.mailed
              ? `A link was mailed to ${invited.person.email}. You can also hand it over yourself.`
              : `It was not mailed. Give ${who} this link yourself, by a way you trust.`}{' '}
            It works once, until {fullTime(invited.expiresAt, zone)}, and is shown only here.
          </p>
          {invited.keptRole ? (
            <p>
              {who} was on the staff already and keeps the role of {roleWords[invited.person.role].toLowerCase()}.
            </p>
          ) : null}
          <div className="combo">
            <input
              className="ctl"
              aria-label="Sign-in link"
              readOnly
              value={invited.link}
              onFocus={(event) => event.currentTarget.select()}
            />
            <button
              className="btn"
              type="button"
              onClick={() =>
                void navigator.clipboard.writeText(invited.link).then(
                  () => say('Link copied.'),
                  () => say('The browser does not allow copying here. Select the link and copy it.'),
                )
              }
            >
              Copy
            </button>
          </div>
        </section>
        <div className="pf">
          <button className="btn primary" type="button" onClick={onClose}>
            Done
          </button>
        </div>
      </div>
    </Sheet>
  )
}
