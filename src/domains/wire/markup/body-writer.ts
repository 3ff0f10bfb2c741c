import { tidyRuns } from '#domains/clippings'
import { type Block, type Body, type Run, textOfBlock, textOfRuns } from '#domains/stories/shared'
import type { WirePhoto } from '#wire/item.ts'
import { collapsed, hasPicture, isSourceLine, UNREAD } from './elements.ts'
import { photoOfFigure, photoOfImage, photosOfMedia } from './pictures.ts'
import { attribute, children, type Element, isElement, raw } from './tree.ts'
import { typescript } from './typescript.ts'

type Marks = Pick<Run, 'bold' | 'italic' | 'link'>
type Cell = Extract<Block, { type: 'table' }>['rows'][number][number]

interface Written {
  readonly body: Body
  readonly photos: readonly Partial<WirePhoto>[]
  readonly links: readonly { readonly href: string; readonly text: string }[]
}

const PARAGRAPHS = new Set([
  'p', 'div', 'section', 'article', 'header', 'footer', 'main', 'aside', 'block', 'body', 'body.content', 'body.end', 'html', 'center', 'address',
  'details', 'summary', 'nav', 'tagline', 'bibliography', 'abstract', 'note', 'figure', 'figcaption', 'hr', 'fn', 'content', 'DataContent', 'dd', 'dt', 'li',
  'tbody', 'thead', 'tfoot', 'tr', 'td', 'th', 'caption', 'credit', 'byline', 'dateline', 'hedline', 'fieldset', 'legend', 'inlineXML',
]) // biome-ignore format: a list of words
const HEADINGS: Readonly<Record<string, 2 | 3>> = { h1: 2, h2: 2, h3: 3, h4: 3, h5: 3, h6: 3, hl1: 2, hl2: 2 }
// dpa's own elements for what it embeds.
const EMBED = /^dnl-[a-z]+(?:embed|chart|video)$/
const BOLD = new Set(['b', 'strong'])
const ITALIC = new Set(['i', 'em', 'cite'])

/** Writes the blocks that the children of an element describe. */
export function writeBody(node: Element): Written {
  const writer = new Writer()
  writer.walk(node, {})
  writer.flush()
  return { body: writer.body, photos: writer.photos, links: writer.links }
}

class Writer {
  readonly body: Block[] = []
  readonly photos: Partial<WirePhoto>[] = []
  readonly links: { href: string; text: string }[] = []
  private runs: Run[] = []
  private heading: 2 | 3 | undefined

  /** Ends the block being written. */
  flush(): void {
    const runs = tidyRuns(this.runs)
    this.runs = []
    if (textOfRuns(runs) === '') return
    this.body.push(this.heading ? { type: 'heading', level: this.heading, runs } : { type: 'paragraph', runs })
  }

  walk(element: Element, marks: Marks): void {
    for (const child of element.children) {
      if (isElement(child)) this.write(child, marks)
      else this.writeText(child, marks)
    }
  }

  // The line ends of a source are spaces, but an empty line between words ends a paragraph: some agencies send whole stories so.
  private writeText(text: string, marks: Marks): void {
    const parts =
      text.includes('\n') && Object.keys(marks).length === 0
        ? text.split(/(?<=\S)[^\S\n]*\n[^\S\n]*\n\s*(?=\S)/)
        : [text]
    for (const [at, part] of parts.entries()) {
      if (at > 0) this.flush()
      if (part !== '') this.runs.push({ text: collapsed(part), ...marks })
    }
  }

  private write(element: Element, marks: Marks): void {
    const { name } = element
    if (name === 'br') this.runs.push({ text: '\n', ...marks })
    else if (name === 'img') this.add(photoOfImage(element))
    else if (name === 'figure' && hasPicture(element)) this.add(photoOfFigure(element))
    else if (name === 'media') for (const photo of photosOfMedia(element)) this.add(photo)
    else if (name === 'iframe' || EMBED.test(name)) this.writeEmbed(element)
    else if (UNREAD.has(name) || isSourceLine(element)) return
    else if (name === 'ul' || name === 'ol' || name === 'dl') this.writeList(element)
    else if (name === 'blockquote' || name === 'bq') this.writeQuote(element)
    else if (name === 'table' || name === 'nitf-table') this.writeTable(element)
    else if (name === 'pre') this.writePreformatted(element)
    else if (HEADINGS[name]) this.writeHeading(element, HEADINGS[name], marks)
    else if (PARAGRAPHS.has(name)) this.apart(element, marks)
    else this.writeInline(element, marks)
  }

  private apart(element: Element, marks: Marks): void {
    this.flush()
    const [only] = element.children
    const typed = element.children.length === 1 && typeof only === 'string' ? typescript(only) : undefined
    if (typed) this.body.push(...typed)
    else this.walk(element, marks)
    this.flush()
  }

  private writeInline(element: Element, marks: Marks): void {
    const { name } = element
    const style = attribute(element, 'style')
    const next: Marks = { ...marks }
    if (BOLD.has(name) || /font-weight:\s*(?:bold|[6-9]00)/i.test(style)) next.bold = true
    if (ITALIC.has(name) || /font-style:\s*italic/i.test(style)) next.italic = true
    const href = name === 'a' ? attribute(element, 'href') : ''
    if (/^(?:https?:\/\/|mailto:|tel:)/i.test(href) && href.length <= 2_000) {
      next.link = href
      this.links.push({ href, text: raw(element).replace(/\s+/gu, ' ').trim() })
    }
    // NITF glues a title to the name before it, TT the source to what is before it.
    if (name === 'byttl' || attribute(element, 'class') === 'source') this.runs.push({ text: ' ', ...marks })
    this.walk(element, next)
  }

