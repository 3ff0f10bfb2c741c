import { type ReactNode, useRef, useState } from 'react'
import type { PhotoView } from '#faces/api/contract'
import { Icon } from './icon.tsx'
import { PHOTO_TYPES } from './send-photo.ts'
import { UploadList } from './upload-list.tsx'
import { useUploads } from './uploads.ts'

interface UploadAreaProps {
  readonly onPhoto?: (photo: PhotoView) => void
  /** How many came, when none is on its way any more. */
  readonly onAll?: (count: number) => void
  readonly className?: string
  /** Gets the button that does what dropping does. */
  readonly children: (choose: ReactNode) => ReactNode
}

/** A place where photos can be dropped, and the button for those who do not drag. */
export function UploadArea({ onPhoto = () => {}, onAll = () => {}, className = '', children }: UploadAreaProps) {
  const { uploads, send, cancel, again } = useUploads(onPhoto, onAll)
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
        send([...event.dataTransfer.files])
      }}
    >
      <input
        ref={input}
        type="file"
        accept={PHOTO_TYPES}
        multiple
        hidden
        onChange={(event) => {
          send([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      {children(
        <button className="btn primary" type="button" onClick={() => input.current?.click()}>
          <Icon name="plus" />
          Upload photos
        </button>,
      )}
      <UploadList uploads={uploads} onCancel={cancel} onAgain={again} />
    </div>
  )
}
