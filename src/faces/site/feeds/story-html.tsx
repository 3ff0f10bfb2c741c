import { apDate } from '#domains/paper'
import type { Block, LiveStory, PhotoUse, Run } from '#domains/stories'
import { creditOf } from '#site/parts/photo.tsx'
import { Runs } from '#site/parts/runs.tsx'
import type { Photos } from '#site/photos-on-page.ts'
import { absolute } from '#site/urls.ts'

/** A story's text as feed readers take it: plain elements, whole addresses, no frames. */
export function storyHtml(story: LiveStory, photos: Photos, siteUrl: URL): string {
  const opening = story.body.find((block) => block.type === 'paragraph')
  return String(
    <>
      {story.corrections.map((correction) => (
        <p>
          <b>Correction:</b> {correction.text}
        </p>
      ))}
      {story.lead && <FeedFigure use={story.lead} photos={photos} siteUrl={siteUrl} />}
      {story.body.map((block) => (
        <FeedBlock
          block={block}
          photos={photos}
          siteUrl={siteUrl}
          place={block === opening ? (story.dateline?.place ?? '') : ''}
        />
      ))}
    </>,
  )
}

interface FeedBlockProps {
  block: Block
  photos: Photos
  siteUrl: URL
  place: string
}

function FeedBlock({ block, photos, siteUrl, place }: FeedBlockProps) {
  const text = (runs: readonly Run[]) => (
    <Runs runs={runs.map((run) => (run.link ? { ...run, link: absolute(siteUrl, run.link) } : run))} />
  )
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          {place && `${place} – `}
          {text(block.runs)}
        </p>
      )
    case 'heading':
      return <h3>{text(block.runs)}</h3>
    case 'list': {
      const items = block.items.map((item) => <li>{text(item)}</li>)
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'quote':
      return (
        <blockquote>
          {block.paragraphs.map((runs) => (
            <p>{text(runs)}</p>
          ))}
          {block.cite && <p>{block.cite}</p>}
        </blockquote>
      )
    case 'pullquote':
      return null
    case 'preformatted':
      return <pre>{block.text}</pre>
    case 'photo':
      return <FeedFigure use={block.photo} photos={photos} siteUrl={siteUrl} />
    case 'gallery':
      return (
        <>
          {block.photos.map((use) => (
            <FeedFigure use={use} photos={photos} siteUrl={siteUrl} />
          ))}
        </>
      )
    case 'table':
      return (
        <table>
          {block.caption && <caption>{block.caption}</caption>}
          <tbody>
            {block.rows.map((row) => (
              <tr>{row.map((cell) => (cell.header ? <th>{text(cell.runs)}</th> : <td>{text(cell.runs)}</td>))}</tr>
            ))}
          </tbody>
        </table>
      )
    case 'embed':
      return (
        <p>
          <a href={block.url}>{block.title || block.url}</a>
        </p>
      )
    case 'correction':
      return (
        <p>
          <b>Correction, {apDate(block.on)}:</b> {block.text}
        </p>
      )
  }
}

function FeedFigure({ use, photos, siteUrl }: { use: PhotoUse; photos: Photos; siteUrl: URL }) {
  const picture = photos.picture(use, 'full')
  const words = [use.caption, creditOf(use) && `(${creditOf(use)})`].filter(Boolean).join(' ')
  if (!picture && !words) return null
  return (
    <figure>
      {picture && (
        <img src={absolute(siteUrl, picture.src)} width={picture.width} height={picture.height} alt={use.alt} />
      )}
      {words && <figcaption>{words}</figcaption>}
    </figure>
  )
}
