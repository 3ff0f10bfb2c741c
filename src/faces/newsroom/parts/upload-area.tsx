import { type ReactNode, useRef, useState } from 'react'
import type { PhotoView } from '#faces/api/contract'
import { Icon } from './icon.tsx'
import { PHOTO_TYPES, type Upload, useUploads } from './uploads.ts'

interface UploadAreaProps {
  readonly onPhoto: (photo: PhotoView) => void
  readonly className?: string
  /** Gets the button that does what dropping does. */
  readonly children: (choose: ReactNode) => ReactNode
}

/** A place where photos can be dropped, and the button for those who do not drag. */
export function UploadArea({ onPhoto, className = '', children }: UploadAreaProps) {
  const { uploads, send, drop } = useUploads(onPhoto)
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const carriesFiles = (event: React.DragEvent) => event.dataTransfer.types.includes('Files')
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has a twin, the button
    <div
      className={`droparea ${className} ${over ? 'over' : ''}`}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={(event) => {
        if (!carriesFiles(event)) return
        event.preventDefault()
        setOver(false)
        void send([...event.dataTransfer.files])
      }}
    >
      <input
        ref={input}
        type="file"
        accept={PHOTO_TYPES}
        multiple
        hidden
        onChange={(event) => {
          void send([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      {children(
        <button className="btn primary" type="button" onClick={() => input.current?.click()}>
          <Icon name="plus" />
          Upload photos
        </button>,
      )}
      <Uploads uploads={uploads} onDrop={drop} />
    </div>
  )
}

function Uploads({ uploads, onDrop }: { readonly uploads: readonly Upload[]; readonly onDrop: (key: number) => void }) {
  if (uploads.length === 0) return null
  return (
    <ul className="uploads" aria-label="Uploads">
      {uploads.map((upload) => (
        <li key={upload.key}>
          <span className="file">{upload.name}</span>
          {upload.state === 'failed' ? (
            <span className="red" role="alert">
              <Icon name="stop" small /> {upload.sentence}
            </span>
          ) : (
            <progress value={upload.done} max={1} aria-label={`Uploading ${upload.name}`} />
          )}
          {upload.state === 'failed' ? (
            <button className="btn small" type="button" onClick={() => onDrop(upload.key)}>
              Dismiss
            </button>
          ) : (
            <span className="quiet">
              {upload.state === 'waiting'
                ? 'Waiting'
                : upload.done >= 1
                  ? 'Making sizes…'
                  : `${Math.round(upload.done * 100)}%`}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
