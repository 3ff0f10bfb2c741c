import { type Block, textOfBlock } from '#domains/stories'

/** What the page's own markup says a piece is. */
export type Hint = 'headline' | 'deck' | 'byline' | 'date' | 'caption' | 'credit' | 'section'

/** A picture found on the page, with the words that its markup ties to it. */
export interface PictureFound {
  readonly caption: string
  readonly credit: string
  readonly alt: string
  readonly picture: string
}

/**
 * One piece of a page, in reading order: a line, a paragraph, a heading, a list. `isBody`: the markup says that it stands inside the story.
 * `isLoose`: it came from plain text, where nothing says what a line is. `linked` is the share of its letters that are links, 0 to 1.
 * `dropped` says why the markup rules it out. `hasGap`: an empty line stands before it.
 */
export interface Piece {
  readonly text: string
  readonly block: Block
  readonly hint?: Hint
  readonly level?: number
  readonly photos?: readonly PictureFound[]
  readonly linked: number
  readonly hasGap: boolean
  readonly isLoose: boolean
  isBody: boolean
  dropped?: string
}

/** More pieces than any story page has; a longer file is a book, a listing or an attack. */
export const PIECES_MAX = 6_000

// No newspaper prints a paragraph of so many characters; patterns are not tried on more.
const PIECE_MAX_LENGTH = 40_000

/** A piece as found; what is not given has its usual value. */
export function pieceOf(block: Block, given: Partial<Piece> = {}): Piece {
  const text = textOfBlock(block).trim()
  if (text.length > PIECE_MAX_LENGTH && block.type === 'paragraph') {
    const start = text.slice(0, 2_000)
    return { ...pieceOf({ type: 'paragraph', runs: [{ text: start }] }, given), dropped: 'too long for a paragraph' }
  }
  return { text, block, linked: 0, hasGap: true, isLoose: false, isBody: false, ...given }
}
