// `npm run dev`: builds as you type and starts the paper again with every new server; the newsroom needs only a reload in the browser.
import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { MAIN, prepare, ROOT, say, Unprepared } from './prepare.mjs'

const VITE = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')

try {
  const node = await prepare()
  // What is built from here on is not what `npm start` would build.
  rmSync(join(ROOT, 'dist', '.built'), { force: true })
  const children = [
    [VITE, 'build', '--watch', '--config', 'vite.newsroom.ts', '--logLevel', 'warn', '--emptyOutDir=false'],
    [VITE, 'build', '--watch', '--config', 'vite.server.ts', '--logLevel', 'warn', '--emptyOutDir=false'],
    [
      '--enable-source-maps',
      '--watch-preserve-output',
      `--watch-path=${join(ROOT, 'dist', 'server')}`,
      MAIN,
      'serve',
      ...process.argv.slice(2),
    ],
  ].map((args) => spawn(node, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] }))
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(children))
  for (const child of children) child.once('exit', () => end(children))
  if (!existsSync(MAIN)) say('Waiting for the first build …')
} catch (error) {
  say(error instanceof Unprepared ? error.message : error.stack)
  process.exitCode = 2
}

function end(children) {
  for (const child of children) child.kill('SIGTERM')
}
