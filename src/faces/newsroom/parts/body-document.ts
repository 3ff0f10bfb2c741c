import { type Block, type Body, PhotoUse, type Run } from '#domains/stories/shared'

/** A node of the editor's document, as ProseMirror writes it in JSON. */
export interface DocNode {
  type: string
  attrs?: Record<string, unknown>
  content?: DocNode[]
  text?: string
  marks?: { type: string; attrs?: Record<string, unknown> }[]
}

type Cells = Extract<Block, { type: 'table' }>['rows']

// Bounds of the contract: a longer run is cut in two, a link it would refuse is left out, so that a paste can always be saved.
const RUN_MAX = 20_000
const LINK_MAX = 2_000
const LINK = /^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i

/** True if a story may link there: https, http, mail, telephone, or within our own site. */
export function isLink(href: string): boolean {
  return href.length <= LINK_MAX && LINK.test(href)
}

/** A story's body as the editor's document. */
export function documentOf(body: Body): DocNode {
  const blocks = canonical(body).map(nodeOf)
  return { type: 'doc', content: blocks.length > 0 ? blocks : [{ type: 'paragraph' }] }
}

/** The editor's document as a story's body, in its canonical form. */
export function bodyOf(doc: DocNode): Body {
  return canonical((doc.content ?? []).flatMap(blockOf))
}

/**
 * The one form of a body that the editor keeps: neighboring runs with the same marks are one, no run is empty, tables are
 * rectangular, lists have items, and no empty paragraphs trail. `bodyOf(documentOf(body))` is always `canonical(body)`.
 */
export function canonical(body: Body): Body {
  const blocks = body.flatMap(canonicalBlock)
  while (blocks.length > 0 && isEmptyParagraph(blocks.at(-1))) blocks.pop()
  return blocks
}

function isEmptyParagraph(block: Block | undefined): boolean {
  return block?.type === 'paragraph' && block.runs.length === 0
}

function canonicalBlock(block: Block): Block[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [{ ...block, runs: joined(block.runs) }]
    case 'list':
      return block.items.length === 0 ? [] : [{ ...block, items: block.items.map(joined) }]
    case 'quote':
      return [{ ...block, paragraphs: block.paragraphs.length === 0 ? [[]] : block.paragraphs.map(joined) }]
    case 'table':
      return [{ ...block, rows: rectangular(block.rows) }]
    default:
      return [block]
  }
}

function rectangular(rows: Cells): Cells {
  const width = Math.max(1, ...rows.map((row) => row.length))
  return (rows.length === 0 ? [[]] : rows).map((row) =>
    Array.from({ length: width }, (_, column) => {
      const cell = row[column]
      return cell ? { ...cell, runs: joined(cell.runs) } : { runs: [] }
    }),
  )
}

function joined(runs: readonly Run[]): Run[] {
  const out: Run[] = []
  for (const run of runs) {
    const last = out.at(-1)
    const room = last && last.text.length + run.text.length <= RUN_MAX
    if (run.text === '') continue
    if (last && room && last.bold === run.bold && last.italic === run.italic && last.link === run.link) {
      out[out.length - 1] = { ...last, text: last.text + run.text }
    } else {
      out.push(run)
    }
  }
  return out
}

function nodeOf(block: Block): DocNode {
  switch (block.type) {
    case 'paragraph':
      return withContent('paragraph', inlineOf(block.runs))
    case 'heading':
      return withContent('heading', inlineOf(block.runs), { level: block.level })
    case 'list':
      return withContent(
        block.ordered ? 'orderedList' : 'bulletList',
        block.items.map((runs) => withContent('listItem', [withContent('paragraph', inlineOf(runs))])),
      )
    case 'quote': {
      const paragraphs = block.paragraphs.map((runs) => withContent('paragraph', inlineOf(runs)))
      return withContent('blockquote', paragraphs, { cite: block.cite })
    }
    case 'pullquote':
      return withContent('pullquote', plain(block.text), { cite: block.cite })
    case 'preformatted':
      return withContent('preformatted', plain(block.text))
    case 'photo':
      return { type: 'photo', attrs: { photo: block.photo } }
    case 'gallery':
      return { type: 'gallery', attrs: { title: block.title, photos: block.photos } }
    case 'table':
      return withContent('table', block.rows.map(rowOf), { caption: block.caption })
    case 'embed':
      return { type: 'embed', attrs: { url: block.url, title: block.title } }
    case 'correction':
      return { type: 'correction', attrs: { text: block.text, on: block.on } }
  }
}

