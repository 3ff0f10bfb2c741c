import type { ReactNode } from 'react'
import type { Block, Body, Run } from '#domains/stories/shared'

/** A story's text as prose to be read, not edited. `dateline` stands before the first paragraph; `after` comes in after that many blocks. */
export function Prose({
  body,
  dateline,
  children,
}: {
  readonly body: Body
  readonly dateline?: string | undefined
  /** What stands beside the text, after its second paragraph. */
  readonly children?: ReactNode
}) {
  const cut = children ? Math.min(2, body.length) : body.length
  const first = body.findIndex((block) => block.type === 'paragraph')
  const show = (block: Block, index: number) => (
    <BlockView key={index} block={block} dateline={index === first ? dateline : undefined} />
  )
  return (
    <>
      <div className="prose">{body.slice(0, cut).map(show)}</div>
      {children}
      <div className="prose">{body.slice(cut).map((block, index) => show(block, index + cut))}</div>
    </>
  )
}

function BlockView({ block, dateline }: { readonly block: Block; readonly dateline?: string | undefined }) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          {dateline ? (
            <>
              <span className="dateline">{dateline}</span> –{' '}
            </>
          ) : null}
          <Runs runs={block.runs} />
        </p>
      )
    case 'heading':
      return (
        <h3>
          <Runs runs={block.runs} />
        </h3>
      )
    case 'list': {
      const items = block.items.map((runs, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text that does not change are known by their places
        <li key={index}>
          <Runs runs={runs} />
        </li>
      ))
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'quote':
      return (
        <blockquote>
          {block.paragraphs.map((runs, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text that does not change are known by their places
            <p key={index}>
              <Runs runs={runs} />
            </p>
          ))}
          {block.cite ? <footer>{block.cite}</footer> : null}
        </blockquote>
      )
    case 'pullquote':
      return (
        <blockquote>
          <p>{block.text}</p>
          {block.cite ? <footer>{block.cite}</footer> : null}
        </blockquote>
      )
    case 'preformatted':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
        <pre tabIndex={0}>{block.text}</pre>
      )
    case 'table':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: as above
        <section className="table" tabIndex={0} aria-label={block.caption || 'Table'}>
          <table>
            {block.caption ? <caption>{block.caption}</caption> : null}
            <tbody>
              {block.rows.map((cells, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text that does not change are known by their places
                <tr key={row}>
                  {cells.map((cell, index) => {
                    const Cell = cell.header ? 'th' : 'td'
                    return (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text that does not change are known by their places
                      <Cell key={index}>
                        <Runs runs={cell.runs} />
                      </Cell>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )
    case 'correction':
      return <p className="correction">{block.text}</p>
    case 'embed':
      return (
        <p>
          <a href={block.url} target="_blank" rel="noreferrer noopener">
            {block.title || block.url}
          </a>
        </p>
      )
    case 'photo':
      return block.photo.caption ? <p className="quiet">{block.photo.caption}</p> : null
    case 'gallery':
      return block.title ? <p className="quiet">{block.title}</p> : null
  }
}

// A wire's link is shown, not followed by accident: it opens elsewhere and says nothing of us.
function Runs({ runs }: { readonly runs: readonly Run[] }) {
  return runs.map((run, index) => {
    const lines = run.text.split('\n').map((text, line) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text that does not change are known by their places
      <span key={line}>
        {line > 0 ? <br /> : null}
        {text}
      </span>
    ))
    const slanted = run.italic ? <em>{lines}</em> : lines
    const marked = run.bold ? <strong>{slanted}</strong> : slanted
    const isOutside = run.link !== undefined && /^https?:/i.test(run.link)
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text that does not change are known by their places
      <span key={index}>
        {isOutside ? (
          <a href={run.link} target="_blank" rel="noreferrer noopener">
            {marked}
          </a>
        ) : (
          marked
        )}
      </span>
    )
  })
}
