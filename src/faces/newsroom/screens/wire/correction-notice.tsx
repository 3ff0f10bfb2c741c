import { useAlarms, useAnswer } from '#newsroom/parts/alarms.ts'
import { Icon } from '#newsroom/parts/icon.tsx'
import { useMe } from '#newsroom/parts/me.ts'
import { shortNameOf } from './marks.ts'

/** A correction of something we used, until someone says that they saw it. */
export function CorrectionNotice({ itemId }: { readonly itemId: string }) {
  const alarms = useAlarms().filter((alarm) => alarm.itemId === itemId && alarm.kind === 'correction')
  const answer = useAnswer()
  const { may } = useMe()
  return alarms.map((alarm) => (
    <section className="must-see" key={alarm.id} aria-label="A correction to acknowledge">
      <p>
        <Icon name="look" /> <b>{alarm.sentence}</b>
        {alarm.stories.length > 0 ? ` In ${alarm.stories.map(shortNameOf).join(', ')}.` : ''}
      </p>
      {may.publish ? (
        <button className="btn small" type="button" onClick={() => void answer(alarm, 'Acknowledged.')}>
          Acknowledge the correction
        </button>
      ) : null}
    </section>
  ))
}
