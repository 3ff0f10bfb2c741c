import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { RightsFilter, StateName } from '#faces/api/contract'
import { Broken, NotHere } from './screens/not-here.tsx'
import { Shell } from './screens/shell.tsx'
import { Stories } from './screens/stories/stories.tsx'

// Every address of the newsroom. What a list shows is in the address, so that a view can be sent to a colleague.

const StoriesSearch = z.object({
  q: z.string().optional().catch(undefined),
  state: StateName.optional().catch(undefined),
  section: z.string().optional().catch(undefined),
  mine: z.literal('1').optional().catch(undefined),
  page: z.coerce.number().int().min(2).optional().catch(undefined),
})
export type StoriesSearch = z.infer<typeof StoriesSearch>

const root = createRootRoute({ component: Shell, notFoundComponent: NotHere })
const stories = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: Stories,
  validateSearch: StoriesSearch,
})
const WireSearch = z.object({
  desk: z.string().optional().catch(undefined),
  view: z
    .enum(['unread', 'stopped', 'behind', 'embargoed', 'held', 'spiked', 'used', 'expiring'])
    .optional()
    .catch(undefined),
  source: z.string().optional().catch(undefined),
  q: z.string().optional().catch(undefined),
  item: z.string().optional().catch(undefined),
})
export type WireSearch = z.infer<typeof WireSearch>

const wire = createRoute({
  getParentRoute: () => root,
  path: '/wire',
  component: lazyRouteComponent(() => import('./screens/wire/wire.tsx'), 'Wire'),
  validateSearch: WireSearch,
})
const sources = createRoute({
  getParentRoute: () => root,
  path: '/wire/sources',
  component: lazyRouteComponent(() => import('./screens/wire/sources/sources.tsx'), 'Sources'),
})
const story = createRoute({
  getParentRoute: () => root,
  path: '/stories/$storyId',
  component: lazyRouteComponent(() => import('./screens/editor/editor.tsx'), 'Editor'),
})
const Look = z.object({
  q: z.string().optional().catch(undefined),
  creator: z.string().optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
  rights: RightsFilter.optional().catch(undefined),
})
const photos = createRoute({
  getParentRoute: () => root,
  path: '/photos',
  component: lazyRouteComponent(() => import('./screens/photos/photos.tsx'), 'Photos'),
  validateSearch: Look,
})
const staff = createRoute({
  getParentRoute: () => root,
  path: '/staff',
  component: lazyRouteComponent(() => import('./screens/staff.tsx'), 'Staff'),
})
const paper = createRoute({
  getParentRoute: () => root,
  path: '/paper',
  component: lazyRouteComponent(() => import('./screens/paper.tsx'), 'PaperScreen'),
})
const Mail = z.object({ mail: z.string().optional().catch(undefined) })
const outbox = createRoute({
  getParentRoute: () => root,
  path: '/outbox',
  component: lazyRouteComponent(() => import('./screens/outbox.tsx'), 'Outbox'),
  validateSearch: Mail,
})

/** The newsroom's addresses, below /newsroom. */
export function makeRouter() {
  return createRouter({
    routeTree: root.addChildren([stories, wire, sources, story, photos, staff, paper, outbox]),
    basepath: '/newsroom',
    defaultErrorComponent: ({ error }) => <Broken error={error} />,
    defaultPendingMs: 300,
    // Plain words in the address, not JSON: ?q=1883 stays "1883".
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const filled = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
      const text = new URLSearchParams(filled.map(([name, value]) => [name, String(value)])).toString()
      return text === '' ? '' : `?${text}`
    },
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
