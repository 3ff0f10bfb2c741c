import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Everything is a file of its own: the newsroom is served with a policy that allows no inline script and no data: font.
export default defineConfig({
  root: fileURLToPath(new URL('./src/faces/newsroom', import.meta.url)),
  base: '/newsroom/',
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('./dist/newsroom', import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2023',
    chunkSizeWarningLimit: 900,
  },
})
