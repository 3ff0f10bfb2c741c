import { CREAM, INK } from './light.ts'
import { circle, curve, mix, oval, type Point, place, rect, shape, stroke } from './paint.ts'

/** How one person looks, as flat color. */
export interface Look {
  readonly skin: string
  readonly hair: string
  readonly top: string
  readonly legs?: string
  readonly cut?: 'short' | 'long' | 'bun' | 'bald' | 'cap' | 'curly'
  readonly hat?: string
}

export const SKINS = ['#e8c09a', '#c68c62', '#8a5a3e', '#efd0b2', '#a8714b', '#dcae86'] as const
export const HAIRS = ['#2a211d', '#5b3a26', '#8d8a86', '#b98a4a', '#3b2a22', '#d8d2c6', '#7a3f24'] as const
export const TOPS = ['#8c1c13', '#3f6b6d', '#d79b3f', '#52697b', '#5f7153', '#f0e2c4', '#2f3e50', '#b6664a'] as const

/** Somebody, chosen by number, so that crowds vary and stay the same. */
export function someone(number: number): Look {
  const look = chosen(number)
  return look.hair === '#d8d2c6' && look.cut === 'long' ? { ...look, cut: 'bun' } : look
}

/** The same, with the hair of somebody young. */
export function youngster(number: number): Look {
  const look = chosen(number)
  const isGray = look.hair === '#d8d2c6' || look.hair === '#8d8a86'
  return isGray ? { ...look, hair: number % 2 ? '#3b2a22' : '#7a3f24' } : look
}

function chosen(number: number): Look {
  const of = <thing>(things: readonly thing[], turn: number) =>
    things[Math.abs(Math.floor(turn)) % things.length] as thing
  return {
    skin: of(SKINS, number * 7 + 3),
    hair: of(HAIRS, number * 5 + 1),
    top: of(TOPS, number * 3 + 2),
    legs: of(['#2c3644', '#4a4238', '#39424a', '#5b5348'], number),
    cut: of(['short', 'long', 'short', 'bun', 'short', 'curly', 'long'] as const, number * 4),
  }
}

/** A head about 15 units tall around the origin. Seen from behind it is all hair. */
export function head(look: Look, from: 'front' | 'back' | 'side' = 'front'): string {
  const cut = look.cut ?? 'short'
  const shade = mix(look.skin, '#5a2f20', 0.28)
  if (from === 'back') {
    const mass = cut === 'bald' ? oval(0, 0, 6, 7.4, look.skin) : oval(0, -0.4, 6.6, 7.8, look.hair)
    const more =
      cut === 'long'
        ? shape('M-6.6 -1Q-8 10 -5 11H5Q8 10 6.6 -1Z', look.hair)
        : cut === 'bun'
          ? circle(0, -8, 3.4, look.hair)
          : ''
    return oval(-6, 1, 1.4, 2, look.skin) + oval(6, 1, 1.4, 2, look.skin) + mass + more + hat(look)
  }
  if (cut === 'cap') return helmet(look)
  const back =
    cut === 'long' && from === 'side'
      ? shape('M-6.6 -3Q-10.5 5 -9 12.5L-2.4 11Q-1.6 5 -0.6 -2Z', look.hair)
      : cut === 'long'
        ? shape('M-7 -2Q-9 11 -5 11.5L5 11.5Q9 11 7 -2Z', look.hair)
        : cut === 'curly'
          ? circle(0, -1.6, 9, look.hair)
          : ''
  const bun = cut === 'bun' ? circle(from === 'side' ? -6 : 0, -8, 3.2, look.hair) : ''
  const face = oval(0, 0.2, 5.8, 7.3, look.skin)
  const nose = from === 'side' ? shape('M5 -1L7.6 2L5 2.6Z', look.skin) : ''
  const side =
    from === 'side'
      ? shape('M-5.8 0Q-5.8 7 0 7.4Q-3.5 4 -3 -3Z', shade, 'opacity="0.6"')
      : shape('M0.8 -7Q5.8 -6 5.8 0.2Q5.8 6.8 0.6 7.5Q3.6 2 0.8 -7Z', shade, 'opacity="0.55"')
  const crown =
    cut === 'bald'
      ? ''
      : from === 'side'
        ? shape('M4.6 -4.6Q3 -9 -1 -8.6Q-7.6 -8.2 -7 0.4Q-6.4 4 -4 4.6Q-3.4 0 -1.6 -2.6Q2 -3 4.6 -4.6Z', look.hair)
        : shape('M-6.5 0.4Q-8 -8.8 0 -8.6Q8 -8.8 6.5 0.4Q6 -3.4 3.6 -4.6Q-1 -3.4 -4.6 -4.2Q-6 -3 -6.5 0.4Z', look.hair)
  return back + bun + face + side + nose + crown + hat(look)
}

