import { defineConfig } from 'vitest/config'

const both = {
  globalSetup: ['test/kit/global-setup.ts'],
  // The site presses its style sheets from these files; without this Vitest hands out empty ones.
  css: true,
  pool: 'forks' as const,
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...both,
          name: 'house',
          include: ['src/**/*.test.{ts,tsx}', 'test/*.test.ts', 'test/kit/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...both,
          name: 'journeys',
          include: ['test/journeys/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // One at a time: each runs a whole paper and a browser, and some of them look at the clock.
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
