import { type Hour, INK, LIGHTS, type Light } from './light.ts'
import {
  circle,
  corners,
  curve,
  glow,
  gradient,
  line,
  mix,
  oval,
  type Point,
  poly,
  rect,
  shape,
  stroke,
} from './paint.ts'
import { type Dice, times } from './random.ts'
import { HEIGHT, WIDTH } from './sheet.ts'

/** The sky down to `low`, with a sun or moon at a place if one is given. */
export function sky(hour: Hour, low: number, sun?: Point): string {
  const light = LIGHTS[hour]
  const disc = sun
    ? glow('halo', [`${light.sun}aa`, `${light.sun}44`, `${light.sun}00`]) +
      circle(sun[0], sun[1], light.isNight ? 300 : 460, 'url(#halo)') +
      circle(sun[0], sun[1], light.isNight ? 44 : 62, light.sun)
    : ''
  return gradient('sky', light.sky) + rect(0, 0, WIDTH, low, 'url(#sky)') + disc
}

export function stars(dice: Dice, count: number, low: number): string {
  return times(count)
    .map(() => {
      const y = dice.between(0, low) * dice.between(0.3, 1)
      return circle(
        dice.between(0, WIDTH),
        y,
        dice.between(1, 3.2),
        '#f6eed6',
        `opacity="${dice.between(0.35, 1).toFixed(2)}"`,
      )
    })
    .join('')
}

/** Long flat clouds, in bands. */
export function clouds(dice: Dice, color: string, { count = 5, top = 60, low = 380, opacity = 0.7 } = {}): string {
  return times(count)
    .map(() =>
      cloud(dice.between(-100, WIDTH - 200), dice.between(top, low), dice.between(260, 620), color, opacity, dice),
    )
    .join('')
}

function cloud(x: number, y: number, width: number, color: string, opacity: number, dice: Dice): string {
  const height = width * dice.between(0.09, 0.16)
  const humps = times(5).map(
    (i): Point => [
      x + (width * (i + 0.7)) / 6,
      y - height * (0.4 + Math.sin(((i + 1) / 6) * Math.PI) * dice.between(0.5, 1)),
    ],
  )
  const top: Point[] = [[x, y], ...humps, [x + width, y]]
  return shape(`${curve(top)}Q${x + width * 0.5} ${y + height * 0.28} ${x} ${y}Z`, color, `opacity="${opacity}"`)
}

/** A land's upper edge from left to right: smooth for hills, broken for mountains. */
export function skyline(dice: Dice, y: number, rise: number, steps: number): Point[] {
  return times(steps + 1).map((i): Point => [(i / steps) * (WIDTH + 120) - 60, y - dice.between(0, rise)])
}

export function hills(points: readonly Point[], color: string, more = ''): string {
  return shape(`${curve(points)}V${HEIGHT + 80}H-80Z`, color, more)
}

export function mountains(points: readonly Point[], color: string, more = ''): string {
  return shape(`${corners(points)}V${HEIGHT + 80}H-80Z`, color, more)
}

/** Lines that follow a hill's edge down its face, as a drill or combine leaves them. */
export function furrows(
  points: readonly Point[],
  color: string,
  { count = 9, gap = 16, grow = 1.16, width = 4, opacity = 0.5 } = {},
): string {
  let drop = gap
  let step = gap
  return times(count)
    .map((i) => {
      const flat = 1 - i / (count * 1.8)
      const mean = points.reduce((sum, [, y]) => sum + y, 0) / points.length
      const shifted = points.map(([x, y]): Point => [x, mean + (y - mean) * flat + drop])
      step *= grow
      drop += step
      return stroke(curve(shifted), color, width + i * 0.5, `opacity="${opacity}"`)
    })
    .join('')
}

/** Snow on the side of a peak that faces the light. */
export function peak(x: number, y: number, size: number, rock: string, snow: string, dice: Dice): string {
  const left = x - size * dice.between(0.75, 1)
  const right = x + size * dice.between(0.8, 1.1)
  const foot = y + size * 0.82
  const teeth: Point[] = [
    [x, y], [x + size * 0.2, y + size * 0.22], [x + size * 0.12, y + size * 0.3], [x + size * 0.22, y + size * 0.45], [x + size * 0.02, y + size * 0.33],
    [x - size * 0.04, y + size * 0.48], [x - size * 0.16, y + size * 0.36], [x - size * 0.3, y + size * 0.5], [x - size * 0.27, y + size * 0.3],
  ] // biome-ignore format: an outline
  return (
    poly([[left, foot], [x, y], [right, foot]], rock) +
    poly([[x, y], [right, foot], [x + size * 0.05, foot], [x + size * 0.1, y + size * 0.4]], INK, 'opacity="0.14"') +
    poly(teeth, snow)
  ) // biome-ignore format: an outline
}

