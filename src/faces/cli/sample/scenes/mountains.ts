import { type Joints, person, someone } from './figures.ts'
import {
  clouds,
  conifer,
  forest,
  furrows,
  glints,
  grass,
  hills,
  mist,
  mountains,
  peak,
  shadowUnder,
  sky,
  skyline,
  snowfall,
  stars,
} from './land.ts'
import { CREAM, type Hour, INK, LIGHTS, OCHRE, RED } from './light.ts'
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

function plow(): string {
  const orange = '#d07f2a'
  const wheel = (x: number) => circle(x, -34, 34, '#20252a') + circle(x, -34, 15, '#8c8f8d')
  return (
    rect(-250, -190, 250, 120, mix(orange, INK, 0.18)) + poly([[-262, -190], [10, -190], [-14, -216], [-240, -216]], '#c9b79a') +
    poly([[0, -70], [0, -240], [96, -240], [126, -160], [186, -150], [190, -70]], orange) + poly([[18, -160], [18, -222], [84, -222], [106, -160]], '#bcd0d4') + rect(0, -100, 190, 12, CREAM) + rect(-250, -84, 440, 20, INK) +
    rect(20, -258, 40, 18, INK) + circle(40, -264, 12, '#ffcf5a') + circle(178, -128, 15, '#fff0b8') + wheel(-190) + wheel(-110) + wheel(120) +
    shape('M190 -120Q270 -96 262 -4L214 -4Q226 -70 184 -78Z', RED) + shape('M206 -108Q262 -88 258 -20L244 -20Q246 -78 200 -94Z', mix(RED, CREAM, 0.3))
  ) // biome-ignore format: an outline
}

/** The pass in winter, a plow at work. */
export function pass({ hour, seed, snowing = false }: { hour: Hour; seed: number; snowing?: boolean }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const road =
    'M-20 1030C480 1030 960 1040 1100 930C1190 850 1010 800 1040 690H1075C1060 790 1290 830 1260 960C1220 1150 700 1200 -20 1200Z'
  const bank = (points: readonly Point[], tone: number) => hills(points, mix(light.snow, light.far, tone))
  return sheet(
    sky(hour, 760, light.isNight ? [420, 170] : [480, 250]) + (light.isNight ? stars(dice, 150, 400) : clouds(dice, mix(light.sky[2], '#ffffff', 0.5), { top: 60, low: 330 })) +
      peak(560, 200, 560, light.far, light.snow, dice) + peak(1270, 130, 660, mix(light.far, light.middle, 0.4), light.snow, dice) + peak(920, 320, 400, light.middle, light.snow, dice) +
      mountains(skyline(dice, 690, 120, 12), mix(light.middle, light.near, 0.4)) + forest(dice, (x) => 730 - Math.sin(x / 300) * 40, { height: 130, step: 25, color: light.near, tip: mix(light.snow, light.near, 0.25) }) +
      bank([[-60, 760], [500, 800], [1000, 700], [1400, 720], [1860, 690]], 0.22) + forest(dice, (x) => 800 - Math.max(0, x - 1250) * 0.08, { from: 1290, to: 1830, height: 220, step: 50, color: mix(light.near, light.dark, 0.4), tip: light.snow }) + forest(dice, () => 830, { from: -20, to: 640, height: 240, step: 52, color: mix(light.near, light.dark, 0.4), tip: light.snow }) +
      bank([[-60, 900], [400, 860], [900, 900], [1300, 860], [1860, 840]], 0.08) + shape(road, mix('#5d666b', light.near, 0.4)) + stroke('M-20 1112C560 1118 1060 1090 1180 945C1236 862 1060 790 1056 700', OCHRE, 7, 'stroke-dasharray="36 26" opacity="0.85"') +
      
      times(60).map(() => circle(850 + dice.between(-30, 180), 1090 - dice.between(0, 190) * dice.between(0.2, 1), dice.between(5, 26), light.snow, `opacity="${dice.between(0.3, 0.85).toFixed(2)}"`)).join('') + shadowUnder(560, 1110, 600) + place(plow(), 550, 1108, { scale: 1.3 }) +
      bank([[-60, 1190], [500, 1200], [900, 1170], [1250, 1060], [1860, 1010]], 0.02) + conifer(110, 1200, 460, light.dark, light.snow) + conifer(1690, 1210, 520, light.dark, light.snow) + (snowing ? snowfall(dice, 330) : ''),
  ) // biome-ignore format: one picture
}

const SKIING: Joints = { head: [9, -78], chest: [5, -66], hip: [-6, -42], from: 'side', arms: [[[14, -60], [22, -52]], [[-6, -58], [2, -46]]], legs: [[[6, -26], [-2, -4]], [[9, -26], [2, -3]]] } // biome-ignore format: a pose