function rowOf(row: Cells[number]): DocNode {
  return withContent(
    'tableRow',
    row.map((cell) =>
      withContent(cell.header ? 'tableHeader' : 'tableCell', [withContent('paragraph', inlineOf(cell.runs))]),
    ),
  )
}

function withContent(type: string, content: DocNode[], attrs?: Record<string, unknown>): DocNode {
  return { type, ...(attrs ? { attrs } : {}), ...(content.length > 0 ? { content } : {}) }
}

function plain(text: string): DocNode[] {
  return text === '' ? [] : [{ type: 'text', text }]
}

function inlineOf(runs: readonly Run[]): DocNode[] {
  return runs.flatMap((run) => {
    const marks = [
      ...(run.link ? [{ type: 'link', attrs: { href: run.link } }] : []),
      ...(run.bold ? [{ type: 'bold' }] : []),
      ...(run.italic ? [{ type: 'italic' }] : []),
    ]
    const marked = marks.length > 0 ? { marks } : {}
    return run.text
      .split(/(\n)/)
      .filter((piece) => piece !== '')
      .map(
        (piece): DocNode =>
          piece === '\n' ? { type: 'hardBreak', ...marked } : { type: 'text', text: piece, ...marked },
      )
  })
}

function blockOf(node: DocNode): Block[] {
  const children = node.content ?? []
  switch (node.type) {
    case 'paragraph':
      return [{ type: 'paragraph', runs: runsOf(children) }]
    case 'heading':
      return [{ type: 'heading', level: node.attrs?.level === 3 ? 3 : 2, runs: runsOf(children) }]
    case 'bulletList':
    case 'orderedList':
      return [{ type: 'list', ordered: node.type === 'orderedList', items: children.map(runsInside) }]
    case 'blockquote':
      return [
        { type: 'quote', paragraphs: children.map((child) => runsOf(child.content ?? [])), cite: word(node, 'cite') },
      ]
    case 'pullquote':
      return [{ type: 'pullquote', text: textIn(children), cite: word(node, 'cite') }]
    case 'preformatted':
      return [{ type: 'preformatted', text: textIn(children) }]
    case 'photo': {
      const photo = PhotoUse.safeParse(node.attrs?.photo)
      return photo.success ? [{ type: 'photo', photo: photo.data }] : []
    }
    case 'gallery': {
      const photos = PhotoUse.array().safeParse(node.attrs?.photos)
      return photos.success ? [{ type: 'gallery', title: word(node, 'title'), photos: photos.data }] : []
    }
    case 'table':
      return [
        { type: 'table', caption: word(node, 'caption'), rows: children.map((row) => (row.content ?? []).map(cellOf)) },
      ]
    case 'embed':
      return [{ type: 'embed', url: word(node, 'url'), title: word(node, 'title') }]
    case 'correction':
      return [{ type: 'correction', text: word(node, 'text'), on: word(node, 'on') }]
    default:
      return []
  }
}

function cellOf(node: DocNode): Cells[number][number] {
  return node.type === 'tableHeader' ? { runs: runsInside(node), header: true } : { runs: runsInside(node) }
}

/** The runs of a node that holds paragraphs; more than one are parted by line breaks. */
function runsInside(node: DocNode): Run[] {
  return (node.content ?? []).flatMap((paragraph, index) => [
    ...(index > 0 ? [{ text: '\n' }] : []),
    ...runsOf(paragraph.content ?? []),
  ])
}

function runsOf(nodes: readonly DocNode[]): Run[] {
  return nodes.flatMap((node) => {
    const text = node.type === 'hardBreak' ? '\n' : (node.text ?? '')
    const has = (name: string) => node.marks?.find((mark) => mark.type === name)
    const href = has('link')?.attrs?.href
    const marks = {
      ...(has('bold') ? { bold: true as const } : {}),
      ...(has('italic') ? { italic: true as const } : {}),
      ...(typeof href === 'string' && isLink(href) ? { link: href } : {}),
    }
    return pieces(text).map((piece) => ({ text: piece, ...marks }))
  })
}

function pieces(text: string): string[] {
  const out: string[] = []
  for (let from = 0; from < text.length; from += RUN_MAX) out.push(text.slice(from, from + RUN_MAX))
  return out
}

function textIn(nodes: readonly DocNode[]): string {
  return nodes.map((node) => (node.type === 'hardBreak' ? '\n' : (node.text ?? ''))).join('')
}

function word(node: DocNode, name: string): string {
  const value = node.attrs?.[name]
  return typeof value === 'string' ? value : ''
}
