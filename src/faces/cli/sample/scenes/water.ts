import { type Joints, person, someone } from './figures.ts'
import { clouds, conifer, forest, glints, grass, hills, leafy, mist, peak, sky, skyline } from './land.ts'
import { CREAM, type Hour, INK, LIGHTS, RED } from './light.ts'
import {
  circle,
  clip,
  curve,
  gradient,
  line,
  mix,
  oval,
  type Point,
  place,
  poly,
  rect,
  shape,
  stroke,
} from './paint.ts'
import { diceOf, times } from './random.ts'
import { type Picture, sheet, WIDTH } from './sheet.ts'

const CASTING: Joints = { head: [2, -90], chest: [0, -77], hip: [-2, -48], from: 'side', arms: [[[10, -84], [18, -96]], [[12, -66], [20, -60]]], legs: [[[-5, -25], [-6, -2]], [[5, -25], [8, -2]]] } // biome-ignore format: a pose

/** A fly angler waist-deep in a bend of the river. */
export function angler({ hour, seed }: { hour: Hour; seed: number }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const gold = mix('#c9943c', light.near, 0.15)
  const stream =
    'M760 640Q1000 690 700 760Q260 860 420 1000Q520 1100 360 1220H1820V900Q1500 860 1300 760Q1160 690 1080 640Z'
  return sheet(
    sky(hour, 660, [520, 250]) + clouds(dice, mix(light.sky[2], '#ffffff', 0.35), { top: 60, low: 300 }) + peak(1260, 230, 420, light.far, mix(light.snow, light.far, 0.2), dice) + hills(skyline(dice, 560, 140, 5), light.far) + hills(skyline(dice, 620, 90, 4), light.middle) + forest(dice, (x) => 650 + Math.sin(x / 200) * 10, { height: 130, step: 27, color: mix(light.near, light.middle, 0.25) }) +
      hills([[-60, 660], [900, 640], [1860, 660]], mix('#9a9256', light.near, 0.4)) + times(7).map((i) => leafy(90 + i * 90 + dice.between(-20, 20), 730 + i * 4, dice.between(150, 250), gold, dice)).join('') + times(5).map((i) => leafy(1340 + i * 110, 740 + i * 14, dice.between(170, 270), mix(gold, light.near, 0.25), dice)).join('') +
      gradient('stream', [mix(light.water, light.sky[2], 0.6), mix(light.water, light.dark, 0.3)]) + shape(stream, 'url(#stream)') + glints(dice, 680, 1200, light.sun, { count: 90, from: 560, to: 1600, opacity: 0.55 }) +
      times(9).map(() => oval(dice.between(620, 1600), dice.between(900, 1180), dice.between(24, 70), dice.between(10, 26), mix(light.dark, light.middle, 0.35))).join('') +
      clip('wading', 'M700 0H1400V1012H700Z', person(1000, 1130, 520, { ...someone(seed), top: '#7d7a5c', legs: '#4a5147', hat: '#6b4a32' }, CASTING)) + oval(1000, 1010, 130, 18, mix(light.snow, light.water, 0.3), 'opacity="0.8"') + stroke('M930 1012H1070', mix(light.water, light.dark, 0.35), 8) +
      stroke('M1082 640Q1180 430 1240 220', '#3a2c22', 7) + stroke('M1240 220Q1000 110 700 250Q480 360 660 780', '#fdf6e0', 3.2) + circle(660, 784, 6, RED) + glints(dice, 786, 800, '#ffffff', { count: 6, from: 640, to: 690 }) +
      shape('M-20 900Q200 900 330 1010Q400 1110 300 1220H-20Z', mix('#7a7344', light.near, 0.4)) + grass(dice, 1010, { count: 260, height: 130, depth: 190, from: -20, to: 330, colors: ['#b59a55', '#8d7a42', '#5e5a36'] }) + conifer(1720, 1225, 560, light.dark) + mist(660, 70, light.sky[2], 0.6),
  ) // biome-ignore format: one picture
}

function salmonFish(color: string, isTurned = false): string {
  return (
    shape('M-150 0Q-120 -46 -10 -52Q90 -50 150 -8Q158 0 150 10Q90 46 -10 48Q-120 42 -150 0Z', color) + shape('M-150 0Q-120 -46 -10 -52Q90 -50 150 -8Q60 -22 -10 -22Q-100 -20 -150 0Z', INK, 'opacity="0.28"') +
    poly([[-138, 0], [-214, -52], [-190, 0], [-212, 50]], mix(color, INK, 0.25)) + poly([[-26, -50], [26, -84], [38, -48]], mix(color, INK, 0.3)) + poly([[10, 44], [-20, 78], [44, 44]], mix(color, INK, 0.3)) + poly([[-84, -38], [-98, -60], [-64, -42]], mix(color, INK, 0.3)) +
    shape('M98 -38Q84 0 98 36Q140 24 154 2Q140 -26 98 -38Z', mix('#6f7d52', INK, 0.15)) + circle(124, -10, 8, CREAM) + circle(125, -10, 4.4, INK) + stroke('M156 4Q138 10 126 8', INK, 3) + (isTurned ? '' : times(14).map((i) => circle(-100 + (i % 7) * 28, -30 + Math.floor(i / 7) * 12, 3, INK, 'opacity="0.4"')).join(''))
  ) // biome-ignore format: an outline
}

