import type { Part, Row } from './compare.ts'
import { tally } from './compare.ts'
import { count } from './words.ts'

/** Words with what came and what went marked, for eye and ear. */
export function Words({ parts, but }: { readonly parts: readonly Part[]; readonly but?: Part['kind'] }) {
  return parts
    .filter((part) => part.kind !== but)
    .map((part, at) => {
      const key = `${at} ${part.kind}`
      if (part.kind === 'added') return <ins key={key}>{part.text}</ins>
      if (part.kind === 'removed') return <del key={key}>{part.text}</del>
      return <span key={key}>{part.text}</span>
    })
}

const NOTES: Readonly<Partial<Record<Row['kind'], string>>> = {
  added: ', new',
  removed: ', taken out',
  styled: ', same words in another form',
}

// Long unchanged stretches of a changed paragraph say nothing; this many characters on each side are enough to place the change.
const CONTEXT = 90

function near(parts: readonly Part[]): Part[] {
  return parts.map((part, at) => {
    if (part.kind !== 'same' || part.text.length <= CONTEXT * 2) return part
    const [first, last] = [at === 0, at === parts.length - 1]
    const head = first ? '' : part.text.slice(0, CONTEXT)
    const tail = last ? '' : part.text.slice(-CONTEXT)
    return { kind: 'same', text: `${head}…${tail}` }
  })
}

/** Only what changed, one under the other, for a narrow column. */
export function Changes({ rows }: { readonly rows: readonly Row[] }) {
  const changed = rows.filter((row) => row.kind !== 'same')
  if (changed.length === 0) return <p className="quiet">They are the same.</p>
  const words = tally(rows)
  return (
    <div className="diffbox">
      <p className="where">
        {count(words.added, 'word')} added, {words.removed} taken out
      </p>
      {changed.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity; they are drawn afresh with every comparison
        <div key={`${at} ${row.where}`}>
          <p className="where">
            {row.where}
            {NOTES[row.kind]}
          </p>
          <p>
            <Words parts={near(row.parts)} />
          </p>
        </div>
      ))}
    </div>
  )
}

interface SideBySideProps {
  readonly rows: readonly Row[]
  readonly before: string
  /** Left out when only one is shown. */
  readonly after?: string | undefined
}

/** Everything, in two columns that keep level. */
export function SideBySide({ rows, before, after }: SideBySideProps) {
  return (
    <table className={after === undefined ? 'beside alone' : 'beside'}>
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">{before}</th>
          {after === undefined ? null : <th scope="col">{after}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity; they are drawn afresh with every comparison
          <tr key={`${at} ${row.where}`} className={row.kind}>
            <th scope="row">
              {row.where}
              {after === undefined ? '' : NOTES[row.kind]}
            </th>
            <td>
              <Words parts={row.parts} but="added" />
            </td>
            {after === undefined ? null : (
              <td>
                <Words parts={row.parts} but="removed" />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
