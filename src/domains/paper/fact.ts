/** What can happen to the paper itself. */
export type PaperFact =
  | { readonly fact: 'paper.founded' }
  | { readonly fact: 'paper.renamed' }
  | { readonly fact: 'paper.sections-arranged' }
