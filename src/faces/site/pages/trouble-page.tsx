import type { Paper } from '#domains/paper'
import type { Page } from '#platform/cache'
import { htmlPage } from '#site/layout.tsx'
import type { Ask } from '#site/page.ts'

const RETRY_SECONDS = 10

/** Something broke on our side. Made without the database, which may be what broke; `requestId` finds it in the log. */
export function troublePage(ask: Ask, { away, requestId }: { away: boolean; requestId: string }): Page {
  return htmlPage(
    ask,
    {
      sheet: 'list',
      title: away ? 'Back in a moment' : 'Something went wrong',
      path: ask.path,
      status: away ? 503 : 500,
      hidden: true,
      headers: away ? { 'retry-after': String(RETRY_SECONDS) } : {},
    },
    <div class="notice">
      <h1>{away ? 'We are back in a moment' : 'Something went wrong on our side'}</h1>
      <p>
        {away
          ? 'The presses are being restarted. Try again in a few seconds.'
          : 'The page could not be made. It was noted, and trying again may help.'}
      </p>
      {requestId && <p class="fine">If you write to us about it, say {requestId}.</p>}
    </div>,
    [],
  )
}

/** The nameplate of a paper that could not be read: the site shows what it can. */
export const UNKNOWN_PAPER: Paper = {
  name: 'The paper',
  place: '',
  establishedOn: '1970-01-01',
  zone: 'UTC',
  tagline: '',
  isSample: false,
  sections: [],
}
