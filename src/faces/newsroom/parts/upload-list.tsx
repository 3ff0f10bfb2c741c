import { Icon } from './icon.tsx'
import type { Upload } from './uploads.ts'

interface UploadListProps {
  readonly uploads: readonly Upload[]
  readonly onCancel: (key: number) => void
  readonly onAgain: (key: number) => void
}

/** How far each file is, what is wrong with those that failed, and how many of all are done. */
export function UploadList({ uploads, onCancel, onAgain }: UploadListProps) {
  if (uploads.length === 0) return null
  const done = uploads.filter(({ state }) => state === 'done').length
  const failed = uploads.filter(({ state }) => state === 'failed').length
  return (
    <section className="uploading" aria-label="Uploads">
      <p className="quiet" role="status">
        {done} of {uploads.length} uploaded{failed > 0 ? `, ${failed} failed` : ''}
      </p>
      <ul className="uploads">
        {uploads.map((upload) => (
          <li key={upload.key}>
            <span className="file">{upload.name}</span>
            <Progress upload={upload} />
            <span className="btns">
              {upload.state === 'failed' ? (
                <button className="btn small" type="button" onClick={() => onAgain(upload.key)}>
                  Try again
                </button>
              ) : null}
              {upload.state === 'done' ? (
                <Icon name="check" small />
              ) : (
                <button
                  className="btn small bare"
                  type="button"
                  aria-label={`${upload.state === 'failed' ? 'Dismiss' : 'Cancel'} ${upload.name}`}
                  onClick={() => onCancel(upload.key)}
                >
                  {upload.state === 'failed' ? 'Dismiss' : 'Cancel'}
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Progress({ upload: { state, share, name, sentence } }: { readonly upload: Upload }) {
  if (state === 'failed')
    return (
      <span className="red" role="alert">
        <Icon name="stop" small /> {sentence}
      </span>
    )
  if (state === 'waiting') return <span className="quiet">Waiting</span>
  if (state === 'done') return <span className="quiet">In the library</span>
  if (share >= 1) return <span className="quiet">Reading the picture…</span>
  return (
    <span className="sending">
      <progress value={share} max={1} aria-label={`Uploading ${name}`} />
      <span className="n">{Math.floor(share * 100)}%</span>
    </span>
  )
}
