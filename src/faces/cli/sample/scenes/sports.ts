import { beam, floor, house } from './buildings.ts'
import { bust, type Joints, person, someone, youngster } from './figures.ts'
import { clouds, forest, furrows, grass, hills, leafy, shadowUnder, sky, skyline, stars } from './land.ts'
import { CREAM, type Hour, INK, LIGHTS, OCHRE, PINE, RED } from './light.ts'
import { circle, gradient, line, mix, oval, type Point, place, poly, rect, shape, stroke } from './paint.ts'
import { type Dice, diceOf, times } from './random.ts'
import { type Picture, sheet, WIDTH } from './sheet.ts'

function stands(dice: Dice, top: number, rows: number, tone: string, seed: number): string {
  return times(rows)
    .map((row) => {
      const y = top + row * 62
      return (
        rect(0, y + 34, WIDTH, 40, mix('#5a4a40', tone, 0.5 - row * 0.06)) +
        times(24)
          .map((i) => {
            const look = someone(seed + i * 3 + row * 11)
            const seat = 40 + i * 76 + dice.between(-14, 14) + (row % 2) * 30
            return dice.chance(0.16)
              ? ''
              : bust(seat, y + 6, 64, {
                  ...look,
                  top: mix(dice.chance(0.4) ? RED : look.top, tone, 0.35),
                  skin: mix(look.skin, tone, 0.2),
                  hair: mix(look.hair, tone, 0.2),
                })
          })
          .join('')
      )
    })
    .join('')
}

/** A jump shot in a small gym, the stands full. */
export function gym({ seed, home = RED, away = CREAM }: { seed: number; home?: string; away?: string }): Picture {
  const dice = diceOf(seed)
  const kit = (number: number, top: string) => ({
    ...youngster(number),
    top,
    legs: top,
    cut: youngster(number).cut === 'bun' ? ('bun' as const) : ('short' as const),
  })
  const hoop =
    rect(1480, 150, 22, 560, '#4a5158') +
    line([1490, 250], [1380, 230], '#4a5158', 14) +
    poly(
      [
        [1340, 120],
        [1400, 110],
        [1400, 330],
        [1340, 320],
      ],
      '#f2ecdb',
    ) +
    poly(
      [
        [1340, 120],
        [1352, 118],
        [1352, 322],
        [1340, 320],
      ],
      RED,
    ) +
    oval(1280, 300, 58, 12, 'none', 'stroke="#d0672a" stroke-width="8"') +
    stroke(
      'M1224 304L1250 390H1310L1336 304M1244 306L1274 388M1280 310L1280 392M1316 306L1288 388M1234 336L1326 336M1242 362L1318 362',
      '#f7f1e0',
      3.5,
    )
  const ball =
    circle(0, 0, 34, '#c5682c') + stroke('M-34 0H34M0 -34V34M-24 -24Q0 0 -24 24M24 -24Q0 0 24 24', '#4a2a18', 3.5)
  return sheet(
    rect(0, 0, WIDTH, 720, '#4d4a4a') + times(9).map((i) => rect(i * 210 - 20, 0, 150, 210, '#5c5855') + poly([[i * 210 + 20, 40], [i * 210 + 90, 40], [i * 210 + 55, 150]], i % 3 === 0 ? RED : i % 3 === 1 ? OCHRE : PINE)).join('') + stands(dice, 300, 5, '#3b3a3f', seed) + rect(0, 640, WIDTH, 60, '#2f3238') + times(8).map((i) => rect(20 + i * 226, 650, 206, 42, mix([RED, '#2f3e50', OCHRE, PINE][i % 4] ?? RED, INK, 0.15))).join('') +
      floor(700, 1200, ['#d8a867', '#b47d43'], 20) + stroke('M1820 780H1180L980 1200M1180 780Q960 800 900 900Q860 1010 980 1090', '#f5ead0', 8, 'opacity="0.8"') + poly([[1180, 780], [1820, 780], [1820, 1060], [1050, 1060]], mix(home, '#b47d43', 0.35), 'opacity="0.55"') + hoop + beam(420, -20, 420, 1200, '#fff3cd', 0.13) + beam(1250, -20, 420, 1200, '#fff3cd', 0.13) +
      [[820, 1110], [1120, 1050], [520, 1090], [1420, 960]].map(([x = 0, y = 0]) => shadowUnder(x, y, 240, 0.3)).join('') + person(1420, 960, 420, kit(seed + 9, home), 'guard', true) + person(520, 1086, 500, kit(seed + 5, home), 'guard') + person(1120, 1046, 520, kit(seed + 2, away), 'guard', true) + person(820, 1040, 560, kit(seed, home), 'shoot') + place(ball, 900, 412),
  ) // biome-ignore format: one picture
}

