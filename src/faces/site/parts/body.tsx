import { apDate } from '#domains/paper'
import type { Block, Body, Dateline } from '#domains/stories'
import type { Photos } from '#site/photos-on-page.ts'
import { Embed } from './embed.tsx'
import { Gallery } from './gallery.tsx'
import { Figure } from './photo.tsx'
import { Runs } from './runs.tsx'
import { Table } from './table.tsx'

/** A story's text. The dateline opens its first paragraph. */
export function StoryBody({ body, dateline, photos }: { body: Body; dateline: Dateline | null; photos: Photos }) {
  const opening = body.find((block) => block.type === 'paragraph')
  return (
    <div class="body">
      {body.map((block) => (
        <BlockView block={block} photos={photos} dateline={block === opening ? dateline : null} />
      ))}
    </div>
  )
}

function BlockView({ block, photos, dateline }: { block: Block; photos: Photos; dateline: Dateline | null }) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          {dateline?.place && <Placed dateline={dateline} />}
          <Runs runs={block.runs} />
        </p>
      )
    case 'heading':
      return block.level === 2 ? (
        <h2>
          <Runs runs={block.runs} />
        </h2>
      ) : (
        <h3>
          <Runs runs={block.runs} />
        </h3>
      )
    case 'list': {
      const items = block.items.map((item) => (
        <li>
          <Runs runs={item} />
        </li>
      ))
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'quote':
      return (
        <blockquote>
          {block.paragraphs.map((runs) => (
            <p>
              <Runs runs={runs} />
            </p>
          ))}
          {block.cite && <footer>{block.cite}</footer>}
        </blockquote>
      )
    case 'pullquote':
      // It repeats the story's own words, so those who listen to the page need not hear them twice.
      return (
        <p class="pull" aria-hidden="true">
          {block.text}
          {block.cite && <span>{block.cite}</span>}
        </p>
      )
    case 'preformatted':
      return <pre>{block.text}</pre>
    case 'photo':
      return <Figure photos={photos} use={block.photo} shape="full" sizes="body" />
    case 'gallery':
      return <Gallery title={block.title} uses={block.photos} photos={photos} />
    case 'table':
      return <Table table={block} />
    case 'embed':
      return <Embed url={block.url} title={block.title} />
    case 'correction':
      return (
        <p class="correction">
          <b>Correction, {apDate(block.on)}:</b> {block.text}
        </p>
      )
  }
}

function Placed({ dateline }: { dateline: Dateline }) {
  return (
    <>
      <span class="dateline">{dateline.place}</span>
      {dateline.agency && ` (${dateline.agency})`}
      {' – '}
    </>
  )
}
