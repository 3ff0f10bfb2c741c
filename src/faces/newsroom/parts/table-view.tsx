import type { Command } from '@tiptap/pm/state'
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, toggleHeaderRow } from '@tiptap/pm/tables'
import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react'

const ACTS: readonly (readonly [string, Command])[] = [
  ['Row below', addRowAfter],
  ['Column right', addColumnAfter],
  ['Delete row', deleteRow],
  ['Delete column', deleteColumn],
  ['Header row', toggleHeaderRow],
]

/** A table with its caption; what can be done to it acts where the cursor stands. */
export function TableBlock({ node, updateAttributes, deleteNode, editor, getPos }: NodeViewProps) {
  // Without the cursor in this table, its last cell is meant.
  function act(command: Command) {
    const pos = getPos()
    if (pos === undefined) return
    const { from } = editor.state.selection
    if (from <= pos || from >= pos + node.nodeSize) editor.commands.setTextSelection(pos + node.nodeSize - 4)
    command(editor.state, editor.view.dispatch)
    editor.commands.focus()
  }
  return (
    <NodeViewWrapper as="figure" className="table">
      <input
        className="cite title"
        contentEditable={false}
        aria-label="Caption of the table"
        placeholder="Caption of the table"
        maxLength={1_000}
        readOnly={!editor.isEditable}
        value={String(node.attrs.caption ?? '')}
        onChange={(event) => updateAttributes({ caption: event.currentTarget.value })}
      />
      <div className="wide">
        <NodeViewContent<'table'> as="table" />
      </div>
      {editor.isEditable ? (
        <div className="btns" contentEditable={false}>
          {ACTS.map(([label, command]) => (
            <button key={label} className="btn small" type="button" onClick={() => act(command)}>
              {label}
            </button>
          ))}
          <button className="btn small bare" type="button" onClick={deleteNode}>
            Take out the table
          </button>
        </div>
      ) : null}
    </NodeViewWrapper>
  )
}