const CARRYING: Joints = { head: [14, -86], chest: [8, -74], hip: [0, -46], from: 'side', arms: [[[14, -60], [22, -66]], [[-6, -62], [-14, -52]]], legs: [[[14, -34], [6, -12]], [[-8, -26], [-26, -18]]] } // biome-ignore format: poses
const TACKLING: Joints = {
  head: [22, -70],
  chest: [13, -62],
  hip: [-8, -44],
  from: 'side',
  arms: [
    [
      [22, -54],
      [36, -56],
    ],
    [
      [20, -66],
      [34, -70],
    ],
  ],
  legs: [
    [
      [2, -26],
      [-10, -4],
    ],
    [
      [-20, -26],
      [-36, -14],
    ],
  ],
}

/** Friday night football under the lights. */
export function football({ hour, seed, home = RED }: { hour: Hour; seed: number; home?: string }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const player = (x: number, y: number, size: number, number: number, top: string, pose: Joints, flip = false) =>
    shadowUnder(x, y, size * 0.6, 0.4) +
    person(
      x,
      y,
      size,
      {
        ...someone(number),
        cut: 'cap',
        top,
        legs: top === CREAM ? '#3f5f6b' : CREAM,
        hat: top === CREAM ? '#3f5f6b' : OCHRE,
      },
      pose,
      flip,
    )
  const tower = (x: number) =>
    rect(x - 8, 130, 16, 560, '#39444f') +
    times(2)
      .map((row) =>
        times(4)
          .map(
            (i) =>
              circle(x - 66 + i * 44, 110 + row * 42, 62, '#fff3cd', 'opacity="0.14"') +
              circle(x - 66 + i * 44, 110 + row * 42, 17, '#fff8e2'),
          )
          .join(''),
      )
      .join('') +
    rect(x - 92, 88, 184, 6, '#39444f')
  return sheet(
    sky(hour, 760) + stars(dice, light.isNight ? 90 : 0, 300) + hills(skyline(dice, 600, 130, 6), light.far) + forest(dice, () => 640, { height: 110, step: 32, color: light.near }) + stands(dice, 480, 4, light.near, seed) + tower(250) + tower(1550) + beam(250, 110, 900, 1100, '#fff3cd', 0.2) + beam(1550, 110, 900, 1100, '#fff3cd', 0.2) + stroke('M900 690V600M800 440V600H1000V440', OCHRE, 11) +
      gradient('turf', [mix('#5f8a4c', light.near, 0.28), mix('#3f6a3c', light.near, 0.18)]) + rect(0, 720, WIDTH, 500, 'url(#turf)') + times(6).map((i) => poly([[300 + i * 240, 720], [420 + i * 240, 720], [420 + (i - 2) * 480, 1210], [180 + (i - 2) * 480, 1210]], '#ffffff', 'opacity="0.05"')).join('') + times(7).map((i) => line([180 + i * 240, 720], [-540 + i * 480, 1210], CREAM, 7, 'opacity="0.75"')).join('') + line([0, 760], [WIDTH, 760], CREAM, 6, 'opacity="0.8"') +
      times(9).map((i) => person(120 + i * 200 + dice.between(-30, 30), 770, 130, { ...someone(seed + i), top: i % 2 ? home : '#2f3e50' }, 'stand')).join('') + player(1320, 900, 300, seed + 5, CREAM, TACKLING, true) + player(470, 920, 320, seed + 7, home, TACKLING) + player(1180, 1040, 430, seed + 8, CREAM, TACKLING, true) + player(800, 1090, 520, seed, home, CARRYING) + place(oval(0, 0, 36, 21, '#7a3f24') + line([-14, -3], [14, -3], CREAM, 4), 914, 748, { turn: -28 }),
  ) // biome-ignore format: one picture
}

