import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutboxMail } from '#faces/api/contract'
import { listOutbox, readOutbox } from '#newsroom/api-calls.ts'
import { useZone } from '#newsroom/parts/me.ts'
import { Empty, Failed, Loading } from '#newsroom/parts/rest.tsx'
import { fullTime, shortTime } from '#newsroom/parts/times.ts'
import { useTitle } from '#newsroom/parts/title.ts'

/** Mail the paper would have sent, kept here because no mail server is set. */
export function Outbox() {
  const { mail } = useSearch({ from: '/outbox' })
  const zone = useZone()
  const list = useQuery({ queryKey: ['outbox'], queryFn: listOutbox })
  useTitle('Outbox')
  return (
    <main id="work" className="mailroom">
      <div className="bar">
        <h1>Outbox</h1>
        <span className="quiet">Mail is kept here and not sent, because no mail server is set (MAIL_URL).</span>
      </div>
      {list.isPending ? (
        <Loading what="the mail" />
      ) : list.isError ? (
        <Failed error={list.error} again={() => void list.refetch()} />
      ) : list.data.items.length === 0 ? (
        <Empty title="Nothing kept">
          <p>Invitations and sign-in links will be here.</p>
        </Empty>
      ) : (
        <>
          <nav className="letters scroll" aria-label="Kept mail">
            {list.data.items.map((item) => (
              <Link
                key={item.id}
                to="/outbox"
                search={{ mail: item.id }}
                aria-current={item.id === mail ? 'true' : undefined}
                activeProps={{}}
              >
                <b>{item.subject}</b>
                <span className="quiet">
                  {item.to}, {shortTime(item.at, zone)}
                </span>
              </Link>
            ))}
          </nav>
          {mail ? <Letter id={mail} /> : <Empty title="Choose a letter" />}
        </>
      )}
    </main>
  )
}

function Letter({ id }: { readonly id: string }) {
  const zone = useZone()
  const [plain, setPlain] = useState(false)
  const letter = useQuery({ queryKey: ['outbox', id], queryFn: () => readOutbox(id), staleTime: 600_000 })
  if (letter.isPending) return <Loading what="the letter" />
  if (letter.isError) return <Failed error={letter.error} again={() => void letter.refetch()} />
  const { subject, from, to, at, html } = letter.data
  return (
    <article className="letter">
      <header>
        <h2>{subject}</h2>
        <p className="quiet">
          From {from} to {to}, {fullTime(at, zone)}
        </p>
        {html ? (
          <p className="btns">
            <button className="btn small" type="button" aria-pressed={!plain} onClick={() => setPlain(false)}>
              As sent
            </button>
            <button className="btn small" type="button" aria-pressed={plain} onClick={() => setPlain(true)}>
              Plain text
            </button>
          </p>
        ) : null}
      </header>
      {html && !plain ? <Html letter={letter.data} /> : <pre>{letter.data.text}</pre>}
    </article>
  )
}

// Sandboxed: no scripts, no forms, not our origin; links open outside.
function Html({ letter }: { readonly letter: OutboxMail }) {
  return (
    <iframe
      title={letter.subject}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcDoc={`<base target="_blank">${letter.html}`}
    />
  )
}
