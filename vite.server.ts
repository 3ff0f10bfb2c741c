import { builtinModules } from 'node:module'
import { defineConfig } from 'vite'

// One file for the whole server, packages and all: reading a thousand small files took most of a start. What has binaries of its own, or looks
// for its files beside itself, stays in node_modules.
const BESIDE = ['sharp', 'css-inline', 'graphile-worker', 'pg-native', 'cpu-features', 'ssh2', 'ssh2-sftp-client']

export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, external: BESIDE },
  build: {
    ssr: 'src/main.ts',
    outDir: 'dist/server',
    target: 'node24',
    sourcemap: true,
    minify: false,
    emptyOutDir: true,
    rolldownOptions: {
      external: [...builtinModules, ...BESIDE],
      // Node reads file and map whole at every start, so neither carries what a stack trace does not need: white space, and the sources.
      output: { entryFileNames: 'main.js', sourcemapExcludeSources: true, minify: { mangle: false, compress: false } },
    },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
})
