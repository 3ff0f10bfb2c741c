import { useEffect, useState } from 'react'
import { previewOf } from '#newsroom/api-calls.ts'
import { useDesk } from '#newsroom/parts/desk.ts'
import { Sheet } from '#newsroom/parts/dialog.tsx'
import { Icon } from '#newsroom/parts/icon.tsx'
import { Loading } from '#newsroom/parts/rest.tsx'

/** The page exactly as readers will get it, at the width of a desk or a phone. Saves first, so that it shows what was typed. */
export function PreviewSheet({ onClose }: { readonly onClose: () => void }) {
  const { view, saveAll, readOnly } = useDesk()
  const [width, setWidth] = useState<'desk' | 'phone'>('desk')
  const [ready, setReady] = useState(readOnly)
  // biome-ignore lint/correctness/useExhaustiveDependencies: saved once, when the preview opens
  useEffect(() => {
    if (!readOnly) void saveAll().then(() => setReady(true))
  }, [])
  return (
    <Sheet
      title="Preview"
      onClose={onClose}
      shape="full"
      beside={
        <>
          <button className="btn small" type="button" aria-pressed={width === 'desk'} onClick={() => setWidth('desk')}>
            <Icon name="desk" small /> 1280
          </button>
          <button
            className="btn small"
            type="button"
            aria-pressed={width === 'phone'}
            onClick={() => setWidth('phone')}
          >
            <Icon name="phone" small /> 390
          </button>
          <a className="btn small bare" href={previewOf(view.id)} target="_blank" rel="noreferrer">
            <Icon name="out" small /> New tab
          </a>
        </>
      }
    >
      <div className="stage">
        {ready ? (
          <iframe className={width} title="The story as readers will see it" src={previewOf(view.id)} />
        ) : (
          <Loading what="the page" />
        )}
      </div>
    </Sheet>
  )
}
