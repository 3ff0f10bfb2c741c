import type { Extensions } from '@tiptap/core'
import { ReactNodeViewRenderer } from '@tiptap/react'
import { CorrectionBlock, EmbedBlock, GalleryBlock, PhotoBlock, PullquoteBlock, QuoteBlock } from './block-views.tsx'
import {
  Correction,
  Embed,
  Gallery,
  LineBreak,
  ListItem,
  Photo,
  Preformatted,
  Pullquote,
  plainNodes,
  Quote,
} from './story-nodes.ts'
import { Table, tableParts } from './table-nodes.ts'
import { TableBlock } from './table-view.tsx'

type View = Parameters<typeof ReactNodeViewRenderer>[0]

function seen(view: View, contentDOMElementTag?: string) {
  return () => ReactNodeViewRenderer(view, contentDOMElementTag ? { contentDOMElementTag } : {})
}

/** The schema of a story with a view for every block that is more than text. */
export const storyExtensions: Extensions = [
  plainNodes,
  ListItem,
  LineBreak,
  Preformatted,
  Quote.extend({ addNodeView: () => seen(QuoteBlock)() }),
  Pullquote.extend({ addNodeView: () => seen(PullquoteBlock)() }),
  Photo.extend({ addNodeView: () => seen(PhotoBlock)() }),
  Gallery.extend({ addNodeView: () => seen(GalleryBlock)() }),
  Embed.extend({ addNodeView: () => seen(EmbedBlock)() }),
  Correction.extend({ addNodeView: () => seen(CorrectionBlock)() }),
  Table.extend({ addNodeView: () => seen(TableBlock, 'tbody')() }),
  ...tableParts,
]