function helmet(look: Look): string {
  const shell = look.hat ?? look.top
  return (
    oval(1, 1, 5.4, 6.4, look.skin) +
    shape('M7 -1.4Q6 -9.4 -1 -9.4Q-9 -9 -8.6 0Q-8.4 6 -4.4 7.4L-1 7Q-2.6 2 0 -1.2Z', shell) +
    stroke('M6.6 -0.6V4Q6.6 7.4 2 7.4M6.6 3.4H0.4', mix(shell, INK, 0.55), 1.3) +
    stroke('M-7 -5.6Q-2 -9.6 4.6 -6.6', CREAM, 1.2)
  )
}

function hat(look: Look): string {
  if (!look.hat) return ''
  return (
    shape('M-7 -2.6Q-7 -10.6 0 -10.6Q7 -10.6 7 -2.6Z', look.hat) + rect(-7.4, -4, 14.8, 2.6, mix(look.hat, INK, 0.3))
  )
}

/** Where a body's joints are, in units of a person 100 tall, origin at the feet. */
export interface Joints {
  readonly head: Point
  readonly chest: Point
  readonly hip: Point
  readonly arms: readonly [elbow: Point, hand: Point][]
  readonly legs: readonly [knee: Point, foot: Point][]
  readonly from?: 'front' | 'back' | 'side'
  readonly bareArms?: boolean
  readonly bareLegs?: boolean
  readonly skirt?: boolean
}

const STANDING: Joints = {
  head: [0, -90], chest: [0, -77], hip: [0, -48],
  arms: [[[-13, -62], [-11, -47]], [[13, -62], [11, -47]]],
  legs: [[[-5, -25], [-5, -2]], [[5, -25], [6, -2]]],
} // biome-ignore format: a pose

export const POSES = {
  stand: STANDING,
  back: { ...STANDING, from: 'back' },
  walk: {
    head: [2, -90], chest: [1, -77], hip: [0, -48], from: 'side',
    arms: [[[-8, -63], [-4, -50]], [[9, -62], [16, -52]]], legs: [[[-3, -25], [-14, -4]], [[8, -26], [10, -2]]],
  },
  point: { ...STANDING, from: 'side', arms: [[[-8, -62], [-4, -48]], [[16, -74], [30, -82]]] },
  carry: { ...STANDING, arms: [[[-13, -62], [-5, -56]], [[13, -62], [5, -56]]] },
  talk: { ...STANDING, from: 'side', arms: [[[-6, -62], [4, -52]], [[11, -66], [21, -62]]] },
  run: {
    head: [9, -88], chest: [5, -76], hip: [0, -48], from: 'side', bareArms: true, bareLegs: true,
    arms: [[[-7, -67], [-13, -57]], [[15, -64], [23, -70]]], legs: [[[-8, -30], [-26, -24]], [[15, -38], [14, -14]]],
  },
  shoot: {
    head: [-1, -88], chest: [0, -76], hip: [-2, -46], from: 'side', bareArms: true, bareLegs: true,
    arms: [[[8, -88], [5, -104]], [[13, -84], [12, -104]]], legs: [[[-8, -24], [-14, -4]], [[6, -24], [2, -1]]],
  },
  guard: {
    head: [3, -86], chest: [0, -74], hip: [-3, -44], from: 'side', bareArms: true, bareLegs: true,
    arms: [[[10, -80], [20, -92]], [[-12, -66], [-20, -58]]], legs: [[[-13, -24], [-18, -2]], [[8, -24], [14, -2]]],
  },
  cast: { ...STANDING, from: 'side', arms: [[[12, -68], [22, -72]], [[-10, -62], [4, -58]]] },
  sit: {
    head: [2, -66], chest: [0, -53], hip: [-4, -26], from: 'side',
    arms: [[[6, -38], [16, -36]], [[8, -38], [18, -34]]], legs: [[[16, -25], [15, -2]], [[19, -26], [20, -2]]],
  },
} as const satisfies Record<string, Joints> // biome-ignore format: poses

export type Pose = keyof typeof POSES

/** A person standing on (x, y), so many pixels tall. */
export function person(
  x: number,
  y: number,
  height: number,
  look: Look,
  pose: Pose | Joints = 'stand',
  flip = false,
): string {
  return place(body(look, typeof pose === 'string' ? POSES[pose] : pose), x, y, { scale: height / 100, flip })
}

