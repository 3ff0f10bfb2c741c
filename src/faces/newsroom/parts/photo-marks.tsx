import type { CautionView, PhotoView } from '#faces/api/contract'
import { Icon } from './icon.tsx'

/** In a word or two what must be known of a photo before it is used; nothing where nothing must. */
export function PhotoMarks({ photo }: { readonly photo: PhotoView }) {
  const blocking = photo.cautions.filter(({ blocks }) => blocks)
  const others = photo.cautions.length - blocking.length
  return (
    <>
      {photo.retired ? (
        <span className="cred red strong">
          <Icon name="bin" small /> Taken out{photo.retired.reason ? `: ${photo.retired.reason}` : ''}
        </span>
      ) : null}
      {blocking[0] ? (
        <span className="cred red strong">
          <Icon name="stop" small /> {blocking[0].sentence}
        </span>
      ) : null}
      {others > 0 && blocking.length === 0 ? (
        <span className="cred">
          <Icon name="look" small /> {others === 1 ? photo.cautions[0]?.sentence : `${others} restrictions`}
        </span>
      ) : null}
      {photo.alt === '' && !photo.retired ? (
        <span className="cred red strong">
          <Icon name="look" small /> No alt text
        </span>
      ) : null}
    </>
  )
}

/** Every caution in a line of its own, what stops the photo first. */
export function Cautions({ cautions }: { readonly cautions: readonly CautionView[] }) {
  if (cautions.length === 0) return null
  return (
    <ul className="cautions">
      {cautions.map(({ kind, words, blocks, sentence }) => (
        <li key={`${kind} ${words}`} className={blocks ? 'red' : 'quiet'}>
          <Icon name={blocks ? 'stop' : 'look'} small /> {sentence}
        </li>
      ))}
    </ul>
  )
}
