import { type Extensions, Node } from '@tiptap/core'
import { goToNextCell, isInTable, tableEditing } from '@tiptap/pm/tables'

// Which part of a table each node plays, for prosemirror-tables.
const ROLES: Readonly<Record<string, string>> = {
  table: 'table',
  tableRow: 'row',
  tableCell: 'cell',
  tableHeader: 'header_cell',
}

// A body's tables have no spans and no set widths; prosemirror-tables wants the attributes all the same.
const noSpans = () => ({
  colspan: { default: 1, rendered: false, parseHTML: () => 1 },
  rowspan: { default: 1, rendered: false, parseHTML: () => 1 },
  colwidth: { default: null, rendered: false, parseHTML: () => null },
})

/** A table with a caption. Enter in a cell breaks the line; Tab goes to the next cell and, past the last, leaves the table. */
export const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  addAttributes: () => ({
    caption: {
      default: '',
      parseHTML: (element) =>
        element.getAttribute('data-caption') ?? element.querySelector('caption')?.textContent?.trim() ?? '',
      renderHTML: ({ caption }) => ({ 'data-caption': String(caption) }),
    },
  }),
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: ({ HTMLAttributes }) => ['table', HTMLAttributes, ['tbody', 0]],
  addProseMirrorPlugins: () => [tableEditing()],
  extendNodeSchema: (extension) => (ROLES[extension.name] ? { tableRole: ROLES[extension.name] } : {}),
  addKeyboardShortcuts() {
    const inTable = () => isInTable(this.editor.state)
    const move = (direction: 1 | -1) => () => goToNextCell(direction)(this.editor.state, this.editor.view.dispatch)
    return {
      Tab: move(1),
      'Shift-Tab': move(-1),
      Enter: () => inTable() && this.editor.commands.insertContent({ type: 'hardBreak' }),
    }
  },
})

const Row = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)*',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: ({ HTMLAttributes }) => ['tr', HTMLAttributes, 0],
})

function cell(name: string, tag: 'td' | 'th') {
  return Node.create({
    name,
    content: 'paragraph',
    isolating: true,
    addAttributes: noSpans,
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  })
}

/** The parts of a table but the table itself, which the editor gives a view. */
export const tableParts: Extensions = [Row, cell('tableCell', 'td'), cell('tableHeader', 'th')]

export const tableNodes: Extensions = [Table, ...tableParts]