function body(look: Look, joints: Joints): string {
  const legs = look.legs ?? '#2c3644'
  const dark = mix(look.top, INK, 0.28)
  const limb = (points: readonly Point[], color: string, width: number) => stroke(curve(points), color, width)
  const [nearArm, farArm] = [joints.arms[0], joints.arms[1]]
  const [nearLeg, farLeg] = [joints.legs[0], joints.legs[1]]
  const leg = (bones: readonly [Point, Point] | undefined, shift: number, color: string) => {
    if (!bones) return ''
    const start: Point = [joints.hip[0] + shift, joints.hip[1] + 2]
    const skinned = joints.bareLegs
      ? limb([[(start[0] + bones[0][0]) / 2, (start[1] + bones[0][1]) / 2], bones[0], bones[1]], look.skin, 6)
      : ''
    const cloth = joints.bareLegs
      ? limb([start, [(start[0] + bones[0][0]) / 2, (start[1] + bones[0][1]) / 2]], color, 11)
      : limb([start, bones[0], bones[1]], color, 8.6)
    const toe = joints.from === 'side' ? 3 : 0
    return skinned + cloth + oval(bones[1][0] + toe, bones[1][1] + 1, 5.4, 2.6, mix(color, INK, 0.6))
  }
  const arm = (bones: readonly [Point, Point] | undefined, shift: number, color: string) => {
    if (!bones) return ''
    const start: Point = [joints.chest[0] + shift, joints.chest[1] + 1]
    const upper = joints.bareArms
      ? limb([start, bones[0], bones[1]], look.skin, 5) +
        limb([start, [(start[0] * 2 + bones[0][0]) / 3, (start[1] * 2 + bones[0][1]) / 3]], color, 6.4)
      : limb([start, bones[0], bones[1]], color, 6)
    return upper + circle(bones[1][0], bones[1][1], 2.9, look.skin)
  }
  const wide = joints.from === 'side' ? 5 : 8
  const [cx, cy] = joints.chest
  const [hx, hy] = joints.hip
  const torso = shape(
    `M${cx - wide - 1} ${cy + 2}Q${cx} ${cy - 6} ${cx + wide + 1} ${cy + 2}L${hx + wide} ${hy + 3}Q${hx} ${hy + 6} ${hx - wide} ${hy + 3}Z`,
    look.top,
    `stroke="${look.top}" stroke-width="4" stroke-linejoin="round"`,
  )
  const fold = shape(
    `M${cx + wide * 0.3} ${cy - 2}L${cx + wide + 2} ${cy + 2}L${hx + wide + 1.6} ${hy + 4}L${hx + wide * 0.4} ${hy + 4}Z`,
    dark,
    'opacity="0.5"',
  )
  const shift = joints.from === 'side' ? 2 : 8.4
  const neck = stroke(curve([[cx, cy - 3], joints.head]), mix(look.skin, '#5a2f20', 0.3), 5)
  const skirt = joints.skirt
    ? shape(`M${hx - wide} ${hy - 6}L${hx - wide - 6} ${hy + 24}H${hx + wide + 6}L${hx + wide} ${hy - 6}Z`, look.top)
    : ''
  return (
    arm(farArm, shift, dark) +
    leg(farLeg, joints.from === 'side' ? 1 : 4.4, mix(legs, INK, 0.25)) +
    leg(nearLeg, joints.from === 'side' ? -1 : -4.4, legs) +
    skirt +
    neck +
    torso +
    fold +
    arm(nearArm, -shift, look.top) +
    place(head(look, joints.from), joints.head[0], joints.head[1])
  )
}

/** Head and shoulders, as people look behind a desk or in the row ahead. `size` is the width of the shoulders. */
export function bust(x: number, y: number, size: number, look: Look, from: 'front' | 'back' = 'front'): string {
  const shoulders = shape('M-22 40Q-23 17 -9 13Q0 17 9 13Q23 17 22 40Z', look.top)
  const shade = shape('M6 15Q23 16 22 40H9Z', mix(look.top, INK, 0.4), 'opacity="0.55"')
  const neck = rect(
    -3.6,
    4,
    7.2,
    11,
    from === 'back' ? mix(look.skin, '#5a2f20', 0.15) : mix(look.skin, '#5a2f20', 0.3),
  )
  const collar = from === 'front' ? shape('M-6 13L0 20L6 13L4 12H-4Z', mix(look.top, '#fdf3dd', 0.7)) : ''
  return place(shoulders + shade + neck + collar + place(head(look, from), 0, -1, { scale: 1.35 }), x, y, {
    scale: size / 44,
  })
}
