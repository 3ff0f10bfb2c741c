import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react'
import { apDate, apTime, dayIn } from '#domains/paper/shared'
import { bylineNames, type Copy, DECK_MAX, HEADLINE_MAX } from '#domains/stories/shared'
import { Caption } from '#newsroom/parts/block-views.tsx'
import { useDesk } from '#newsroom/parts/desk.ts'
import { sectionWords, useMe } from '#newsroom/parts/me.ts'
import { PhotoImage } from '#newsroom/parts/photo-image.tsx'

/** The story as readers will see it, to be written in. `children` is the text. */
export function Sheet({ children }: { readonly children: ReactNode }) {
  const { copy, view, change, readOnly, open } = useDesk()
  const { paper } = useMe()
  const section = sectionWords(paper, copy.sectionId)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="scroll" tabIndex={0} aria-label="Story">
      <div className="sheet">
        <div className="copy">
          <p className="crumbs">
            {section || 'No section yet'}
            {copy.kicker ? <span className="red"> · {copy.kicker}</span> : null}
          </p>
          <Grow
            className="h1"
            label="Headline"
            value={copy.headline}
            max={HEADLINE_MAX}
            readOnly={readOnly}
            onValue={(headline) => change({ headline })}
          />
          <Grow
            className="deck"
            label="Deck"
            value={copy.deck}
            max={DECK_MAX}
            readOnly={readOnly}
            onValue={(deck) => change({ deck })}
          />
          <p className="byline">
            <button type="button" onClick={() => open('story', copy.bylines.length > 0 ? 'byline-0' : 'add-byline')}>
              <Bylines copy={copy} paperName={paper.name} />
            </button>
          </p>
          <p className="meta">{dates(view.publishedAt, view.liveVersion !== null, paper.zone)}</p>
          {copy.lead ? (
            <figure className="lead">
              <button type="button" onClick={() => open('photos', 'caption-0')} aria-label="Edit the lead photo">
                <PhotoImage use={copy.lead} size="large" />
              </button>
              <Caption use={copy.lead} />
            </figure>
          ) : null}
          <div className="body" style={datelineStyle(copy.dateline)}>
            {children}
          </div>
        </div>
      </div>
    </section>
  )
}

function Bylines({ copy, paperName }: { readonly copy: Copy; readonly paperName: string }) {
  const names = bylineNames(copy.bylines)
  const from = copy.bylines.find((byline) => byline.agency !== '')?.agency || copy.agency || paperName
  if (names === '') return <span className="quiet">{copy.agency ? `From ${copy.agency}` : 'No byline yet'}</span>
  return (
    <>
      By <b>{names}</b>
      {copy.bylines.length === 1 && copy.bylines[0]?.title ? `, ${copy.bylines[0].title}` : ''}, {from}
    </>
  )
}

// Readers see the dateline at the head of the first paragraph, so it stands there while writing, but is no part of the text.
function datelineStyle(dateline: Copy['dateline']): CSSProperties {
  const words = datelineWords(dateline)
  return (words === undefined ? {} : { '--dateline': JSON.stringify(words) }) as CSSProperties
}

function datelineWords(dateline: Copy['dateline']): string | undefined {
  if (!dateline || dateline.place.trim() === '') return undefined
  const [city = '', ...rest] = dateline.place.split(',')
  const place = [city.toUpperCase(), ...rest].join(',')
  return `${place}${dateline.agency ? ` (${dateline.agency})` : ''} – `
}

function dates(publishedAt: string | null, isLive: boolean, zone: string): string {
  if (!publishedAt || !isLive) return 'Not published yet'
  const at = new Date(publishedAt)
  return `Published ${apDate(dayIn(zone, at))}, ${apTime(at, zone)} · Updated when you publish`
}

interface GrowProps {
  readonly className: string
  readonly label: string
  readonly value: string
  readonly max: number
  readonly readOnly: boolean
  readonly onValue: (value: string) => void
}

/** A field that looks like the line it becomes and grows with it. Enter goes on to what comes next. */
function Grow({ className, label, value, max, readOnly, onValue }: GrowProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the words, whoever typed them
  useEffect(() => {
    const element = area.current
    if (!element || CSS.supports('field-sizing', 'content')) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  }, [value])
  return (
    <textarea
      ref={area}
      className={`grow ${className}`}
      aria-label={label}
      placeholder={label}
      rows={1}
      maxLength={max}
      readOnly={readOnly}
      value={value}
      onChange={(event) => onValue(event.currentTarget.value.replace(/\s*\n\s*/g, ' '))}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
        event.preventDefault()
        const next = event.currentTarget.parentElement?.querySelector<HTMLElement>(
          className === 'h1' ? '.deck' : '.ProseMirror',
        )
        next?.focus()
      }}
    />
  )
}
