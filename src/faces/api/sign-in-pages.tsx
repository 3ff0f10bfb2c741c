import type { Child } from 'hono/jsx'

/** What a page says about what was just tried: `wrong` in red with the field it is about, or a plain notice. */
export interface Said {
  readonly sentence: string
  readonly wrong?: boolean
}

interface PageProps {
  readonly paperName: string
  readonly title: string
  readonly said?: Said | undefined
  readonly children?: Child
}

function Page({ paperName, title, said, children }: PageProps) {
  return (
    <html lang="en-US">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} | ${paperName}`}</title>
        <link rel="stylesheet" href="/newsroom/sign-in.css" />
      </head>
      <body>
        <header class="plate">
          <p>
            <a href="/">{paperName}</a>
          </p>
          <div>Newsroom</div>
        </header>
        <main>
          <h1>{title}</h1>
          {said ? (
            <p class={said.wrong ? 'said wrong' : 'said'} role={said.wrong ? 'alert' : 'status'}>
              {said.sentence}
            </p>
          ) : null}
          {children}
        </main>
      </body>
    </html>
  )
}

function Email({ id, email, wrong }: { id: string; email: string; wrong: boolean }) {
  return (
    <>
      <label for={id}>Email address</label>
      <input
        id={id}
        name="email"
        type="email"
        autocomplete="username"
        maxlength={254}
        required
        value={email}
        aria-invalid={wrong ? 'true' : undefined}
      />
    </>
  )
}

function AskForLink({ email, next }: { email: string; next: string }) {
  return (
    <section aria-labelledby="by-mail">
      <h2 id="by-mail">No password, or forgotten?</h2>
      <p class="quiet">We email you a link that signs you in once.</p>
      <form method="post" action="/newsroom/sign-in/email">
        <input type="hidden" name="next" value={next} />
        <Email id="link-email" email={email} wrong={false} />
        <button type="submit" class="plain">
          Email me a link
        </button>
      </form>
    </section>
  )
}

interface SignInProps {
  readonly paperName: string
  readonly next: string
  readonly email?: string
  readonly said?: Said | undefined
}

/** The ways in: password, passkey, a link by email. Works without script, but for the passkey. */
export function SignInPage({ paperName, next, email = '', said }: SignInProps) {
  const wrong = said?.wrong === true
  return (
    <Page paperName={paperName} title="Sign in to the newsroom" said={said}>
      <form method="post" action="/newsroom/sign-in">
        <input type="hidden" name="next" value={next} />
        <Email id="email" email={email} wrong={wrong} />
        <label for="password">Password</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          maxlength={200}
          required
          aria-invalid={wrong ? 'true' : undefined}
        />
        <button type="submit">Sign in</button>
      </form>
      <section aria-label="Passkey">
        <p class="said wrong" id="passkey-said" role="alert" hidden></p>
        <button class="plain" id="passkey" type="button" data-next={next} hidden>
          Sign in with a passkey
        </button>
        <noscript>
          <p class="quiet">Passkeys need JavaScript. Everything else here works without it.</p>
        </noscript>
      </section>
      <AskForLink email={email} next={next} />
      <script src="/newsroom/sign-in.js" type="module"></script>
    </Page>
  )
}

/** What a good one-time link shows. Opening it does nothing yet: mail scanners open links, and only people press buttons. */
export function LinkPage({ paperName, token, next }: { paperName: string; token: string; next: string }) {
  return (
    <Page paperName={paperName} title="Welcome to the newsroom">
      <p>Press the button to sign in. The link works once; afterward you can set a password or add a passkey.</p>
      <form method="post" action="/newsroom/sign-in/link">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="next" value={next} />
        <button type="submit">Sign in to the newsroom</button>
      </form>
    </Page>
  )
}

/** What a link shows that no longer works, with the way to get another. */
export function SpentLinkPage({ paperName, said, next }: { paperName: string; said: string; next: string }) {
  return (
    <Page paperName={paperName} title="This link does not work any more" said={{ sentence: said, wrong: true }}>
      <p>
        <a href="/newsroom/sign-in">Sign in another way</a>
      </p>
      <AskForLink email="" next={next} />
    </Page>
  )
}

/** The second step of those who use an authenticator app. */
export function CodePage({ paperName, next, said }: { paperName: string; next: string; said?: Said | undefined }) {
  const wrong = said?.wrong === true
  return (
    <Page paperName={paperName} title="One more step" said={said}>
      <form method="post" action="/newsroom/sign-in/code">
        <input type="hidden" name="next" value={next} />
        <label for="code">Code from your authenticator app, or a backup code</label>
        <input
          id="code"
          name="code"
          inputmode="text"
          autocomplete="one-time-code"
          maxlength={40}
          required
          aria-invalid={wrong ? 'true' : undefined}
        />
        <button type="submit">Continue</button>
      </form>
      <section>
        <p class="quiet">
          <a href="/newsroom/sign-in">Begin again</a>
        </p>
      </section>
    </Page>
  )
}

/** What someone sees whose form came from another site, or from another spelling of this one's address. */
export function ElsewherePage({ paperName, address }: { paperName: string; address: string }) {
  return (
    <Page
      paperName={paperName}
      title="Please try that again here"
      said={{ sentence: 'That form did not come from this newsroom, so nothing was done.', wrong: true }}
    >
      <p>
        <a href={address}>{address}</a>
      </p>
    </Page>
  )
}
