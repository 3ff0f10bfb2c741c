import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react'
import { Icon } from './icon.tsx'

interface Offer {
  readonly label: string
  readonly act?: () => void
  readonly href?: string
}

interface Said {
  readonly key: number
  readonly text: string
  readonly offer?: Offer
}

interface Voice {
  /** Shows a line at the foot of the screen and reads it aloud; `offer` is an undo or a link. */
  readonly say: (text: string, offer?: Offer) => void
  /** Reads a line aloud and shows nothing, for what is already visible. */
  readonly whisper: (text: string) => void
}

const VoiceContext = createContext<Voice>({ say: () => {}, whisper: () => {} })
const SHOWN_MS = 12_000

/** How a screen tells the person something that happened. */
export function useVoice(): Voice {
  return useContext(VoiceContext)
}

/** Holds the live region and the lines shown. Lines stay long enough to read and to reach their undo. */
export function VoiceProvider({ children }: { readonly children: ReactNode }) {
  const [lines, setLines] = useState<readonly Said[]>([])
  const [aloud, setAloud] = useState('')
  const next = useRef(1)

  const drop = useCallback((key: number) => setLines((now) => now.filter((line) => line.key !== key)), [])
  const whisper = useCallback((text: string) => setAloud((now) => (now === text ? `${text}\u00a0` : text)), [])
  const say = useCallback(
    (text: string, offer?: Offer) => {
      const key = next.current++
      setLines((now) => [...now.slice(-2), offer ? { key, text, offer } : { key, text }])
      whisper(text)
      setTimeout(() => drop(key), SHOWN_MS)
    },
    [drop, whisper],
  )
  const voice = useMemo(() => ({ say, whisper }), [say, whisper])

  return (
    <VoiceContext value={voice}>
      {children}
      <div className="vh" role="status" aria-live="polite">
        {aloud}
      </div>
      <section className="toasts" aria-label="What happened">
        {lines.map((line) => (
          <div className="toast" key={line.key}>
            <span>{line.text}</span>
            {line.offer?.href ? (
              <a className="btn small" href={line.offer.href} target="_blank" rel="noreferrer">
                {line.offer.label}
              </a>
            ) : null}
            {line.offer?.act ? (
              <button
                className="btn small"
                type="button"
                onClick={() => {
                  line.offer?.act?.()
                  drop(line.key)
                }}
              >
                {line.offer.label}
              </button>
            ) : null}
            <button className="btn small icon" type="button" aria-label="Dismiss" onClick={() => drop(line.key)}>
              <Icon name="x" small />
            </button>
          </div>
        ))}
      </section>
    </VoiceContext>
  )
}
