import { type Block, type Run, textOfBlock, textOfRuns } from '#domains/stories'
import { Refusal } from '#platform/refusal'
import { isPhotoFrame, pictureIn, picturesIn } from './html-photos.ts'
import { furnitureRole, hintOf, INLINE, isNamedBody, SKIPPED } from './html-roles.ts'
import {
  attribute,
  classWords,
  type Element,
  elementsIn,
  isElement,
  type Node,
  type Parent,
  rawText,
} from './html-tree.ts'
import { type Hint, PIECES_MAX, type Piece, pieceOf } from './piece.ts'
import { linesOf, plain, tidyRuns } from './runs.ts'

/** An element that holds blocks, with the pieces from `from` up to `to` inside it. `parent` is its place in the list, -1 for the outermost. */
export interface Span {
  readonly from: number
  to: number
  readonly parent: number
  readonly isNamed: boolean
}

export interface Walked {
  readonly pieces: Piece[]
  readonly spans: Span[]
  /** Stretches that the markup calls furniture; `isByName` when only a class does. */
  readonly drops: { readonly from: number; readonly to: number; readonly reason: string; readonly isByName: boolean }[]
}

interface Style {
  readonly bold?: true
  readonly italic?: true
  readonly link?: string
  readonly isLinked?: true
  readonly hint?: Hint
  readonly level?: number
}

const EMBEDS =
  /^https:\/\/(?:www\.)?(?:youtube(?:-nocookie)?\.com|youtu\.be|player\.vimeo\.com|vimeo\.com|open\.spotify\.com|w\.soundcloud\.com|datawrapper\.dwcdn\.net|flo\.uri\.sh|www\.documentcloud\.org)\//

