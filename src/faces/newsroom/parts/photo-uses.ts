import type { Editor } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import { PhotoUse } from '#domains/stories/shared'
import type { PhotoView } from '#faces/api/contract'

/** A photo of the library as a story first uses it: with the words it already has. */
export function useOf(photo: PhotoView): PhotoUse {
  const { id, caption, creator, credit, alt, focus } = photo
  return { photoId: id, caption, creator, credit, alt, ...(focus ? { focus } : {}) }
}

interface Place {
  readonly pos: number
  /** Which of a gallery; undefined for a photo by itself. */
  readonly at: number | undefined
}

/** Where in the document the nth photo of the text is, counting those in galleries. */
function placeOf(editor: Editor, nth: number): Place | undefined {
  let seen = 0
  let found: Place | undefined
  editor.state.doc.forEach((node, pos) => {
    if (found) return
    if (node.type.name === 'photo') {
      if (seen === nth) found = { pos, at: undefined }
      seen += 1
    } else if (node.type.name === 'gallery') {
      const photos = photosOfNode(node.attrs.photos)
      if (nth < seen + photos.length) found = { pos, at: nth - seen }
      seen += photos.length
    }
  })
  return found
}

/** The photos a gallery node holds. */
export function photosOfNode(value: unknown): PhotoUse[] {
  return PhotoUse.array().catch([]).parse(value)
}

/** Changes the nth photo of the text, or takes it out when given undefined; a gallery without photos goes too. Undo brings it back. */
export function changeBodyPhoto(editor: Editor, nth: number, photo: PhotoUse | undefined): void {
  const place = placeOf(editor, nth)
  const node = place && editor.state.doc.nodeAt(place.pos)
  if (!place || !node) return
  // A step of its own, so that undoing it undoes nothing else.
  const tr = photo ? editor.state.tr : closeHistory(editor.state.tr)
  if (place.at === undefined) {
    if (photo) tr.setNodeMarkup(place.pos, undefined, { ...node.attrs, photo })
    else tr.delete(place.pos, place.pos + node.nodeSize)
  } else {
    const photos = photosOfNode(node.attrs.photos)
    const changed = photo ? photos.with(place.at, photo) : photos.toSpliced(place.at, 1)
    if (changed.length > 0) tr.setNodeMarkup(place.pos, undefined, { ...node.attrs, photos: changed })
    else tr.delete(place.pos, place.pos + node.nodeSize)
  }
  editor.view.dispatch(tr)
}

/** Brings the nth photo of the text into view. */
export function showBodyPhoto(editor: Editor, nth: number): void {
  const place = placeOf(editor, nth)
  if (!place) return
  const element = editor.view.nodeDOM(place.pos)
  if (element instanceof HTMLElement) element.scrollIntoView({ block: 'center' })
}
