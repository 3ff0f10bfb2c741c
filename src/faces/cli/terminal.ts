import { createInterface } from 'node:readline'
import { Refusal } from '#platform/refusal'

/** Asks the person who started the command, and gives the line they type. */
export type AskPerson = (question: string) => Promise<string>

interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean }
}

/** How to ask the person at the terminal; undefined where nobody sits there: in a pipe, a script, a service. */
export function askerAt({ input, output }: Terminal): AskPerson | undefined {
  if (!input.isTTY || !output.isTTY) return undefined
  return (question) =>
    new Promise((resolve, reject) => {
      output.write(`${question} `)
      // The terminal's own line editing will do, and leaves Ctrl-C to end the command.
      const lines = createInterface({ input, terminal: false })
      lines.once('line', (line) => {
        resolve(line.trim())
        lines.close()
      })
      lines.once('close', () => reject(new Refusal('invalid', 'terminal.no-answer', 'There was no answer.')))
    })
}
