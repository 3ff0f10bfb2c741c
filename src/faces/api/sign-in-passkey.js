// Signing in with a passkey. The rest of the page works without script.
const button = document.querySelector('#passkey')
const said = document.querySelector('#passkey-said')

// A passkey belongs to a name; at a bare number such as 127.0.0.1 browsers refuse it.
const isNumber = /^(\d+\.){3}\d+$|^\[/.test(location.hostname)

if (button && said && window.PublicKeyCredential && !isNumber) {
  button.hidden = false
  button.addEventListener('click', async () => {
    said.hidden = true
    button.setAttribute('aria-busy', 'true')
    try {
      await signIn()
      location.assign(button.dataset.next)
    } catch (error) {
      said.textContent = sentenceFor(error)
      said.hidden = false
    } finally {
      button.removeAttribute('aria-busy')
    }
  })
}

async function signIn() {
  const asked = await fetch('/api/auth/passkey/generate-authenticate-options', { headers: { 'x-broadsheet': '1' } })
  if (!asked.ok) throw new Error(`options ${asked.status}`)
  const options = await asked.json()
  const credential = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytesOf(options.challenge),
      allowCredentials: (options.allowCredentials ?? []).map((one) => ({ ...one, id: bytesOf(one.id) })),
    },
  })
  const { response } = credential
  const told = await fetch('/api/auth/passkey/verify-authentication', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-broadsheet': '1' },
    body: JSON.stringify({
      response: {
        id: credential.id,
        rawId: textOf(credential.rawId),
        type: credential.type,
        authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
        clientExtensionResults: credential.getClientExtensionResults(),
        response: {
          clientDataJSON: textOf(response.clientDataJSON),
          authenticatorData: textOf(response.authenticatorData),
          signature: textOf(response.signature),
          userHandle: response.userHandle ? textOf(response.userHandle) : undefined,
        },
      },
    }),
  })
  if (!told.ok) throw new Error(`verify ${told.status}`)
}

function sentenceFor(error) {
  if (error.name === 'NotAllowedError' || error.name === 'AbortError')
    return 'No passkey was used. Try again, or sign in another way.'
  if (error instanceof TypeError) return 'The newsroom cannot be reached. Check the connection and try again.'
  return 'That passkey does not open this newsroom. Sign in another way.'
}

function bytesOf(text) {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
}

function textOf(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
