import { crc32, deflateSync } from 'node:zlib'
import { diceOf } from './random.ts'

export const WIDTH = 1800
export const HEIGHT = 1200

/** A finished picture: SVG text and its size in pixels. */
export interface Picture {
  readonly svg: string
  readonly width: number
  readonly height: number
}

const GRAIN_SIZE = 256

// A turbulence filter over the whole sheet takes half a second; a small tile of noise takes a few milliseconds.
const GRAIN = `<pattern id="grain" width="${GRAIN_SIZE}" height="${GRAIN_SIZE}" patternUnits="userSpaceOnUse"><image href="data:image/png;base64,${grainTile().toString('base64')}" width="${GRAIN_SIZE}" height="${GRAIN_SIZE}"/></pattern>`

/** Lays paper grain over what was drawn and closes the sheet. */
export function sheet(content: string, width = WIDTH, height = HEIGHT): Picture {
  const whole = `width="${width}" height="${height}"`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${whole} viewBox="0 0 ${width} ${height}"><defs>${GRAIN}<radialGradient id="edge" cx="0.5" cy="0.48" r="0.75"><stop offset="0.6" stop-color="#2a1a10" stop-opacity="0"/><stop offset="1" stop-color="#2a1a10" stop-opacity="0.24"/></radialGradient></defs><rect ${whole} fill="#fdfcf9"/>${content}<rect ${whole} fill="url(#edge)"/><rect ${whole} fill="#f6dfae" opacity="0.07"/><rect ${whole} fill="url(#grain)"/></svg>`
  return { svg, width, height }
}

/** A PNG of dark and light specks, gray with alpha. */
function grainTile(): Buffer {
  const dice = diceOf(1883)
  const rows: Buffer[] = []
  for (let y = 0; y < GRAIN_SIZE; y += 1) {
    const row = Buffer.alloc(1 + GRAIN_SIZE * 2)
    for (let x = 0; x < GRAIN_SIZE; x += 1) {
      const isLight = dice.chance(0.45)
      row[1 + x * 2] = isLight ? 255 : 24
      row[2 + x * 2] = Math.floor(dice.between(0, 1) * dice.between(0, 1) * (isLight ? 38 : 46))
    }
    rows.push(row)
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(GRAIN_SIZE, 0)
  head.writeUInt32BE(GRAIN_SIZE, 4)
  head.set([8, 4, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(content.length, 0)
  framed.set(named, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}
