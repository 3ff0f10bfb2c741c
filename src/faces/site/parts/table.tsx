import type { Block } from '#domains/stories'
import { Runs } from './runs.tsx'

type TableBlock = Extract<Block, { type: 'table' }>
type Row = TableBlock['rows'][number]

/** A table that scrolls inside itself where it is wider than the page, by keyboard too. */
export function Table({ table }: { table: TableBlock }) {
  const [first] = table.rows
  const headed = first !== undefined && table.rows.length > 1 && first.length > 0 && first.every((cell) => cell.header)
  const rest = headed ? table.rows.slice(1) : table.rows
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section class="table" aria-label={table.caption || 'Table'} tabindex={0}>
      <table>
        {table.caption && <caption>{table.caption}</caption>}
        {headed && (
          <thead>
            <Cells row={first} scope="col" />
          </thead>
        )}
        <tbody>
          {rest.map((row) => (
            <Cells row={row} scope="row" />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cells({ row, scope }: { row: Row; scope: 'col' | 'row' }) {
  return (
    <tr>
      {row.map((cell) => {
        const content = <Runs runs={cell.runs} />
        const isFigure = /^[\s$€£+\-−–(]*[\d.,]+[\s%)]*$/.test(cell.runs.map((run) => run.text).join(''))
        return cell.header ? <th scope={scope}>{content}</th> : <td class={isFigure ? 'figure' : undefined}>{content}</td>
      })}
    </tr>
  )
}
