/** Shapes as SVG text. Lengths are pixels of a picture 1800 wide; y grows downward; colors are #rrggbb. */
export type Point = readonly [x: number, y: number]

function num(value: number): string {
  return String(Math.round(value * 10) / 10)
}

// A renderer draws an extra layer for each shape with `opacity`; opacity of the paint itself costs nothing.
function painted(more: string, paint: 'fill' | 'stroke'): string {
  return more.replace(/(^| )opacity=/, `$1${paint}-opacity=`)
}

export function rect(x: number, y: number, width: number, height: number, fill: string, more = ''): string {
  return `<rect x="${num(x)}" y="${num(y)}" width="${num(Math.max(0, width))}" height="${num(Math.max(0, height))}" fill="${fill}" ${painted(more, 'fill')}/>`
}

export function circle(x: number, y: number, r: number, fill: string, more = ''): string {
  return `<circle cx="${num(x)}" cy="${num(y)}" r="${num(r)}" fill="${fill}" ${painted(more, 'fill')}/>`
}

export function oval(x: number, y: number, rx: number, ry: number, fill: string, more = ''): string {
  return `<ellipse cx="${num(x)}" cy="${num(y)}" rx="${num(rx)}" ry="${num(ry)}" fill="${fill}" ${painted(more, 'fill')}/>`
}

export function shape(d: string, fill: string, more = ''): string {
  return `<path d="${d}" fill="${fill}" ${painted(more, 'fill')}/>`
}

export function stroke(d: string, color: string, width: number, more = ''): string {
  return `<path d="${d}" fill="none" stroke="${color}" stroke-width="${num(width)}" stroke-linecap="round" stroke-linejoin="round" ${painted(more, 'stroke')}/>`
}

export function line(from: Point, to: Point, color: string, width: number, more = ''): string {
  return stroke(`M${at(from)}L${at(to)}`, color, width, more)
}

export function poly(points: readonly Point[], fill: string, more = ''): string {
  return shape(`M${points.map(at).join('L')}Z`, fill, more)
}

function at(point: Point): string {
  return `${num(point[0])} ${num(point[1])}`
}

/** A smooth curve through points, as path text (Catmull-Rom turned into cubic Béziers). */
export function curve(points: readonly Point[]): string {
  const end = points.length - 1
  const point = (index: number): Point => points[Math.max(0, Math.min(end, index))] ?? [0, 0]
  let d = `M${at(point(0))}`
  for (let i = 0; i < end; i += 1) {
    const [before, from, to, after] = [point(i - 1), point(i), point(i + 1), point(i + 2)]
    const first: Point = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6]
    const second: Point = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6]
    d += `C${at(first)} ${at(second)} ${at(to)}`
  }
  return d
}

/** A line through points with corners, as path text. */
export function corners(points: readonly Point[]): string {
  return `M${points.map(at).join('L')}`
}

/** Moves, scales and turns what is drawn around its own origin. `flip` mirrors it left to right. */
export function place(content: string, x: number, y: number, { scale = 1, turn = 0, flip = false } = {}): string {
  return `<g transform="translate(${num(x)} ${num(y)}) rotate(${num(turn)}) scale(${(flip ? -scale : scale).toFixed(4)} ${scale.toFixed(4)})">${content}</g>`
}

export function fadeIn(content: string, opacity: number): string {
  return `<g opacity="${opacity}">${content}</g>`
}

/** Shows content only inside a path. `name` is unique in one picture. */
export function clip(name: string, d: string, content: string): string {
  return `<clipPath id="${name}"><path d="${d}"/></clipPath><g clip-path="url(#${name})">${content}</g>`
}

/** A gradient from top to bottom (or left to right), to be used as `url(#name)`. Stops are spread evenly. */
export function gradient(name: string, stops: readonly string[], across = false): string {
  const marks = stops.map(
    (color, i) => `<stop offset="${num(i / Math.max(1, stops.length - 1))}" ${stopColor(color)}/>`,
  )
  return `<linearGradient id="${name}" x1="0" y1="0" x2="${across ? 1 : 0}" y2="${across ? 0 : 1}">${marks.join('')}</linearGradient>`
}

/** A round glow from the middle out. */
export function glow(name: string, stops: readonly string[]): string {
  const marks = stops.map(
    (color, i) => `<stop offset="${num(i / Math.max(1, stops.length - 1))}" ${stopColor(color)}/>`,
  )
  return `<radialGradient id="${name}">${marks.join('')}</radialGradient>`
}

// rsvg reads eight-digit colors in fills but older ones do not in stops.
function stopColor(color: string): string {
  if (color.length < 9) return `stop-color="${color}"`
  return `stop-color="${color.slice(0, 7)}" stop-opacity="${(Number.parseInt(color.slice(7), 16) / 255).toFixed(2)}"`
}

/** A color part of the way from one to another, 0 to 1. */
export function mix(from: string, to: string, part: number): string {
  const channel = (color: string, index: number) => Number.parseInt(color.slice(1 + index * 2, 3 + index * 2), 16)
  const mixed = [0, 1, 2].map((i) => Math.round(channel(from, i) + (channel(to, i) - channel(from, i)) * part))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}