/** A ski hill: chairs going up, skiers coming down. */
export function skiing({ hour, seed }: { hour: Hour; seed: number }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const skier = (x: number, y: number, size: number, number: number) =>
    place(
      person(0, 0, size, { ...someone(number), hat: dice.pick([RED, OCHRE, '#2f3e50']), legs: '#2c3644' }, SKIING) +
        line([-size * 0.4, 2], [size * 0.42, 2], RED, size * 0.028) +
        line([size * 0.22, -size * 0.52], [-size * 0.1, size * 0.02], INK, size * 0.014),
      x,
      y,
      { turn: 17 },
    )
  const cable = (x: number) => 560 - (x - 200) * 0.33
  const chairs = times(6).map((i) => {
    const x = 330 + i * 250
    const y = cable(x)
    return (
      line([x, y], [x, y + 74], INK, 4) +
      stroke(`M${x - 34} ${y + 120}V${y + 74}H${x + 34}V${y + 120}H${x - 34}`, INK, 6) +
      [-16, 16]
        .map((shift, n) =>
          person(x + shift, y + 170, 100, { ...someone(seed + i * 2 + n), hat: n ? OCHRE : RED }, 'sit'),
        )
        .join('')
    )
  })
  const towers = [470, 1130].map(
    (x) =>
      line([x, cable(x)], [x, cable(x) + 330], light.dark, 18) +
      line([x - 50, cable(x)], [x + 50, cable(x) - 4], light.dark, 14),
  )
  return sheet(
    sky(hour, 1000, [330, 220]) + (light.isNight ? stars(dice, 120, 400) : clouds(dice, '#ffffff', { top: 70, low: 280, opacity: 0.5 })) + peak(420, 260, 520, light.far, light.snow, dice) + peak(980, 190, 500, mix(light.far, light.middle, 0.3), light.snow, dice) +
      shape('M-20 900Q500 720 1000 470Q1400 290 1820 230V1220H-20Z', mix(light.snow, light.far, 0.2)) + forest(dice, (x) => 905 - x * 0.28 - Math.max(0, x - 900) * 0.12, { from: 60, to: 700, height: 170, step: 36, color: light.near, tip: mix(light.snow, light.near, 0.15) }) + forest(dice, (x) => 640 - (x - 1000) * 0.36, { from: 1180, to: 1820, height: 160, step: 38, color: light.near, tip: light.snow }) +
      shape('M-20 1010Q700 900 1100 700Q1450 540 1820 470V1220H-20Z', mix(light.snow, '#ffffff', 0.3)) + towers.join('') + line([-20, cable(-20)], [1820, cable(1820)], INK, 5) + chairs.join('') +
      times(9).map((i) => stroke(`M${1500 - i * 130} ${640 + i * 40}q${-60} ${50} ${-20} ${100}t${-40} ${120}`, mix(light.snow, light.far, 0.5), 5, 'opacity="0.7"')).join('') + skier(1420, 800, 170, seed + 1) + skier(1120, 930, 240, seed + 2) + skier(640, 1090, 330, seed + 6) +
      times(26).map(() => circle(560 + dice.between(-150, 50), 1100 - dice.between(0, 90), dice.between(5, 22), '#ffffff', 'opacity="0.7"')).join('') + conifer(1660, 1210, 500, light.dark, light.snow) + conifer(1770, 1230, 380, light.dark, light.snow),
  ) // biome-ignore format: one picture
}

function elk(color: string, hasAntlers: boolean, isGrazing = false): string {
  const dark = mix(color, INK, 0.5)
  const legs = [-58, -40, 40, 56].map((x, i) =>
    shape(
      `M${x - 9} -86L${x - 4} -40L${x - 5} 0H${x + 5}L${x + 5} -40L${x + 11} -86Z`,
      i % 2 ? dark : mix(dark, color, 0.3),
    ),
  )
  const neck = isGrazing
    ? shape('M44 -132Q96 -120 112 -48L92 -34Q76 -78 36 -84Z', dark) + shape('M88 -50L132 -14L122 -2L84 -26Z', dark)
    : shape('M36 -140Q70 -170 78 -214L108 -206Q112 -150 66 -88Z', dark) +
      shape('M76 -216Q96 -234 112 -222L156 -196L152 -184L104 -190Z', dark) +
      shape('M80 -216L62 -234L72 -212Z', dark)
  const antlers =
    hasAntlers && !isGrazing
      ? stroke(
          'M92 -226Q60 -270 74 -330M76 -284L46 -300M72 -306L44 -332M100 -228Q110 -280 142 -314M108 -268L144 -272M122 -294L158 -300',
          '#5e452d',
          9,
        )
      : ''
  return (
    legs.join('') +
    shape('M-88 -118Q-86 -150 -40 -148Q10 -140 44 -148Q84 -136 72 -96Q40 -70 -20 -76Q-70 -70 -82 -88Z', color) +
    shape('M-88 -118Q-96 -150 -66 -148Q-58 -120 -76 -98Z', mix(CREAM, color, 0.3)) +
    neck +
    antlers
  )
}

