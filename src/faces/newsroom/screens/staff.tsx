import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ROLES, type Role } from '#domains/accounts/shared'
import type { StaffView } from '#faces/api/contract'
import { changeStaffRole, listStaff, removeStaff } from '#newsroom/api-calls.ts'
import { sentenceOf } from '#newsroom/api-client.ts'
import { AskFirst } from '#newsroom/parts/dialog.tsx'
import { Icon } from '#newsroom/parts/icon.tsx'
import { useMe, useZone } from '#newsroom/parts/me.ts'
import { Failed, Loading } from '#newsroom/parts/rest.tsx'
import { useVoice } from '#newsroom/parts/say.tsx'
import { shortTime } from '#newsroom/parts/times.ts'
import { useTitle } from '#newsroom/parts/title.ts'
import { InviteSheet } from './invite-sheet.tsx'

export const roleWords: Record<Role, string> = {
  admin: 'Administrator',
  editor: 'Editor',
  copy: 'Copy desk',
  reporter: 'Reporter',
  photo: 'Photographer',
  business: 'Business office',
}

/** Who works here, what they may do, and inviting more. */
export function Staff() {
  const { person: me } = useMe()
  const { say } = useVoice()
  const zone = useZone()
  const queries = useQueryClient()
  const [inviting, setInviting] = useState<{ again?: StaffView }>()
  const [removing, setRemoving] = useState<StaffView>()
  const staff = useQuery({ queryKey: ['staff'], queryFn: listStaff })
  const refresh = () => queries.invalidateQueries({ queryKey: ['staff'] })
  useTitle('Staff')

  async function setRole(person: StaffView, role: Role, isUndo = false) {
    try {
      await changeStaffRole(person.id, role)
      await refresh()
      const undo = { label: 'Undo', act: () => void setRole({ ...person, role }, person.role, true) }
      say(
        `${person.name} is now ${roleWords[role].toLowerCase()}, and signed out everywhere.`,
        isUndo ? undefined : undo,
      )
    } catch (error) {
      say(sentenceOf(error))
    }
  }
  return (
    <main id="work" className="page">
      <div className="bar">
        <h1>Staff</h1>
        <span className="push" />
        <button className="btn primary" type="button" onClick={() => setInviting({})}>
          <Icon name="plus" />
          Invite
        </button>
      </div>
      {staff.isPending ? (
        <Loading what="the staff" />
      ) : staff.isError ? (
        <Failed error={staff.error} again={() => void staff.refetch()} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        <section className="scroll" tabIndex={0} aria-label="Staff">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Email</th>
                <th scope="col">Role</th>
                <th scope="col">Signs in with</th>
                <th scope="col">
                  <span className="vh">What to do</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {staff.data.items.map((person) => (
                <tr key={person.id}>
                  <th scope="row" className="who">
                    {person.name}
                    {person.id === me.id ? <span className="quiet"> (you)</span> : null}
                  </th>
                  <td>{person.email}</td>
                  <td>
                    {person.id === me.id ? (
                      roleWords[person.role]
                    ) : (
                      <span className="select">
                        <select
                          className="ctl"
                          aria-label={`Role of ${person.name}`}
                          value={person.role}
                          onChange={(event) => void setRole(person, event.currentTarget.value as Role)}
                        >
                          {ROLES.map((role) => (
                            <option key={role} value={role}>
                              {roleWords[role]}
                            </option>
                          ))}
                        </select>
                        <Icon name="down" small />
                      </span>
                    )}
                  </td>
                  <td>{waysIn(person, zone)}</td>
                  <td>
                    {person.id === me.id ? null : (
                      <span className="btns">
                        <button
                          className="btn small"
                          type="button"
                          aria-label={`Make a new link for ${person.name}`}
                          onClick={() => setInviting({ again: person })}
                        >
                          New link…
                        </button>
                        <button
                          className="btn small bare"
                          type="button"
                          aria-label={`Remove ${person.name}`}
                          onClick={() => setRemoving(person)}
                        >
                          Remove…
                        </button>
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {inviting ? (
        <InviteSheet again={inviting.again} onClose={() => setInviting(undefined)} onInvited={() => void refresh()} />
      ) : null}
      {removing ? (
        <AskFirst
          title={`Remove ${removing.name}`}
          yes="Remove from the staff"
          grave
          onClose={() => setRemoving(undefined)}
          onYes={async () => {
            await removeStaff(removing.id)
            await refresh()
            say(`${removing.name} is off the staff.`)
          }}
        >
          <p>
            {removing.name} is signed out everywhere at once and cannot come back without a new invitation. Bylines,
            versions and history keep the name.
          </p>
        </AskFirst>
      ) : null}
    </main>
  )
}

function waysIn(person: StaffView, zone: string): string {
  const ways = [
    person.hasPassword && 'password',
    person.passkeys > 0 && (person.passkeys === 1 ? 'passkey' : `${person.passkeys} passkeys`),
    person.twoFactor && 'second step',
  ].filter(Boolean)
  if (ways.length > 0) return sentence(ways.join(', '))
  return person.linkExpiresAt ? `Invited; the link works until ${shortTime(person.linkExpiresAt, zone)}` : 'Nothing yet'
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