/** Cross-country runners strung along a field edge. */
export function runners({ hour, seed }: { hour: Hour; seed: number }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const path: Point[] = [
    [-60, 1010],
    [500, 980],
    [1000, 1020],
    [1400, 950],
    [1860, 900],
  ]
  const runner = (x: number, y: number, size: number, number: number) =>
    shadowUnder(x, y + 6, size * 0.45) +
    person(x, y, size, { ...youngster(number), top: dice.pick([RED, '#2f5a6b', OCHRE, PINE]), legs: '#2c3644' }, 'run')
  return sheet(
    sky(hour, 800, [1360, 300]) + clouds(dice, mix(light.sky[2], '#ffffff', 0.4), { top: 60, low: 360 }) + hills(skyline(dice, 620, 150, 5), light.far) + hills(skyline(dice, 700, 100, 4), mix('#b79a55', light.middle, 0.4)) + hills([[-60, 820], [600, 760], [1200, 830], [1860, 760]], mix('#9aa05c', light.near, 0.25)) + furrows([[-60, 820], [600, 760], [1200, 830], [1860, 760]], mix('#c7c37c', light.lit, 0.3), { count: 6, gap: 16 }) +
      times(6).map((i) => leafy(1180 + i * 130, 850 - i * 8, dice.between(190, 290), mix('#b9862f', light.near, 0.15), dice)).join('') + times(3).map((i) => person(1000 + i * 70, 880, 150, someone(seed + i + 20), 'stand')).join('') + hills(path, mix('#7d8a4e', light.near, 0.2)) + shape('M-20 1130Q700 1080 1100 1080T1820 960V1010Q1400 1090 1000 1140T-20 1190Z', mix('#d3bd8a', light.lit, 0.2)) +
      times(5).map((i) => line([1020 + i * 130, 1060 - i * 22], [1020 + i * 130, 1000 - i * 22], '#6b4a36', 6) + poly([[1020 + i * 130, 1000 - i * 22], [1062 + i * 130, 1012 - i * 22], [1020 + i * 130, 1026 - i * 22]], i % 2 ? RED : OCHRE)).join('') + [[1500, 1030, 270], [1300, 1058, 310], [1080, 1090, 360], [800, 1112, 420], [430, 1140, 500]].map(([x = 0, y = 0, size = 0], i) => runner(x, y, size, seed + i * 3)).join('') + grass(dice, 1190, { count: 320, height: 70, depth: 40, colors: ['#8f8a49', '#6b7040', light.dark] }),
  ) // biome-ignore format: one picture
}

const SPIKING: Joints = { head: [2, -92], chest: [0, -80], hip: [-4, -52], from: 'side', bareArms: true, bareLegs: true, arms: [[[10, -96], [6, -114]], [[-14, -76], [-18, -64]]], legs: [[[-14, -34], [-28, -24]], [[4, -30], [-4, -10]]] } // biome-ignore format: poses
const BLOCKING: Joints = {
  head: [0, -92],
  chest: [0, -80],
  hip: [0, -50],
  from: 'front',
  bareArms: true,
  bareLegs: true,
  arms: [
    [
      [-11, -96],
      [-8, -116],
    ],
    [
      [11, -96],
      [8, -116],
    ],
  ],
  legs: [
    [
      [-5, -28],
      [-6, -6],
    ],
    [
      [5, -28],
      [6, -6],
    ],
  ],
}

