import type { ReactNode } from 'react'
import type { PhotoUse } from '#domains/stories/shared'
import { AreaField, TextField } from '#newsroom/parts/field.tsx'
import { FocusPicker } from '#newsroom/parts/focus-picker.tsx'
import { Icon } from '#newsroom/parts/icon.tsx'
import { useMe } from '#newsroom/parts/me.ts'
import { cautionsFor } from '#newsroom/parts/photo-cautions.ts'
import { PhotoImage, usePhoto } from '#newsroom/parts/photo-image.tsx'
import { Cautions } from '#newsroom/parts/photo-marks.tsx'

interface PhotoUseCardProps {
  /** Its place among all photos of the story, for jumping to its fields. */
  readonly at: number
  readonly use: PhotoUse
  readonly onUse: (use: PhotoUse) => void
  readonly acts: ReactNode
}

/** A photo as this story uses it. Its words here are the story's own; the library keeps its own. */
export function PhotoUseCard({ at, use, onUse, acts }: PhotoUseCardProps) {
  const { paper } = useMe()
  const photo = usePhoto(use.photoId)
  const uncredited = use.credit.trim() === '' && use.creator.trim() === ''
  return (
    <div className="thumb">
      <PhotoImage use={use} />
      <div className="stack tight">
        <AreaField
          label="Caption"
          data-field={`caption-${at}`}
          rows={3}
          maxLength={5_000}
          value={use.caption}
          onValue={(caption) => onUse({ ...use, caption })}
        />
        <AreaField
          label={use.alt.trim() === '' && use.photoId !== '' ? 'Alt text is missing' : 'Alt text'}
          wrong={
            use.alt.trim() === '' && use.photoId !== ''
              ? 'Say what the photo shows, for those who do not see it.'
              : undefined
          }
          data-field={`alt-${at}`}
          maxLength={1_000}
          value={use.alt}
          onValue={(alt) => onUse({ ...use, alt })}
        />
        <div className="two">
          <TextField
            label="Photographer"
            maxLength={300}
            value={use.creator}
            onValue={(creator) => onUse({ ...use, creator })}
          />
          <TextField
            label={uncredited ? 'Credit is missing' : 'Credit'}
            wrong={uncredited ? 'Agency or paper.' : undefined}
            data-field={`credit-${at}`}
            maxLength={300}
            value={use.credit}
            onValue={(credit) => onUse({ ...use, credit })}
          />
        </div>
        {photo.data?.retired ? (
          <p className="red">
            <Icon name="stop" small /> This photo was taken out of the library. Choose another.
          </p>
        ) : null}
        {photo.data ? <Cautions cautions={cautionsFor(photo.data, use, paper)} /> : null}
        {photo.data?.instructions ? <p className="hint quiet">The agency says: {photo.data.instructions}</p> : null}
        {photo.data?.large ? (
          <details className="more">
            <summary>Focal point</summary>
            <FocusPicker
              src={photo.data.large}
              focus={use.focus ?? photo.data.focus ?? undefined}
              onFocus={(focus) => onUse({ ...use, focus })}
            />
          </details>
        ) : null}
        <div className="btns">{acts}</div>
      </div>
    </div>
  )
}
