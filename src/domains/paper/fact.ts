/** What can happen to the paper itself. */
export type PaperFact =
  | { readonly fact: 'paper.founded' }
  | { readonly fact: 'paper.renamed' }
  | { readonly fact: 'paper.sections-arranged' }
  | { readonly fact: 'paper.section-dropped'; readonly path: string; readonly name: string }
