// Finds the Chromium that browser tests use, and fetches it where that is simple.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/snap/bin/chromium',
]

/** The path of a Chromium, as CHROMIUM_PATH says or else found; `undefined` if there is none. */
export function findChromium() {
  const { CHROMIUM_PATH, PATH = '' } = process.env
  const found = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return (CHROMIUM_PATH ? [CHROMIUM_PATH] : [...found, ...ELSEWHERE]).find(isProgram)
}

/** Finds it, or installs it where we may without asking: on Debian and its kin, as root. */
export function haveChromium(say) {
  const there = findChromium()
  if (there || process.env.CHROMIUM_PATH) return there
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  say('Installing Chromium for the browser tests (about a minute) …')
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update', '-qq'], quiet)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet)
  return findChromium()
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
