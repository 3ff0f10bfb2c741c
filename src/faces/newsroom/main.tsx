import './styles/tokens.css'
import './styles/controls.css'
import './styles/shell.css'
import './styles/lists.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { ApiProblem } from './api-client.ts'
import { KeysProvider } from './parts/keys.tsx'
import { VoiceProvider } from './parts/say.tsx'
import { makeRouter } from './router.tsx'

// Our policy forbids code made from strings, which zod would try for speed.
z.config({ jitless: true })

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // An answer that says no will say no again; only a server out of reach is asked once more.
      retry: (times, error) => !(error instanceof ApiProblem) && times < 2,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})
const router = makeRouter()

const place = document.getElementById('newsroom')
if (!place) throw new Error('index.html has no place for the newsroom')
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <VoiceProvider>
        <KeysProvider>
          <RouterProvider router={router} />
        </KeysProvider>
      </VoiceProvider>
    </QueryClientProvider>
  </StrictMode>,
)
