// Loaded before Broadsheet by start.mjs, when that must run beside it: descriptor 3 closes when start.mjs ends, also by kill -9.
import { Socket } from 'node:net'

const END_MS = 15_000

const leash = new Socket({ fd: 3, readable: true, writable: false })
leash.on('error', end)
leash.on('close', end)
leash.resume()
leash.unref()

function end() {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), END_MS).unref()
}
