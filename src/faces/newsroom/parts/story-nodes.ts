import { type Extensions, mergeAttributes, Node } from '@tiptap/core'
import { StarterKit } from '@tiptap/starter-kit'
import { isLink } from './body-document.ts'
import { tableNodes } from './table-nodes.ts'

// The editor's schema: what a story's body can be, and nothing else, so that whatever is pasted comes out as a body.

/** An attribute that travels through the clipboard as JSON. */
function inJson(name: string, empty: unknown) {
  return {
    default: empty,
    parseHTML: (element: HTMLElement) => read(element.getAttribute(`data-${name}`), empty),
    renderHTML: (attributes: Record<string, unknown>) => ({ [`data-${name}`]: JSON.stringify(attributes[name]) }),
  }
}

function read(json: string | null, empty: unknown): unknown {
  try {
    return json === null ? empty : JSON.parse(json)
  } catch {
    return empty
  }
}

/** A quotation of one or more paragraphs, and who said it. */
export const Quote = Node.create({
  name: 'blockquote',
  group: 'block',
  content: 'paragraph+',
  defining: true,
  addAttributes: () => ({ cite: inJson('cite', '') }),
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: ({ HTMLAttributes }) => ['blockquote', HTMLAttributes, 0],
})

/** A line of the story set large. Its words have no marks. */
export const Pullquote = Node.create({
  name: 'pullquote',
  group: 'block',
  content: 'text*',
  marks: '',
  defining: true,
  isolating: true,
  whitespace: 'pre',
  addAttributes: () => ({ cite: inJson('cite', '') }),
  parseHTML: () => [{ tag: 'aside[data-block=pullquote]', preserveWhitespace: 'full' }],
  renderHTML: ({ HTMLAttributes }) => ['aside', mergeAttributes(HTMLAttributes, { 'data-block': 'pullquote' }), 0],
  addKeyboardShortcuts() {
    // Enter leaves the pull quote: it is one thought.
    return {
      Enter: () => {
        const { $from } = this.editor.state.selection
        if ($from.parent.type.name !== this.name) return false
        const after = $from.after()
        return this.editor
          .chain()
          .insertContentAt(after, { type: 'paragraph' })
          .setTextSelection(after + 1)
          .run()
      },
    }
  },
})

/** Text whose spaces and line ends count: a score, a ballot. */
export const Preformatted = Node.create({
  name: 'preformatted',
  group: 'block',
  content: 'text*',
  marks: '',
  code: true,
  defining: true,
  parseHTML: () => [{ tag: 'pre', preserveWhitespace: 'full' }],
  renderHTML: ({ HTMLAttributes }) => ['pre', HTMLAttributes, 0],
})

/** Words in a list are one line each; a list in a list is flattened. */
export const ListItem = Node.create({
  name: 'listItem',
  content: 'paragraph',
  defining: true,
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: ({ HTMLAttributes }) => ['li', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      'Shift-Tab': () => this.editor.commands.liftListItem(this.name),
    }
  },
})

/** A line end inside a paragraph. */
export const LineBreak = Node.create({
  name: 'hardBreak',
  group: 'inline',
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: 'br' }],
  renderHTML: () => ['br'],
  renderText: () => '\n',
  addKeyboardShortcuts() {
    return { 'Shift-Enter': () => this.editor.commands.insertContent({ type: this.name }) }
  },
})

function block(name: string, attributes: Record<string, unknown>) {
  return Node.create({
    name,
    group: 'block',
    atom: true,
    draggable: true,
    addAttributes: () =>
      Object.fromEntries(Object.entries(attributes).map(([key, empty]) => [key, inJson(key, empty)])),
    parseHTML: () => [{ tag: `div[data-block=${name}]` }],
    renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes, { 'data-block': name })],
  })
}

export const Photo = block('photo', { photo: null })
export const Gallery = block('gallery', { title: '', photos: [] })
export const Embed = block('embed', { url: '', title: '' })
export const Correction = block('correction', { text: '', on: '' })

/** Nodes and marks that StarterKit brings, cut down to what a body has. */
export const plainNodes = StarterKit.configure({
  heading: { levels: [2, 3] },
  link: {
    openOnClick: false,
    autolink: false,
    linkOnPaste: true,
    isAllowedUri: (url) => isLink(url),
    HTMLAttributes: { target: null, rel: null },
  },
  blockquote: false,
  code: false,
  codeBlock: false,
  hardBreak: false,
  horizontalRule: false,
  listItem: false,
  listKeymap: false,
  strike: false,
  underline: false,
  dropcursor: { class: 'drop-here', color: false, width: 2 },
})

/** Every node by itself, without a view: enough for converting and for tests. */
export const storyNodes: Extensions = [
  plainNodes, ListItem, LineBreak, Quote, Pullquote, Preformatted, Photo, Gallery, Embed, Correction, ...tableNodes,
] // biome-ignore format: a list of words
