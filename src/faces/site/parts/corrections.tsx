import { apDate, dayIn } from '#domains/paper'
import type { Correction } from '#domains/stories'

/** The corrections of a story that stand in this place. */
export function Corrections({
  corrections,
  placement,
  zone,
}: {
  corrections: readonly Correction[]
  placement: 'top' | 'foot'
  zone: string
}) {
  const here = corrections.filter((correction) => correction.placement === placement)
  if (here.length === 0) return null
  return (
    <section class="corrections" aria-label={here.length === 1 ? 'Correction' : 'Corrections'}>
      {here.map((correction) => (
        <p class="correction" id={`correction-${correction.id}`}>
          <b>Correction, {apDate(dayIn(zone, correction.at))}:</b> {correction.text}
        </p>
      ))}
    </section>
  )
}
