import { BRICK, CREAM, INK, type Light } from './light.ts'
import { gradient, line, mix, poly, rect, shape } from './paint.ts'
import { type Dice, times } from './random.ts'

/** Windows in rows on a wall; some of them lit. */
export function windows(
  dice: Dice,
  box: { x: number; y: number; width: number; height: number; columns: number; rows: number },
  light: Light,
  litPart = 0.5,
  arched = false,
): string {
  const cell = box.width / box.columns
  const storey = box.height / box.rows
  return times(box.rows)
    .flatMap((row) =>
      times(box.columns).map((column) => {
        const [w, h] = [cell * 0.52, storey * 0.62]
        const [x, y] = [box.x + column * cell + (cell - w) / 2, box.y + row * storey + (storey - h) / 2]
        const isLit = dice.chance(litPart)
        const pane = isLit ? mix(light.window, '#fff3cf', dice.between(0, 0.35)) : mix(light.dark, light.far, 0.35)
        const top = arched
          ? `M${x} ${y + w / 2}Q${x} ${y} ${x + w / 2} ${y}Q${x + w} ${y} ${x + w} ${y + w / 2}V${y + h}H${x}Z`
          : `M${x} ${y}h${w}v${h}h${-w}Z`
        const frame =
          line([x + w / 2, y], [x + w / 2, y + h], light.dark, Math.max(1.5, w * 0.07)) +
          line([x, y + h * 0.5], [x + w, y + h * 0.5], light.dark, Math.max(1.5, w * 0.06))
        return (
          shape(top, pane) +
          frame +
          rect(x - w * 0.08, y + h, w * 1.16, Math.max(2, h * 0.06), mix(light.lit, light.near, 0.4))
        )
      }),
    )
    .join('')
}

/** A brick wall: flat color with scattered courses showing. */
export function brickwork(dice: Dice, x: number, y: number, width: number, height: number, color = BRICK): string {
  const count = Math.round((width * height) / 2600)
  const courses = times(count).map(() => {
    const [bx, by] = [x + dice.between(0, width - 24), y + Math.floor(dice.between(0, height) / 11) * 11]
    return rect(
      bx,
      Math.min(by, y + height - 8),
      Math.min(22, x + width - bx),
      7,
      mix(color, dice.chance(0.5) ? INK : CREAM, 0.22),
      'opacity="0.55"',
    )
  })
  return rect(x, y, width, height, color) + courses.join('')
}

/** A house with a gable toward us. */
export function house(
  dice: Dice,
  x: number,
  foot: number,
  width: number,
  wall: string,
  roof: string,
  light: Light,
): string {
  const height = width * 0.62
  const top = foot - height
  const rise = width * 0.42
  const door = rect(x + width * 0.12, foot - height * 0.56, width * 0.17, height * 0.56, mix(roof, INK, 0.3))
  const pane = light.isNight || dice.chance(0.6) ? light.window : mix(light.dark, light.far, 0.4)
  const glass =
    rect(x + width * 0.46, foot - height * 0.62, width * 0.34, height * 0.3, pane) +
    line([x + width * 0.63, foot - height * 0.62], [x + width * 0.63, foot - height * 0.32], light.dark, 3)
  const attic = rect(x + width * 0.42, top - rise * 0.42, width * 0.16, rise * 0.3, pane)
  return (
    rect(x + width * 0.7, top - rise * 0.95, width * 0.12, rise * 0.8, mix(BRICK, INK, 0.3)) +
    poly([[x, foot], [x, top], [x + width / 2, top - rise], [x + width, top], [x + width, foot]], wall) +
    poly([[x + width * 0.5, top - rise], [x + width, top], [x + width, foot], [x + width * 0.88, foot], [x + width * 0.88, top]], INK, 'opacity="0.13"') +
    poly([[x - width * 0.09, top + width * 0.03], [x + width / 2, top - rise - width * 0.07], [x + width * 1.09, top + width * 0.03], [x + width * 1.03, top + width * 0.1], [x + width / 2, top - rise + width * 0.04], [x - width * 0.03, top + width * 0.1]], roof) +
    door + glass + attic
  ) // biome-ignore format: an outline
}

/** A floor seen in depth: a band that darkens toward us, with boards or tiles meeting far away. */
export function floor(y: number, low: number, colors: readonly [string, string], boards = 12, vanish = 900): string {
  const seams = times(boards + 1).map((i) => {
    const x = -700 + (i / boards) * 3200
    return line([vanish + (x - vanish) * 0.35, y], [x, low], mix(colors[1], INK, 0.35), 3, 'opacity="0.45"')
  })
  return gradient('floor', colors) + rect(0, y, 1800, low - y, 'url(#floor)') + seams.join('')
}

/** A cone of light under a lamp. */
export function beam(x: number, y: number, spread: number, length: number, color: string, opacity = 0.28): string {
  const name = `beam${Math.round(x)}-${Math.round(y)}`
  return (
    gradient(name, [color, `${color}00`]) +
    poly(
      [
        [x - spread * 0.08, y],
        [x + spread * 0.08, y],
        [x + spread, y + length],
        [x - spread, y + length],
      ],
      `url(#${name})`,
      `opacity="${opacity}"`,
    )
  )
}