/** Salmon moving upstream, seen at the water's edge. */
export function salmon({ hour, seed }: { hour: Hour; seed: number }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const surface: Point[] = [
    [-60, 470],
    [300, 450],
    [620, 478],
    [980, 452],
    [1300, 480],
    [1860, 455],
  ]
  const school: readonly [number, number, number, number][] = [
    [420, 640, 0.8, -4],
    [900, 600, 0.72, -6],
    [1380, 650, 0.85, 2],
    [680, 800, 1.15, -5],
    [1240, 850, 1.25, -2],
    [300, 940, 1.05, 3],
    [820, 1010, 1.4, -4],
  ]
  return sheet(
    sky(hour, 520, [1360, 220]) + clouds(dice, mix(light.sky[2], '#ffffff', 0.4), { count: 4, top: 50, low: 240 }) + hills(skyline(dice, 400, 120, 5), light.far) + forest(dice, (x) => 440 + Math.sin(x / 260) * 14, { height: 170, step: 32, color: light.near }) +
      gradient('deep', [mix('#8fb3a6', light.water, 0.35), mix('#3f6b6d', light.dark, 0.15), mix('#1f3d45', light.dark, 0.4)]) + hills(surface, 'url(#deep)') + times(9).map((i) => poly([[200 + i * 190, 470], [260 + i * 190, 470], [90 + i * 190, 1200], [-60 + i * 190, 1200]], '#f7e9b6', `opacity="${i % 2 ? 0.06 : 0.1}"`)).join('') +
      stroke(curve(surface), '#f4efdd', 10, 'opacity="0.9"') + stroke(curve(surface.map(([x, y]): Point => [x, y + 22])), '#f4efdd', 4, 'opacity="0.45"') + times(60).map(() => oval(dice.between(0, WIDTH), 1190 - dice.between(0, 60), dice.between(20, 70), dice.between(12, 34), mix('#6b7768', dice.pick(['#8c7a5c', '#2f4a43', '#a59a80']), 0.6))).join('') +
      school.map(([x, y, size, turn], i) => place(salmonFish(mix(i % 3 === 1 ? '#9c6b5a' : '#a8392c', light.dark, size < 1 ? 0.28 : 0.06), i % 2 === 0), x, y, { scale: size, turn })).join('') + place(salmonFish('#b04433'), 1480, 330, { scale: 1.05, turn: -34 }) +
      times(40).map(() => circle(1360 + dice.between(-130, 100), 450 - dice.between(0, 130) * dice.between(0, 1), dice.between(3, 11), '#fdf8e8', 'opacity="0.85"')).join('') + times(40).map(() => circle(dice.between(0, WIDTH), dice.between(520, 1150), dice.between(3, 9), '#fdf8e8', 'opacity="0.25"')).join(''),
  ) // biome-ignore format: one picture
}

/** A lake at first light: a boat out, two people on the dock. */
export function boatLaunch({ hour, seed }: { hour: Hour; seed: number }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const boat =
    shape('M-210 -60H190Q230 -60 250 -90L222 -12Q210 4 180 4H-180Q-204 4 -206 -16Z', mix('#5f7f86', light.dark, 0.1)) +
    shape('M-208 -60H190Q230 -60 250 -90L244 -70Q226 -40 188 -40H-207Z', CREAM) +
    rect(-236, -96, 36, 70, INK, 'rx="8"')
  const dock = times(12).map((i) =>
    poly(
      [
        [880 - i * 14, 800 + i * 36],
        [1010 + i * 12, 800 + i * 36],
        [1016 + i * 13, 828 + i * 37],
        [872 - i * 15, 828 + i * 37],
      ],
      mix('#a38a62', light.near, i % 2 ? 0.3 : 0.15),
    ),
  )
  return sheet(
    sky(hour, 640, [1240, 340]) + clouds(dice, mix(light.sky[2], '#ffffff', 0.35), { top: 60, low: 360, count: 6 }) + hills(skyline(dice, 580, 170, 5), light.far) + hills(skyline(dice, 640, 80, 5), light.middle) + forest(dice, () => 660, { height: 90, step: 22, color: mix(light.near, light.middle, 0.3) }) +
      gradient('lake', [mix(light.water, light.sky[2], 0.6), mix(light.water, light.dark, 0.3)]) + rect(0, 655, WIDTH, 560, 'url(#lake)') + glints(dice, 665, 1190, light.sun, { count: 150, opacity: 0.5 }) + poly([[1200, 660], [1290, 660], [1380, 1200], [1060, 1200]], light.sun, 'opacity="0.16"') +
      dock.join('') + [[860, 860], [1030, 860], [800, 1060], [1080, 1060]].map(([x = 0, y = 0]) => line([x, y - 60], [x, y + 70], mix(light.dark, '#4a382c', 0.5), 18)).join('') + place(person(30, -14, 300, { ...someone(seed), top: RED, hat: '#6b4a32' }, 'sit') + line([80, -130], [260, -250], '#3a2c22', 5) + stroke('M260 -250Q300 -120 320 10', '#fdf6e0', 2) + boat, 480, 960, { scale: 1.15 }) + glints(dice, 965, 985, light.snow, { count: 14, from: 270, to: 720, opacity: 0.8 }) +
      person(960, 1010, 330, someone(seed + 3), 'back') + person(880, 1016, 210, { ...someone(seed + 2), top: '#d79b3f', hair: '#5b3a26', cut: 'long' }, 'back') + conifer(1690, 1225, 620, light.dark) + conifer(1570, 1230, 430, light.dark) + conifer(70, 1225, 420, light.dark),
  ) // biome-ignore format: one picture
}