/** The page's pieces in reading order, with the elements they stand in. */
export function walkHtml(document: Parent): Walked {
  const pieces: Piece[] = []
  const spans: Span[] = []
  const drops: Walked['drops'] = []
  let runs: Run[] = []
  let linkedLetters = 0
  let breaks = 0
  let inlineHint: Hint | undefined
  let span = -1

  function add(piece: Piece): void {
    pieces.push(piece)
    if (pieces.length > PIECES_MAX)
      throw new Refusal('invalid', 'clipping.too-long', 'This page has too many parts to be one story’s page.')
  }

  function flush(style: Style): void {
    const tidied = tidyRuns(runs)
    const text = textOfRuns(tidied)
    const hint = style.hint ?? (text.length <= 300 ? inlineHint : undefined)
    const linked = text === '' ? 0 : Math.min(1, linkedLetters / text.length)
    runs = []
    linkedLetters = 0
    breaks = 0
    inlineHint = undefined
    if (text.trim() === '') return
    const block: Block =
      style.level === undefined
        ? { type: 'paragraph', runs: tidied.slice(0, 2_000) }
        : { type: 'heading', level: style.level <= 2 ? 2 : 3, runs: tidied.slice(0, 2_000) }
    add(pieceOf(block, { linked, ...(hint && { hint }), ...(style.level !== undefined && { level: style.level }) }))
  }

  function say(value: string, style: Style): void {
    const isIndented = breaks > 0 && /^[ \t\n]*[\u00a0\u2003]{2,}/.test(value)
    if (isIndented) flush(style)
    const text = value.replace(/[\n\t\r\f]+/g, ' ')
    if (/\S/.test(text)) breaks = 0
    runs.push({
      text,
      ...(style.bold && { bold: true }),
      ...(style.italic && { italic: true }),
      ...(style.link && { link: style.link }),
    })
    if (style.isLinked) linkedLetters += plain(text).length
  }

  function walkAll(nodes: readonly Node[], style: Style): void {
    for (const node of nodes) walk(node, style)
  }

  /** The pieces that walking the children gives, taken out of the list. */
  function captured(parent: Parent, style: Style): Piece[] {
    flush(style)
    const from = pieces.length
    const [spanCount, dropCount] = [spans.length, drops.length]
    walkAll(parent.childNodes, style)
    flush(style)
    spans.length = spanCount
    const dropped = drops.splice(dropCount)
    return pieces
      .splice(from)
      .filter((_, place) => !dropped.some((drop) => place + from >= drop.from && place + from < drop.to))
  }

  function walk(node: Node, style: Style): void {
    if (!isElement(node)) {
      if ('value' in node) say(node.value, style)
      return
    }
    if (SKIPPED.has(node.tagName)) return
    const role = furnitureRole(node)
    if (role?.reason === '') return
    if (role) flush(style)
    const from = pieces.length
    walkElement(node, style)
    if (!role) return
    flush(style)
    if (pieces.length > from) drops.push({ from, to: pieces.length, ...role })
  }

  function walkElement(node: Element, style: Style): void {
    if (node.tagName === 'br') lineBreak(style)
    else if (node.tagName === 'img') photo(node, style)
    else if (node.tagName === 'iframe') embed(node, style)
    else if (INLINE.has(node.tagName)) inline(node, style)
    else {
      flush(style)
      block(node, { ...style, ...hinted(node) })
      flush(style)
    }
  }

  function lineBreak(style: Style): void {
    breaks += 1
    if (breaks >= 2) flush(style)
    else runs.push({ text: '\n' })
  }

  function hinted(node: Element): Style {
    const hint = hintOf(node)
    return hint ? { hint } : {}
  }

  function inline(node: Element, style: Style): void {
    const hint = hintOf(node)
    if (hint && hint !== 'caption') inlineHint ??= hint
    walkAll(node.childNodes, { ...style, ...marks(node) })
  }

  function photo(node: Element, style: Style): void {
    const picture = pictureIn(node)
    if (!picture) return
    flush(style)
    add(photoPiece([picture]))
  }

  function embed(node: Element, style: Style): void {
    const url = attribute(node, 'src')
    if (!EMBEDS.test(url) || url.length > 2_000 || !URL.canParse(url)) return
    flush(style)
    add(pieceOf({ type: 'embed', url, title: plain(attribute(node, 'title')).slice(0, 300) }))
  }

  function block(node: Element, style: Style): void {
    const heading = /^h([1-6])$/.exec(node.tagName)?.[1]
    const pictures = isPhotoFrame(node) ? picturesIn(node) : []
    if (heading) {
      walkAll(node.childNodes, { ...style, level: Number(heading) })
      flush({ ...style, level: Number(heading) })
    } else if (pictures.length > 0) add(photoPiece(pictures))
    else if (classWords(node).includes('pullquote') && plain(rawText(node)).length < 1_500) pullQuote(node, style)
    else if (node.tagName === 'blockquote') quote(node, style)
    else if (node.tagName === 'ul' || node.tagName === 'ol') list(node, style)
    else if (node.tagName === 'table' && isDataTable(node)) table(node, style)
    else if (node.tagName === 'pre') {
      add(pieceOf({ type: 'preformatted', text: rawText(node).trim().slice(0, 20_000) }))
    } else if (node.tagName === 'p' || node.tagName === 'dt' || node.tagName === 'dd') walkAll(node.childNodes, style)
    else container(node, style)
  }

  function pullQuote(node: Element, style: Style): void {
    const [text, cite] = withCite(captured(node, style).map((piece) => piece.text))
    add(pieceOf({ type: 'pullquote', text: text.join(' ').slice(0, 2_000), cite }))
  }

  function container(node: Element, style: Style): void {
    const here: Span = { from: pieces.length, to: 0, parent: span, isNamed: isNamedBody(node) }
    const above = span
    span = spans.push(here) - 1
    walkAll(node.childNodes, style)
    flush(style)
    here.to = pieces.length
    span = above
  }

  function quote(node: Element, style: Style): void {
    const inside = captured(node, marksOnly(style))
    if (inside.some((piece) => piece.block.type !== 'paragraph') || inside.length > 100) {
      for (const piece of inside) add(piece)
      return
    }
    if (inside.length === 0) return
    const [texts, cite] = withCite(inside.map((piece) => piece.text))
    const paragraphs = inside
      .slice(0, texts.length)
      .map((piece) => (piece.block.type === 'paragraph' ? piece.block.runs : []))
    add(pieceOf({ type: 'quote', paragraphs, cite }))
  }

  function list(node: Element, style: Style): void {
    const looks = elementsIn(node)
    if (looks.some((element) => /^(?:h[1-6]|figure|img|article|section|table|form)$/.test(element.tagName))) {
      container(node, style)
      return
    }
    const inside = captured(node, marksOnly(style))
    const items = inside.flatMap((piece) => (piece.block.type === 'list' ? piece.block.items : linesInOne(piece)))
    if (items.length === 0) return
    const letters = inside.reduce((sum, piece) => sum + piece.text.length, 0)
    const linked = inside.reduce((sum, piece) => sum + piece.text.length * piece.linked, 0) / Math.max(1, letters)
    add(
      pieceOf(
        { type: 'list', ordered: node.tagName === 'ol', items: items.slice(0, 1_000) },
        { linked, ...(style.hint && { hint: style.hint }) },
      ),
    )
  }

  function table(node: Element, style: Style): void {
    const rows = elementsIn(node)
      .filter((element) => element.tagName === 'tr')
      .map((row) =>
        row.childNodes
          .filter((cell) => isElement(cell) && /^t[dh]$/.test(cell.tagName))
          .map((cell) => ({
            runs: cellRuns(captured(cell as Element, style)),
            ...((cell as Element).tagName === 'th' && { header: true as const }),
          })),
      )
      .filter((row) => row.length > 0)
    const caption = elementsIn(node).find((element) => element.tagName === 'caption')
    add(pieceOf({ type: 'table', caption: caption ? plain(rawText(caption)).slice(0, 1_000) : '', rows }))
  }

  walkAll(document.childNodes, {})
  flush({})
  return { pieces, spans, drops }
}

