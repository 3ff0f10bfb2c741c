import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { AxeResults } from 'axe-core'
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/snap/bin/chromium',
]
// Longer than any answer takes, shorter than a test; a loaded machine with two cores needs most of it.
const PATIENCE_MS = 15_000

/** A headless Chromium with a profile of its own. */
export interface Browser {
  open(options?: BrowserContextOptions): Promise<BrowserContext>
  close(): Promise<void>
}

/** Starts the machine's Chromium. Fails with what to install when there is none. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) {
    throw new Error('There is no Chromium. Install it (on Debian: apt-get install chromium) or set CHROMIUM_PATH.')
  }
  const home = mkdtempSync(join(tmpdir(), 'bs-chromium-'))
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    env: { ...process.env, HOME: home },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  })
  return {
    async open(options) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        // Nothing a test looks at is on its way from one place to another.
        reducedMotion: 'reduce',
        ...options,
      })
      context.setDefaultTimeout(PATIENCE_MS)
      return context
    },
    async close() {
      await browser.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function findChromium(): string | undefined {
  const { CHROMIUM_PATH, PATH = '' } = process.env
  if (CHROMIUM_PATH) return CHROMIUM_PATH
  const inPath = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...inPath, ...ELSEWHERE].find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The rules a page can keep in one color scheme and break in the other. */
export const OF_COLOR = ['color-contrast', 'link-in-text-block'] as const

/**
 * What axe finds wrong with the page as it stands, one line each; empty when nothing. Axe comes in through the debugger, which no
 * content security policy stops; the context must allow JavaScript. Frames are pages of their own and are looked at as such.
 * `only` names the rules to ask, where the page was looked at in another color before.
 */
export async function axeOn(page: Page, only?: readonly string[]): Promise<string[]> {
  await page.evaluate(axeSource())
  const found = await page.evaluate<AxeResults>(`(async () => {
    await document.fonts.ready
    for (const one of document.getAnimations()) one.finish()
    return axe.run(document, { resultTypes: ['violations'], iframes: false, ...${JSON.stringify(only ? { runOnly: only } : {})} })
  })()`)
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary = '', target }) => {
      const why = failureSummary.split('\n')[1]?.trim() ?? help
      return `${id}: ${why} at ${target.join(' ')}: ${html.slice(0, 160)}`
    }),
  )
}

let source: string | undefined
function axeSource(): string {
  source ??= readFileSync(AXE, 'utf8')
  return source
}