/** Elk in a meadow, mist on the grass. */
export function elkMeadow({ hour, seed }: { hour: Hour; seed: number }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const coat = mix('#a9794a', light.near, 0.15)
  const herd: readonly [number, number, number, boolean, boolean, boolean][] = [
    [1180, 830, 0.8, false, true, false],
    [1400, 850, 0.86, false, false, true],
    [980, 812, 0.7, false, true, true],
    [420, 842, 0.8, false, true, false],
    [700, 980, 1.62, true, false, false],
  ]
  return sheet(
    sky(hour, 700, [1240, 330]) + clouds(dice, mix(light.sky[2], '#ffffff', 0.3), { top: 60, low: 300 }) + peak(380, 260, 460, light.far, mix(light.snow, light.far, 0.15), dice) + peak(1380, 320, 420, mix(light.far, light.middle, 0.25), mix(light.snow, light.far, 0.15), dice) + hills(skyline(dice, 650, 110, 5), light.middle) +
      forest(dice, (x) => 720 + Math.sin(x / 170) * 14, { height: 170, step: 30, color: mix(light.near, light.middle, 0.3) }) + mist(730, 130, light.sky[2], 0.75) + gradient('meadow', [mix('#b5a35d', light.lit, 0.4), mix('#77713f', light.near, 0.4)]) + shape('M-20 760Q800 720 1820 770V1220H-20Z', 'url(#meadow)') +
      shape('M-20 900C300 860 520 940 300 990C120 1030 500 1080 900 1220H260C120 1120 -20 1060 -20 1040Z', mix(light.water, light.sky[2], 0.4)) + glints(dice, 900, 1200, light.sun, { count: 24, from: 20, to: 460 }) + grass(dice, 820, { count: 300, height: 34, depth: 90, colors: [mix('#c3b26a', light.lit, 0.3), '#8f8449'] }) +
      mist(850, 70, light.sky[2], 0.5) + herd.map(([x, y, scale, antlers, grazing, flip]) => shadowUnder(x, y, 260 * scale) + place(elk(coat, antlers, grazing), x, y, { scale, flip })).join('') + grass(dice, 1130, { count: 620, height: 120, depth: 140, colors: [mix('#c9b56a', light.lit, 0.2), '#93874a', '#6b653b', mix(light.dark, '#6b653b', 0.5)] }),
  ) // biome-ignore format: one picture
}

/** Fire-killed trunks over ground that is greening again. */
export function burn({ hour, seed, planting = false }: { hour: Hour; seed: number; planting?: boolean }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const snag = (x: number, foot: number, height: number, color: string) =>
    stroke(`M${x} ${foot}L${(x + dice.between(-8, 8)).toFixed(0)} ${foot - height}`, color, height * 0.034) +
    times(5)
      .map(() => {
        const up = dice.between(0.4, 0.94)
        const side = dice.pick([-1, 1])
        return stroke(
          `M${x} ${(foot - height * up).toFixed(0)}l${(side * height * 0.09 * (1.2 - up) * 2).toFixed(0)} ${(-height * dice.between(0.01, 0.06)).toFixed(0)}`,
          color,
          height * 0.011,
        )
      })
      .join('')
  const row = (y: number, count: number, height: number, color: string) =>
    times(count)
      .map((i) =>
        snag(
          (i + dice.between(0, 0.9)) * (WIDTH / count),
          y + dice.between(-16, 22),
          height * dice.between(0.55, 1.15),
          color,
        ),
      )
      .join('')
  const seedlings = times(46).map(() => {
    const y = dice.between(0, 1)
    return conifer(
      dice.between(-20, WIDTH),
      850 + y * 320,
      40 + y * dice.between(40, 110),
      mix('#4e7a4a', light.near, 0.1),
      mix('#9ab064', light.lit, 0.2),
    )
  })
  const flowers = times(240).map(() => {
    const y = dice.between(0, 1)
    return circle(dice.between(0, WIDTH), 860 + y * 330, 2 + y * 6, dice.pick(['#b8506e', '#cf7a8d', '#a34062']))
  })
  const crew = planting
    ? person(620, 1120, 420, { ...someone(seed + 2), top: '#c9772c', hat: OCHRE }, 'carry') +
      conifer(620, 910, 90, '#3f6b45') +
      person(1120, 990, 270, { ...someone(seed + 5), top: '#c9772c', hat: OCHRE }, 'walk') +
      person(1290, 960, 230, { ...someone(seed + 1), hat: RED }, 'carry')
    : ''
  return sheet(
    sky(hour, 720, [1320, 300]) + clouds(dice, mix(light.sky[2], '#ffffff', 0.4), { top: 60, low: 360 }) + hills(skyline(dice, 560, 160, 5), light.far) + row(640, 44, 130, mix(light.middle, light.far, 0.3)) + hills(skyline(dice, 690, 90, 5), mix('#8d8a5c', light.middle, 0.5)) + row(770, 30, 300, mix('#4c4543', light.middle, 0.35)) +
      hills([[-60, 800], [500, 770], [1100, 830], [1860, 780]], mix('#84924f', light.near, 0.2)) + row(900, 13, 560, '#3a3432') + gradient('moss', [mix('#8b9c54', light.lit, 0.2), mix('#4f6a3c', light.near, 0.2)]) + shape('M-20 890Q500 840 1000 900T1820 870V1220H-20Z', 'url(#moss)') + flowers.join('') + seedlings.join('') + crew +
      snag(250, 1210, 1040, '#2b2725') + snag(1560, 1215, 960, '#2b2725') + snag(1700, 1215, 700, '#332e2b') + grass(dice, 1150, { count: 380, height: 70, depth: 80, colors: ['#5f7a3f', '#88994f', '#43593a'] }),
  ) // biome-ignore format: one picture
}

