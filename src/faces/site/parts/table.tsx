import { type Block, textOfRuns } from '#domains/stories'
import { Runs } from './runs.tsx'

type TableBlock = Extract<Block, { type: 'table' }>
type Row = TableBlock['rows'][number]

/** A table that scrolls inside itself where it is wider than the page, by keyboard too. */
export function Table({ table }: { table: TableBlock }) {
  const [first] = table.rows
  const headed = first !== undefined && table.rows.length > 1 && first.length > 0 && first.every((cell) => cell.header)
  const rest = headed ? table.rows.slice(1) : table.rows
  const figures = columnsOfFigures(rest)
  return (
    // A region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section class="table" aria-label={table.caption || 'Table'} tabindex={0}>
      <table>
        {table.caption && <caption>{table.caption}</caption>}
        {headed && (
          <thead>
            <Cells row={first} scope="col" figures={figures} />
          </thead>
        )}
        <tbody>
          {rest.map((row) => (
            <Cells row={row} scope="row" figures={figures} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cells({ row, scope, figures }: { row: Row; scope: 'col' | 'row'; figures: ReadonlySet<number> }) {
  return (
    <tr>
      {row.map((cell, column) => {
        const kind = figures.has(column) ? 'figure' : undefined
        return cell.header ? (
          <th scope={scope} class={kind}>
            <Runs runs={cell.runs} />
          </th>
        ) : (
          <td class={kind}>
            <Runs runs={cell.runs} />
          </td>
        )
      })}
    </tr>
  )
}

const FIGURE = /^[\s$€£+\-−–(]*\d[\d.,]*[\s%)]*$/

// Columns that hold figures and nothing else line up at the right.
function columnsOfFigures(rows: readonly Row[]): ReadonlySet<number> {
  const width = Math.max(0, ...rows.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, column) => column)
  const textAt = (row: Row, column: number) => textOfRuns(row[column]?.runs ?? []).trim()
  return new Set(
    columns.filter((column) => {
      const texts = rows.map((row) => textAt(row, column)).filter((text) => text !== '' && text !== '–' && text !== '—')
      return texts.length > 0 && texts.every((text) => FIGURE.test(text))
    }),
  )
}
