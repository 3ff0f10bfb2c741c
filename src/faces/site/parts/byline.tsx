import type { LiveByline, Teaser } from '#domains/stories'
import { urls } from '#site/urls.ts'

type Signed = Pick<Teaser, 'bylines' | 'agency'>

/** Who wrote it: "By Anna Fifield, The Washington Post". Names lead to their pages. An agency alone has no "By". */
export function Byline({ story, linked = true }: { story: Signed; linked?: boolean }) {
  const signers = signersOf(story)
  const [only] = signers
  if (!only) return null
  if (!only.name && signers.length === 1) {
    return (
      <p class="byline">
        <Name signer={only} linked={linked} />
      </p>
    )
  }
  return (
    <p class="byline">
      By{' '}
      {signers.map((signer, at) => (
        <>
          {at > 0 && joint(signers, at)}
          <Name signer={signer} linked={linked} />
          {signer.standing && `, ${signer.standing}`}
        </>
      ))}
    </p>
  )
}

// "By Odessa Quill, columnist, and Pat Lind": after a title the list takes a comma.
function joint(signers: readonly Signer[], at: number): string {
  if (at < signers.length - 1) return ', '
  return signers[at - 1]?.standing ? ', and ' : ' and '
}

// "Staff writer", said of two, is "Staff writers".
const SOMEONE = /\b(writer|reporter|correspondent|editor|columnist)$/i

interface Signer {
  readonly slug: string
  readonly name: string
  readonly label: string
  readonly standing: string
}

// What neighbors share is said once, after the last of them: "By Ben Ortiz and Cora Lund, Associated Press".
function signersOf({ bylines, agency }: Signed): Signer[] {
  const lines: readonly LiveByline[] =
    bylines.length > 0 || !agency ? bylines : [{ name: '', title: '', agency, slug: '' }]
  const signers = lines.map((line) => ({
    slug: line.slug,
    name: line.name,
    label: line.name || line.agency,
    standing: [line.title, line.name ? line.agency || agency : ''].filter(Boolean).join(', '),
  }))
  return signers.map((signer, at) => {
    if (signers[at + 1]?.standing === signer.standing) return { ...signer, standing: '' }
    const isShared = signer.standing !== '' && signers[at - 1]?.standing === signer.standing
    return isShared ? { ...signer, standing: signer.standing.replace(SOMEONE, '$1s') } : signer
  })
}

function Name({ signer, linked }: { signer: Signer; linked: boolean }) {
  if (!linked || signer.slug === '') return <b>{signer.label}</b>
  return (
    <a href={urls.writer(signer.slug)} rel="author">
      {signer.label}
    </a>
  )
}

/** The names alone, as a teaser has them. */
export function signature({ bylines, agency }: Signed): string {
  const names = bylines.map((line) => line.name || line.agency)
  if (names.length === 0) return agency
  return names.length === 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