/** A lake below a ridge trail, a hiker looking out. */
export function trail({ hour, seed }: { hour: Hour; seed: number }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const lake = 'M260 700Q800 630 1400 690Q1560 720 1300 760Q900 820 480 790Q180 760 260 700Z'
  const dog =
    shape(
      'M-40 -30Q-36 -46 0 -44Q30 -46 38 -66L56 -72L66 -58L50 -50Q46 -34 40 -28L38 0H30L26 -24H-20L-26 0H-34Z',
      '#6b4a32',
    ) + stroke('M-40 -36Q-58 -50 -56 -66', '#6b4a32', 7)
  return sheet(
    sky(hour, 700, [600, 280]) + clouds(dice, mix(light.sky[2], '#ffffff', 0.4), { top: 60, low: 360 }) + peak(980, 240, 480, light.far, light.snow, dice) + peak(1440, 330, 420, mix(light.far, light.middle, 0.3), light.snow, dice) + hills(skyline(dice, 640, 140, 5), light.middle) + forest(dice, (x) => 690 - Math.sin(x / 260) * 24, { height: 90, step: 22, color: mix(light.near, light.middle, 0.35) }) +
      hills([[-60, 700], [900, 690], [1860, 700]], mix(light.near, light.middle, 0.3)) + shape(lake, mix(light.water, light.sky[2], 0.35)) + clip('lake', lake, glints(dice, 690, 800, light.sun, { count: 60 })) + forest(dice, (x) => 850 + Math.sin(x / 140) * 20, { from: -20, height: 130, step: 30, color: mix(light.near, light.dark, 0.35) }) +
      shape('M-20 1010Q400 880 800 960Q1200 1040 1820 820V1220H-20Z', mix('#8b8150', light.near, 0.3)) + furrows([[-60, 1010], [400, 900], [800, 965], [1200, 1010], [1860, 830]], mix('#a99c62', light.lit, 0.3), { count: 4, gap: 30, width: 4, opacity: 0.4 }) + shape('M820 1220Q900 1100 1130 1060Q1400 1010 1820 900V930Q1440 1050 1230 1090Q1040 1130 1060 1220Z', mix('#d3bd8a', light.lit, 0.3)) +
      shadowUnder(1180, 1088, 200) + person(1160, 1090, 420, { ...someone(seed), hat: RED, top: '#3f6b6d' }, 'back') + rect(1126, 775, 68, 130, OCHRE, 'rx="22"') + rect(1126, 812, 68, 10, mix(OCHRE, INK, 0.4)) + rect(1138, 760, 44, 24, mix(OCHRE, INK, 0.25), 'rx="10"') + place(dog, 1350, 1062, { scale: 1.5 }) +
      conifer(210, 1220, 640, light.dark) + conifer(80, 1230, 500, light.dark) + conifer(360, 1225, 360, light.dark) + grass(dice, 1170, { count: 260, height: 60, depth: 60, colors: ['#8f8449', '#6b653b', light.dark] }) + oval(1600, 1150, 130, 60, mix(light.dark, light.middle, 0.3)) + stroke(curve([[1490, 1140], [1590, 1100], [1700, 1130]]), mix(light.lit, light.middle, 0.5), 9),
  ) // biome-ignore format: one picture
}