  private writeHeading(element: Element, level: 2 | 3, marks: Marks): void {
    this.flush()
    const before = this.heading
    this.heading = level
    this.walk(element, marks)
    this.flush()
    this.heading = before
  }

  // What stands within, in blocks of its own; its pictures and links are this writer's.
  private within(element: Element): Block[] {
    const { body, photos, links } = writeBody(element)
    this.photos.push(...photos)
    this.links.push(...links)
    return body
  }

  private writeList(element: Element): void {
    this.flush()
    const items: Run[][] = []
    for (const item of element.children) {
      const part = isElement(item) ? item : { name: 'li', attributes: {}, children: [item] }
      for (const block of this.within({
        name: 'li',
        attributes: {},
        children: isItem(part) ? part.children : [part],
      })) {
        if (block.type === 'list') items.push(...block.items)
        else items.push(runsOf(block))
      }
    }
    if (items.length > 0) this.body.push({ type: 'list', ordered: element.name === 'ol', items })
  }

  private writeQuote(element: Element): void {
    this.flush()
    const blocks = this.within({ ...element, children: element.children.filter((child) => !isCredit(child)) })
    const cite = element.children.filter(isElement).filter(isCredit).map(raw).join(' ').replace(/\s+/gu, ' ').trim()
    const paragraphs = blocks.map(runsOf)
    if (paragraphs.length > 0 && cite.length <= 300) this.body.push({ type: 'quote', paragraphs, cite })
    else if (paragraphs.length > 0 || cite !== '')
      this.body.push({
        type: 'quote',
        paragraphs: [...paragraphs, ...(cite === '' ? [] : [[{ text: cite }]])],
        cite: '',
      })
  }

  private writeTable(element: Element): void {
    this.flush()
    const rows: Cell[][] = []
    const captions: Block[] = []
    const collect = (parent: Element) => {
      for (const child of parent.children.filter(isElement)) {
        if (child.name === 'tr') rows.push(children(child, 'td', 'th').map((cell) => this.cellOf(cell)))
        else if (UNREAD.has(child.name) || child.name === 'col' || child.name === 'colgroup') continue
        else if (['thead', 'tbody', 'tfoot', 'table', 'hl1-group', 'nitf-table'].includes(child.name)) collect(child)
        else captions.push(...this.within({ ...child, children: [child] }))
      }
    }
    collect(element)
    const caption = captions.map(textOfBlock).join(' ').replace(/\s+/gu, ' ').trim()
    const filled = rows.filter((row) => row.some(({ runs }) => runs.length > 0))
    // A table with one cell in each row is a frame around text, not a table.
    if (filled.every((row) => row.filter(({ runs }) => runs.length > 0).length === 1) && filled.length < 3) {
      this.body.push(
        ...captions,
        ...filled
          .flatMap((row) => row.filter(({ runs }) => runs.length > 0))
          .map(({ runs }): Block => ({ type: 'paragraph', runs })),
      )
    } else if (caption.length <= 1_000) this.body.push({ type: 'table', caption, rows: filled })
    else this.body.push(...captions, { type: 'table', caption: '', rows: filled })
  }

  private cellOf(cell: Element): Cell {
    const runs = tidyRuns(
      this.within(cell).flatMap((block, at) => [...(at === 0 ? [] : [{ text: '\n' }]), ...runsOf(block)]),
    )
    return cell.name === 'th' ? { runs, header: true } : { runs }
  }

  private writePreformatted(element: Element): void {
    this.flush()
    const text = rawWithBreaks(element)
      .replace(/\r\n?/g, '\n')
      .replace(/^\n+|\s+$/g, '')
    if (text !== '') this.body.push({ type: 'preformatted', text })
  }

  private writeEmbed(element: Element): void {
    const url = attribute(element, 'src').replace(/^\/\//, 'https://')
    if (!/^https:\/\/[^\s]+$/i.test(url) || !URL.canParse(url) || url.length > 2_000) return
    this.flush()
    this.body.push({ type: 'embed', url, title: attribute(element, 'title').slice(0, 300) })
  }

  private add(photo: Partial<WirePhoto> | undefined): void {
    if (photo) this.photos.push(photo)
  }
}

function isItem({ name }: Element): boolean {
  return name === 'li' || name === 'dt' || name === 'dd'
}

function isCredit(child: Element | string): child is Element {
  return isElement(child) && (child.name === 'credit' || child.name === 'footer')
}

function rawWithBreaks(element: Element): string {
  return element.children
    .map((child) => (isElement(child) ? (child.name === 'br' ? '\n' : rawWithBreaks(child)) : child))
    .join('')
}

// A block's words as one paragraph: for what can stand in a story but not within a list, a quote or a cell.
function runsOf(block: Block): Run[] {
  return block.type === 'paragraph' || block.type === 'heading' ? block.runs : [{ text: textOfBlock(block) }]
}
