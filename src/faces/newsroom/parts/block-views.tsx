import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { type ReactNode, useState } from 'react'
import { apDate } from '#domains/paper/shared'
import { PhotoUse } from '#domains/stories/shared'
import { useDesk } from './desk.ts'
import { Icon } from './icon.tsx'
import { PhotoImage } from './photo-image.tsx'
import { PhotoPicker } from './photo-picker.tsx'
import { photosOfNode, useOf } from './photo-uses.ts'

// How each kind of block looks while it is written: as readers will see it, with its controls at hand.

function word(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function Handles({ children }: { readonly children: ReactNode }) {
  return (
    <span className="handles" contentEditable={false}>
      {children}
    </span>
  )
}

function TakeOut({ what, onPress }: { readonly what: string; readonly onPress: () => void }) {
  return (
    <button className="btn small" type="button" onClick={onPress}>
      <Icon name="bin" small />
      <span className="vh">Take out the {what}</span>
    </button>
  )
}

function Cite({ node, updateAttributes, editor }: NodeViewProps) {
  return (
    <input
      className="cite"
      contentEditable={false}
      aria-label="Who said it"
      placeholder="Who said it"
      maxLength={300}
      readOnly={!editor.isEditable}
      value={word(node.attrs.cite)}
      onChange={(event) => updateAttributes({ cite: event.currentTarget.value })}
    />
  )
}

export function PullquoteBlock(props: NodeViewProps) {
  return (
    <NodeViewWrapper as="aside" className="pull">
      <NodeViewContent className="words" />
      <Cite {...props} />
      {props.editor.isEditable ? (
        <Handles>
          <TakeOut what="pull quote" onPress={props.deleteNode} />
        </Handles>
      ) : null}
    </NodeViewWrapper>
  )
}

export function QuoteBlock(props: NodeViewProps) {
  return (
    <NodeViewWrapper as="blockquote">
      <NodeViewContent />
      <Cite {...props} />
    </NodeViewWrapper>
  )
}

/** Caption and credit under a picture, as on the page. */
export function Caption({ use }: { readonly use: PhotoUse }) {
  const credit = [use.creator, use.credit].filter(Boolean).join(' / ')
  const missing = [use.caption === '' && 'caption', credit === '' && 'credit', use.alt === '' && 'alt text'].filter(
    Boolean,
  )
  return (
    <figcaption>
      {use.caption} {credit ? <span className="credit">({credit})</span> : null}{' '}
      {missing.length > 0 ? (
        <span className="red strong">
          <Icon name="stop" small /> No {missing.join(', no ')}
        </span>
      ) : null}
    </figcaption>
  )
}

export function PhotoBlock({ node, deleteNode, editor, selected }: NodeViewProps) {
  const { open } = useDesk()
  const use = PhotoUse.safeParse(node.attrs.photo).data
  return (
    <NodeViewWrapper as="figure" className={selected ? 'picked' : undefined} data-drag-handle="">
      {use ? <PhotoImage use={use} size="large" /> : null}
      {use ? <Caption use={use} /> : null}
      {editor.isEditable ? (
        <Handles>
          <button className="btn small" type="button" onClick={() => open('photos')}>
            Edit photo
          </button>
          <TakeOut what="photo" onPress={deleteNode} />
        </Handles>
      ) : null}
    </NodeViewWrapper>
  )
}

export function GalleryBlock({ node, deleteNode, updateAttributes, editor, selected }: NodeViewProps) {
  const { open } = useDesk()
  const [adding, setAdding] = useState(false)
  const photos = photosOfNode(node.attrs.photos)
  return (
    <NodeViewWrapper as="figure" className={selected ? 'gallery picked' : 'gallery'} data-drag-handle="">
      <input
        className="cite title"
        aria-label="Title of the gallery"
        placeholder="Title of the gallery"
        maxLength={300}
        readOnly={!editor.isEditable}
        value={word(node.attrs.title)}
        onChange={(event) => updateAttributes({ title: event.currentTarget.value })}
      />
      <div className="strip">
        {photos.map((use, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a gallery may show one photo twice
          <PhotoImage key={`${use.photoId} ${index}`} use={use} />
        ))}
      </div>
      {editor.isEditable ? (
        <Handles>
          <button className="btn small" type="button" onClick={() => setAdding(true)}>
            Add photos
          </button>
          <button className="btn small" type="button" onClick={() => open('photos')}>
            Edit photos
          </button>
          <TakeOut what="gallery" onPress={deleteNode} />
        </Handles>
      ) : null}
      {adding ? (
        <PhotoPicker
          title="Add to the gallery"
          many
          onClose={() => setAdding(false)}
          onPick={(picked) => {
            updateAttributes({ photos: [...photos, ...picked.map(useOf)] })
            setAdding(false)
          }}
        />
      ) : null}
    </NodeViewWrapper>
  )
}

export function EmbedBlock({ node, deleteNode, updateAttributes, editor, selected }: NodeViewProps) {
  const url = word(node.attrs.url)
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url
  return (
    <NodeViewWrapper as="figure" className={selected ? 'embed picked' : 'embed'} data-drag-handle="">
      <p>
        <Icon name="embed" /> <b className="strong">{host}</b>{' '}
        <span className="quiet">Readers press to load it; until then nothing comes from there.</span>
      </p>
      <input
        className="cite"
        aria-label="What the embed shows"
        placeholder="What it shows, in words"
        maxLength={300}
        readOnly={!editor.isEditable}
        value={word(node.attrs.title)}
        onChange={(event) => updateAttributes({ title: event.currentTarget.value })}
      />
      <a className="quiet" href={url} target="_blank" rel="noreferrer">
        {url}
      </a>
      {editor.isEditable ? (
        <Handles>
          <TakeOut what="embed" onPress={deleteNode} />
        </Handles>
      ) : null}
    </NodeViewWrapper>
  )
}

export function CorrectionBlock({ node, deleteNode, updateAttributes, editor }: NodeViewProps) {
  return (
    <NodeViewWrapper as="div" className="correction" data-drag-handle="">
      <b>Correction, {apDate(word(node.attrs.on))}:</b>
      <textarea
        className="grow"
        aria-label="Text of the correction"
        placeholder="What was wrong, and what is so"
        maxLength={5_000}
        rows={2}
        readOnly={!editor.isEditable}
        value={word(node.attrs.text)}
        onChange={(event) => updateAttributes({ text: event.currentTarget.value })}
      />
      {editor.isEditable ? (
        <Handles>
          <TakeOut what="correction note" onPress={deleteNode} />
        </Handles>
      ) : null}
    </NodeViewWrapper>
  )
}
