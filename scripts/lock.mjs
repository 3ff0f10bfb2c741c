// One program at a time: others wait. A lock whose owner died, or has not renewed it for half a minute, is taken over.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const FOLDER = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist')
const STALE_MS = 30_000
const RENEW_MS = 5_000

/** Runs `work` while holding the lock called `name`. */
export async function withLock(name, work) {
  const path = join(FOLDER, `.${name}.lock`)
  await take(path)
  const renew = setInterval(() => utimesSync(path, new Date(), new Date()), RENEW_MS)
  try {
    return await work()
  } finally {
    clearInterval(renew)
    rmSync(path, { force: true })
  }
}

async function take(path) {
  for (;;) {
    try {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, String(process.pid), { flag: 'wx' })
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw new Error(`${dirname(path)} cannot be written: ${error.message}`)
    }
    clearIfDead(path)
    await pause(100)
  }
}

function clearIfDead(path) {
  try {
    const owner = readFileSync(path, 'utf8')
    const isRenewed = Date.now() - statSync(path).mtimeMs < STALE_MS
    if (isRenewed && (owner === '' || isAlive(Number(owner)))) return
    const aside = `${path}.${process.pid}`
    renameSync(path, aside)
    // Somebody else cleared it between our look and our grasp, and what we hold is a living lock.
    if (readFileSync(aside, 'utf8') !== owner) renameSync(aside, path)
    else rmSync(aside)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
