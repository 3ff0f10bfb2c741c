import type { Run } from '#domains/stories'

/** Text with its marks: bold, italic, links, line breaks. */
export function Runs({ runs }: { runs: readonly Run[] }) {
  return <>{runs.map(marked)}</>
}

function marked(run: Run) {
  const lines = run.text.split('\n')
  const text = lines.length === 1 ? run.text : lines.map((line, at) => (at === 0 ? line : [<br />, line]))
  const slanted = run.italic ? <em>{text}</em> : text
  const strong = run.bold ? <strong>{slanted}</strong> : slanted
  return run.link ? <a href={run.link}>{strong}</a> : strong
}
