import { builtinModules } from 'node:module'
import { defineConfig } from 'vite'

// One file for the whole server. Packages stay in node_modules: sharp and the database have binaries of their own.
export default defineConfig({
  publicDir: false,
  build: {
    ssr: 'src/main.ts',
    outDir: 'dist/server',
    target: 'node24',
    sourcemap: true,
    minify: false,
    emptyOutDir: true,
    rolldownOptions: { external: [...builtinModules], output: { entryFileNames: 'main.js' } },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
})
