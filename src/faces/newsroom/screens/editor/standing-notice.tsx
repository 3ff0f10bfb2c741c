import { useDesk } from '#newsroom/parts/desk.ts'
import { useZone } from '#newsroom/parts/me.ts'
import { Notice } from '#newsroom/parts/rest.tsx'
import { fullTime } from '#newsroom/parts/times.ts'
import { ended } from '#newsroom/parts/words.ts'

/** Says why the story cannot be changed here, when it cannot. */
export function StandingNotice() {
  const { view, readOnly } = useDesk()
  const zone = useZone()
  if (view.state === 'withdrawn') {
    return (
      <Notice asks>
        {ended(
          `${view.publishedAt === null ? 'Spiked' : 'Withdrawn'}${view.withdrawn ? ` ${fullTime(view.withdrawn.at, zone)}` : ''}`,
        )}
        {view.withdrawn?.reason ? ` “${view.withdrawn.reason}”` : ''} To go on with it, copy it to a new draft from the
        menu above.
      </Notice>
    )
  }
  if (!readOnly) return null
  return (
    <Notice>You can read this story. It is out or about to be, so changes are for editors and the copy desk.</Notice>
  )
}
