import type { BetterAuthPlugin } from 'better-auth'
import { isFromOwnPages } from './own-pages.ts'

// Passwords, links and codes come through our own pages, which count wrong tries; better-auth's own doors to them would not.
const OPEN = /^\/api\/auth\/(?:passkey\/[a-z-]+|sign-out)$/

/** Leaves open only those of better-auth's addresses that our pages use, and those only to our pages. */
export function doors(siteUrl: URL) {
  return {
    id: 'doors',
    async onRequest(request) {
      if (!OPEN.test(new URL(request.url).pathname))
        return { response: answer(404, 'There is nothing at this address.') }
      if (request.method !== 'GET' && !isFromOwnPages(request.headers, siteUrl)) {
        return {
          response: answer(
            403,
            `This did not come from the paper's own pages. Open ${siteUrl.origin}/newsroom/ and try again.`,
          ),
        }
      }
      return undefined
    },
  } satisfies BetterAuthPlugin
}

function answer(status: 403 | 404, sentence: string): Response {
  const code = status === 404 ? 'request.no-such-address' : 'request.from-elsewhere'
  return Response.json({ code, sentence, fields: {} }, { status })
}
