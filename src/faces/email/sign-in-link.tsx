import { inlined, LetterSheet } from './letter.tsx'

/** What the letter with a sign-in link says. `expires` is ready to read, such as "15 minutes". */
export interface SignInLink {
  readonly paperName: string
  readonly link: string
  readonly expires: string
  /** `invite` welcomes someone to the staff; `email` answers someone who asked for a link. */
  readonly kind: 'invite' | 'email'
}

/** A letter in both twins. */
export interface Letter {
  readonly subject: string
  readonly html: string
  readonly text: string
}

/** The letter that carries a one-time sign-in link. */
export function signInLinkEmail({ paperName, link, expires, kind }: SignInLink): Letter {
  const { subject, words, last } = wordsFor(paperName, kind)
  const use = `The link works once, within ${expires}.`
  const html = inlined(
    <LetterSheet
      paperName={paperName}
      subject={subject}
      words={
        <>
          <p>{words}</p>
          <p>{use}</p>
        </>
      }
      act={
        <a class="button" href={link}>
          Open the newsroom
        </a>
      }
      fine={
        <>
          <p>
            If the button does nothing, copy this address into your browser:
            <br />
            <a href={link}>{link}</a>
          </p>
          <p>{last}</p>
        </>
      }
    />,
  )
  const text = [paperName, '', words, '', link, '', use, '', last, ''].join('\n')
  return { subject, html, text }
}

function wordsFor(paperName: string, kind: SignInLink['kind']): { subject: string; words: string; last: string } {
  if (kind === 'invite') {
    return {
      subject: `Your way into the ${paperName} newsroom`.replace('the The ', 'The '),
      words:
        'You have been put on the staff. Open the newsroom with the link below, then set a password or add a passkey.',
      last: 'If you did not expect this, ignore it; nothing happens unless the link is opened.',
    }
  }
  return {
    subject: `Sign in to ${paperName}`,
    words: 'You asked for a link to sign in to the newsroom. Here it is.',
    last: 'If you did not ask for it, ignore this letter, and do not pass it on: whoever opens the link is signed in as you.',
  }
}