/** Volleyball at the net. */
export function volleyball({ seed, home = '#2f5a6b' }: { seed: number; home?: string }): Picture {
  const dice = diceOf(seed)
  const net =
    rect(0, 470, WIDTH, 20, CREAM) +
    rect(0, 700, WIDTH, 8, CREAM) +
    times(60)
      .map((i) => line([i * 31, 490], [i * 31, 700], CREAM, 2, 'opacity="0.55"'))
      .join('') +
    times(7)
      .map((i) => line([0, 518 + i * 28], [WIDTH, 518 + i * 28], CREAM, 2, 'opacity="0.55"'))
      .join('') +
    rect(1600, 440, 24, 700, '#39444f')
  const kit = (number: number, top: string) => ({ ...youngster(number), top, legs: '#23272c', cut: 'bun' as const })
  const ball =
    circle(0, 0, 40, '#f6eed6') + stroke('M-40 0Q0 -22 40 0M-28 -28Q0 0 -10 39M28 -28Q4 6 14 37', '#a9884f', 4)
  return sheet(
    rect(0, 0, WIDTH, 720, '#45505a') + times(7).map((i) => rect(60 + i * 250, 60, 190, 120, '#e9d9a8', 'opacity="0.5"')).join('') + stands(dice, 330, 5, '#37424c', seed) + floor(680, 1200, ['#cfa061', '#a97440'], 18) + poly([[0, 900], [WIDTH, 900], [WIDTH, 1210], [0, 1210]], mix(home, '#a97440', 0.4), 'opacity="0.45"') + line([0, 900], [WIDTH, 900], CREAM, 9) +
      person(640, 960, 470, kit(seed + 4, OCHRE), BLOCKING) + person(850, 975, 460, kit(seed + 6, OCHRE), BLOCKING) + net + shadowUnder(1010, 1130, 260, 0.3) + person(1010, 1040, 540, kit(seed + 1, home), SPIKING, true) + person(1420, 1120, 470, kit(seed + 3, home), 'guard', true) + person(330, 1140, 480, kit(seed + 9, home), 'guard') + place(ball, 930, 370),
  ) // biome-ignore format: one picture
}

/** A sandlot of youth soccer among houses. */
export function soccer({ hour, seed }: { hour: Hour; seed: number }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const kit = (number: number, top: string) => ({ ...youngster(number), top, legs: INK })
  return sheet(
    sky(hour, 760, [420, 270]) + clouds(dice, mix(light.sky[2], '#ffffff', 0.45), { top: 60, low: 320 }) + hills(skyline(dice, 600, 150, 5), light.far) + times(8).map((i) => house(dice, 40 + i * 225, 700, dice.between(130, 180), mix(dice.pick(['#d9c9a3', '#a9b8ac', '#c98f6d', '#e0d2b4']), light.far, 0.25), mix(dice.pick(['#5a4a46', '#4b5a63', '#7a4a3a']), light.far, 0.2), light)).join('') + times(7).map((i) => leafy(160 + i * 260, 720, dice.between(190, 280), mix(dice.pick(['#6d8450', '#b9862f', '#7a8a4a']), light.near, 0.2), dice)).join('') +
      gradient('pitch', [mix('#87a05a', light.lit, 0.2), mix('#5f7f47', light.near, 0.15)]) + rect(-20, 716, 1860, 500, 'url(#pitch)') + stroke('M-20 790H1820M900 790L900 1210', CREAM, 7, 'opacity="0.7"') + oval(900, 1000, 330, 110, 'none', `stroke="${CREAM}" stroke-width="7" stroke-opacity="0.7"`) + stroke('M1480 820V690H1740V840', '#f7f1e0', 9) + times(6).map((i) => line([1500 + i * 44, 694], [1500 + i * 44, 830], '#f7f1e0', 2)).join('') +
      times(11).map((i) => person(80 + i * 120 + dice.between(-20, 20), 800, 140, someone(seed + i), 'stand')).join('') + [[430, 960, 260, RED, false], [1250, 930, 250, OCHRE, true], [640, 1080, 350, OCHRE, false], [1080, 1110, 390, RED, true]].map(([x, y, size, top, flip], i) => shadowUnder(Number(x), Number(y), Number(size) * 0.5) + person(Number(x), Number(y), Number(size), kit(seed + i * 3, String(top)), 'run', flip === true)).join('') + circle(850, 1120, 30, CREAM) + poly([[850, 1106], [864, 1116], [858, 1132], [842, 1132], [836, 1116]], INK),
  ) // biome-ignore format: one picture
}
