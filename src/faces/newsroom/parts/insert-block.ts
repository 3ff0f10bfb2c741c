import type { Editor, JSONContent } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'

/**
 * Puts blocks into the text after the one where the cursor stands, or in its place if it is an empty paragraph; never over anything.
 * The cursor goes inside the first of them, or after the last.
 */
export function insertBlocks(editor: Editor, blocks: readonly JSONContent[], cursor: 'inside' | 'after'): void {
  const { $to } = editor.state.selection
  const top = $to.depth > 0 ? $to.node(1) : undefined
  const isEmpty = top?.type.name === 'paragraph' && top.content.size === 0
  const to = $to.depth > 0 ? $to.after(1) : editor.state.selection.to
  const from = isEmpty ? $to.before(1) : to
  const before = editor.state.doc.content.size - (to - from)
  editor
    .chain()
    .focus()
    .insertContentAt({ from, to }, [...blocks], { updateSelection: false })
    .run()
  editor.commands.command(({ tr }) => {
    const end = from + tr.doc.content.size - before
    const at = Math.min(cursor === 'inside' ? from + 1 : end, tr.doc.content.size)
    tr.setSelection(TextSelection.near(tr.doc.resolve(at))).scrollIntoView()
    return true
  })
}