/** A fir or pine in tiers; `tip` colors the lit side or the snow on it. */
export function conifer(x: number, foot: number, height: number, color: string, tip = ''): string {
  const half = height * 0.24
  const tiers = times(4).map((i) => {
    const top = foot - height + i * height * 0.2
    const low = foot - height * 0.08 - (3 - i) * height * 0.19
    const wide = half * (0.42 + i * 0.2)
    const lit = tip ? poly([[x, top], [x - wide, low], [x - wide * 0.25, low - height * 0.04]], tip) : ''
    return poly([[x, top], [x + wide, low], [x, low - height * 0.035], [x - wide, low]], color) + lit
  }) // biome-ignore format: an outline
  return (
    rect(x - height * 0.02, foot - height * 0.12, height * 0.04, height * 0.12, mix(color, '#3a2a20', 0.6)) +
    tiers.reverse().join('')
  )
}

/** A row of conifers along an edge. */
export function forest(
  dice: Dice,
  edge: (x: number) => number,
  { from = 0, to = WIDTH, step = 34, height = 110, color = '#2f4a43', tip = '' } = {},
): string {
  let trees = ''
  for (let x = from; x < to; x += step * dice.between(0.5, 1.4)) {
    trees += conifer(
      x,
      edge(x) + dice.between(-4, 12),
      height * dice.between(0.6, 1.25),
      mix(color, INK, dice.between(0, 0.25)),
      tip,
    )
  }
  return trees
}

/** A broad-leaved tree: trunk, round crown of several masses, lit from the left. */
export function leafy(x: number, foot: number, height: number, color: string, dice: Dice): string {
  const crown = times(7).map((i) => {
    const turn = (i / 7) * Math.PI * 2
    return [
      x + Math.cos(turn) * height * 0.2,
      foot - height * 0.64 + Math.sin(turn) * height * 0.18,
      height * dice.between(0.14, 0.2),
    ] as const
  })
  const trunk = stroke(
    `M${x} ${foot}V${foot - height * 0.5}M${x} ${foot - height * 0.3}l${height * 0.1} ${-height * 0.14}M${x} ${foot - height * 0.34}l${-height * 0.1} ${-height * 0.12}`,
    '#4a382c',
    height * 0.045,
  )
  const mass =
    circle(x, foot - height * 0.64, height * 0.22, color) +
    crown.map(([cx, cy, r]) => circle(cx, cy, r, color)).join('')
  const lit = crown
    .slice(2, 6)
    .map(([cx, cy, r]) => circle(cx - r * 0.2, cy - r * 0.25, r * 0.62, mix(color, '#fbe9b8', 0.3)))
    .join('')
  return trunk + mass + lit
}

/** Glints lying on water between two heights. */
export function glints(
  dice: Dice,
  top: number,
  low: number,
  color: string,
  { count = 60, opacity = 0.5, from = 0, to = WIDTH } = {},
): string {
  return times(count)
    .map(() => {
      const depth = dice.between(0, 1)
      const y = top + (low - top) * depth
      const x = dice.between(from, to)
      const half = 14 + depth * dice.between(20, 90)
      return line(
        [x - half, y],
        [x + half, y],
        color,
        2 + depth * 4,
        `opacity="${(opacity * dice.between(0.3, 1)).toFixed(2)}"`,
      )
    })
    .join('')
}

export function snowfall(dice: Dice, count = 260): string {
  return times(count)
    .map(() =>
      circle(
        dice.between(0, WIDTH),
        dice.between(0, HEIGHT),
        dice.between(1.5, 6),
        '#fffaf0',
        `opacity="${dice.between(0.4, 0.95).toFixed(2)}"`,
      ),
    )
    .join('')
}

export function rainfall(dice: Dice, count = 170): string {
  return times(count)
    .map(() => {
      const [x, y, long] = [dice.between(0, WIDTH + 100), dice.between(-40, HEIGHT), dice.between(26, 70)]
      return line([x, y], [x - long * 0.28, y + long], '#e8edf0', 2, `opacity="${dice.between(0.2, 0.5).toFixed(2)}"`)
    })
    .join('')
}

/** A soft band of mist. */
export function mist(y: number, thickness: number, color: string, opacity = 0.5): string {
  const name = `mist${Math.round(y)}`
  return (
    gradient(name, [`${color}00`, color, `${color}00`]) +
    rect(0, y - thickness / 2, WIDTH, thickness, `url(#${name})`, `opacity="${opacity}"`)
  )
}

/** Grass or wheat standing at the foot of a picture. */
export function grass(
  dice: Dice,
  y: number,
  { count = 260, height = 60, colors = ['#6b6a3f'] as readonly string[], from = 0, to = WIDTH, depth = 60 } = {},
): string {
  return times(count)
    .map(() => {
      const [x, foot, long, lean] = [
        dice.between(from, to),
        y + dice.between(0, depth),
        height * dice.between(0.5, 1.2),
        dice.between(-0.25, 0.35),
      ]
      return stroke(
        `M${x.toFixed(0)} ${foot.toFixed(0)}q${(long * lean * 0.3).toFixed(0)} ${(-long * 0.6).toFixed(0)} ${(long * lean).toFixed(0)} ${(-long).toFixed(0)}`,
        dice.pick(colors),
        dice.between(2, 4.5),
      )
    })
    .join('')
}

export function shadowUnder(x: number, y: number, width: number, opacity = 0.25): string {
  return oval(x, y, width / 2, width * 0.06, INK, `opacity="${opacity}"`)
}

export function lightOf(hour: Hour): Light {
  return LIGHTS[hour]
}
