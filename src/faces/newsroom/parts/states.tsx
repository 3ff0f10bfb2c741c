import type { StateName } from '#faces/api/contract'
import { Icon, type IconName } from './icon.tsx'

export const stateWords: Record<StateName, string> = {
  draft: 'Draft',
  scheduled: 'Scheduled',
  published: 'Published',
  withdrawn: 'Withdrawn',
}

const DISCS: Record<StateName, IconName> = {
  draft: 'state-draft',
  scheduled: 'state-scheduled',
  published: 'state-published',
  withdrawn: 'state-withdrawn',
}

/** A story's state as a disc and a word. A published story with edits readers do not have yet says so. */
export function StateMark({
  state,
  hasUnpublishedChanges = false,
}: {
  readonly state: StateName
  readonly hasUnpublishedChanges?: boolean
}) {
  const edited = state === 'published' && hasUnpublishedChanges
  return (
    <span className="st">
      <Icon name={edited ? 'state-update' : DISCS[state]} />
      {edited ? 'Edits to publish' : stateWords[state]}
    </span>
  )
}

export function Disc({ state }: { readonly state: StateName }) {
  return <Icon name={DISCS[state]} />
}
