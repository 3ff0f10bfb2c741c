import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import { type BrowserContext, chromium, type Page } from 'playwright-core'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const PLACES = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/** A headless Chromium with a profile of its own. */
export interface Browser {
  open(options?: Parameters<Awaited<ReturnType<typeof chromium.launch>>['newContext']>[0]): Promise<BrowserContext>
  close(): Promise<void>
}

/** Starts the machine's Chromium. Fails with what to install when there is none. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = PLACES.find((path) => path && existsSync(path))
  if (!executablePath) throw new Error('There is no Chromium. Install it (on Debian: apt-get install chromium) or set CHROMIUM_PATH.')
  const home = mkdtempSync(join(tmpdir(), 'bs-chromium-'))
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    env: { ...process.env, HOME: home },
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
  })
  return {
    open: (options) => browser.newContext({ viewport: { width: 1280, height: 900 }, ...options }),
    async close() {
      await browser.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** What axe finds wrong with the page as it stands, one line each; empty when nothing. Works where the page allows no script, too. */
export async function axeOn(page: Page): Promise<string[]> {
  const client = await page.context().newCDPSession(page)
  await client.send('Page.setBypassCSP', { enabled: true })
  await client.send('Runtime.evaluate', { expression: await axeSource(), awaitPromise: true })
  const { result } = await client.send('Runtime.evaluate', {
    expression: "axe.run(document, { resultTypes: ['violations'] }).then((found) => JSON.stringify(found.violations))",
    awaitPromise: true,
    returnByValue: true,
  })
  await client.detach()
  const violations = JSON.parse(String(result.value)) as AxeResults['violations']
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} (${node.failureSummary?.split('\n')[1]?.trim() ?? rule.help})`))
}

let source: string | undefined
async function axeSource(): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  source ??= await readFile(AXE, 'utf8')
  return source
}
