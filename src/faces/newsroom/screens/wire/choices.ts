import type { WireChanges, WirePassage } from '#faces/api/contract'

/** What an editor decided about passages; one that is not in it has its default. */
export type Choices = Readonly<Record<string, 'ours' | 'wire'>>

/** What happens to a passage: what only the wire changed goes in unless left out, what both changed waits for a choice, what only we changed stays. */
export function choiceOf(passage: WirePassage, choices: Choices): 'ours' | 'wire' | undefined {
  if (passage.kind === 'ours-changed') return 'ours'
  return choices[passage.id] ?? (passage.kind === 'both-changed' ? undefined : 'wire')
}

/** The passages that still wait for a choice. */
export function openPassages({ passages }: Pick<WireChanges, 'passages'>, choices: Choices): WirePassage[] {
  return passages.filter((passage) => choiceOf(passage, choices) === undefined)
}

/** The passages that go into our story. */
export function takenPassages({ passages }: Pick<WireChanges, 'passages'>, choices: Choices): string[] {
  return passages.filter((passage) => choiceOf(passage, choices) === 'wire').map(({ id }) => id)
}

/** What the changes come to, for the line above them. */
export function summaryOf({ passages }: Pick<WireChanges, 'passages'>): string {
  const counted = (kinds: readonly WirePassage['kind'][]) =>
    passages.filter((passage) => kinds.includes(passage.kind)).length
  const wire = counted(['wire-changed', 'wire-added', 'wire-removed'])
  const both = counted(['both-changed'])
  const ours = counted(['ours-changed'])
  const sentences = [
    wire > 0
      ? `${passagesWords(wire)} changed only on the wire; ${wire === 1 ? 'it goes' : 'they go'} in unless you leave ${wire === 1 ? 'it' : 'some'} out.`
      : '',
    both > 0 ? `In ${passagesWords(both).toLowerCase()}, the wire and we changed the same words, so you choose.` : '',
    ours > 0 ? `${passagesWords(ours)} that only we changed ${ours === 1 ? 'stays' : 'stay'}.` : '',
  ]
  return sentences.filter(Boolean).join(' ') || 'The new version changes nothing that our story has.'
}

function passagesWords(number: number): string {
  const words = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine']
  return `${words[number] ?? number} ${number === 1 ? 'passage' : 'passages'}`
}