function marks(node: Element): Style {
  if (node.tagName === 'b' || node.tagName === 'strong') return { bold: true }
  if (node.tagName === 'i' || node.tagName === 'em' || node.tagName === 'cite') return { italic: true }
  if (node.tagName !== 'a') return {}
  const href = attribute(node, 'href').trim()
  if (href === '') return {}
  return /^(?:https?:\/\/|mailto:)\S+$/i.test(href) && href.length <= 2_000
    ? { isLinked: true, link: href }
    : { isLinked: true }
}

// A quotation or list inside a heading or a caption is neither.
function marksOnly({ bold, italic, link, isLinked }: Style): Style {
  return { ...(bold && { bold }), ...(italic && { italic }), ...(link && { link }), ...(isLinked && { isLinked }) }
}

function photoPiece(photos: Piece['photos'] = []): Piece {
  const use = { photoId: '', caption: photos[0]?.caption ?? '', creator: '', credit: '', alt: '' }
  return pieceOf({ type: 'photo', photo: use }, { photos })
}

// "— Mark Twain" as the last line of a quotation.
function withCite(texts: readonly string[]): [texts: string[], cite: string] {
  const last = texts.at(-1) ?? ''
  const isCite = texts.length > 1 && /^[—–-]\s*\S/.test(last) && last.length < 150
  return isCite ? [texts.slice(0, -1), last.replace(/^[—–-]\s*/, '')] : [[...texts], '']
}

function linesInOne(piece: Piece): Run[][] {
  if (piece.block.type === 'paragraph' || piece.block.type === 'heading') return [piece.block.runs]
  const text = textOfBlock(piece.block)
  return text === '' ? [] : linesOf([{ text }])
}

function cellRuns(inside: readonly Piece[]): Run[] {
  return tidyRuns(
    inside.flatMap((piece, place) => [...(place > 0 ? [{ text: '\n' }] : []), ...linesInOne(piece).flat()]),
  ).slice(0, 2_000)
}

// Old pages are laid out with tables. One that holds figures has short cells, several to a row, and nothing but text in them.
function isDataTable(node: Element): boolean {
  if (/^(?:presentation|none)$/.test(attribute(node, 'role'))) return false
  const inside = elementsIn(node, 6_000)
  if (
    inside.length === 6_000 ||
    inside.some((element) => /^(?:table|h[1-6]|img|form|ul|ol|figure|blockquote|article)$/.test(element.tagName))
  )
    return false
  const rows = inside.filter((element) => element.tagName === 'tr')
  const cells = inside.filter((element) => element.tagName === 'td' || element.tagName === 'th')
  if (rows.length < 2 || rows.length > 1_000 || cells.length < rows.length * 1.5 || cells.length > rows.length * 60)
    return false
  const lengths = cells.map((cell) => plain(rawText(cell)).length)
  return Math.max(...lengths) <= 300 && lengths.reduce((sum, length) => sum + length, 0) / cells.length <= 80
}
