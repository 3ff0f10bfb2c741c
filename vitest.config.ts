import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // The site presses its style sheets from these files; without this Vitest hands out empty ones.
    css: true,
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/kit/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
