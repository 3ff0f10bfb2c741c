import { brickwork, floor, windows } from './buildings.ts'
import { bust, person, someone } from './figures.ts'
import { clouds, grass, hills, leafy, shadowUnder, sky, skyline, snowfall, stars } from './land.ts'
import { BRICK, CREAM, type Hour, INK, LIGHTS, OCHRE, PINE, RED, SLATE } from './light.ts'
import { circle, clip, gradient, line, mix, oval, poly, rect, shape, stroke } from './paint.ts'
import { diceOf, times } from './random.ts'
import { type Picture, sheet, WIDTH } from './sheet.ts'

/** The county courthouse: brick, four columns, a clock tower. */
export function courthouse({ hour, seed, snow = false }: { hour: Hour; seed: number; snow?: boolean }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const brick = mix('#a65a41', light.dark, light.isNight ? 0.5 : hour === 'dusk' ? 0.28 : 0.06)
  const stone = mix('#e6d8ba', light.dark, light.isNight ? 0.42 : hour === 'dusk' ? 0.2 : 0.04)
  const columns = times(4).map(
    (i) =>
      rect(758 + i * 84, 640, 34, 270, stone) +
      rect(778 + i * 84, 640, 14, 270, INK, 'opacity="0.14"') +
      rect(750 + i * 84, 630, 50, 14, stone) +
      rect(750 + i * 84, 902, 50, 14, stone),
  )
  const clock =
    circle(900, 330, 50, mix('#f7edd2', light.window, light.isNight ? 0.4 : 0.1)) +
    circle(900, 330, 50, 'none', `stroke="${light.dark}" stroke-width="8"`) +
    line([900, 330], [900, 296], INK, 6) +
    line([900, 330], [924, 342], INK, 6)
  const lit = light.isNight || hour === 'dusk' ? 0.75 : 0.2
  const walkers = [
    [560, 1085, 150, 1],
    [1180, 1100, 165, 4],
    [1260, 1104, 158, 6],
  ].map(([x = 0, y = 0, h = 0, n = 0]) => shadowUnder(x, y, 90) + person(x, y, h, someone(seed + n), 'walk', n === 4))
  return sheet(
    sky(hour, 1000, [1420, 260]) + (light.isNight ? stars(dice, 140, 500) : clouds(dice, mix(light.sky[2], '#ffffff', 0.5), { top: 70, low: 420 })) + hills(skyline(dice, 860, 120, 6), light.far) +
      brickwork(dice, 320, 600, 1160, 320, brick) + windows(dice, { x: 340, y: 620, width: 380, height: 280, columns: 5, rows: 2 }, light, lit, true) + windows(dice, { x: 1090, y: 620, width: 380, height: 280, columns: 5, rows: 2 }, light, lit, true) +
      rect(304, 580, 1192, 26, stone) + poly([[310, 582], [400, 500], [1400, 500], [1490, 582]], snow ? light.snow : mix(light.dark, SLATE, 0.3)) + rect(735, 590, 330, 330, mix(brick, INK, 0.35)) + windows(dice, { x: 800, y: 690, width: 220, height: 180, columns: 3, rows: 1 }, light, 1, true) +
      columns.join('') + poly([[718, 632], [900, 520], [1082, 632]], stone) + poly([[760, 622], [900, 538], [1040, 622]], mix(stone, brick, 0.35)) + times(5).map((i) => rect(700 - i * 20, 914 + i * 20, 400 + i * 40, 22, mix(stone, INK, i * 0.07))).join('') +
      brickwork(dice, 815, 250, 170, 270, brick) + rect(930, 250, 55, 270, INK, 'opacity="0.14"') + rect(800, 236, 200, 22, stone) + rect(800, 400, 200, 14, stone) + clock + windows(dice, { x: 830, y: 420, width: 140, height: 90, columns: 2, rows: 1 }, light, 1, true) + poly([[806, 238], [850, 130], [950, 130], [994, 238]], snow ? light.snow : mix('#5b7f74', light.dark, 0.15)) + shape('M850 132Q900 30 950 132Z', mix('#5b7f74', light.dark, 0.15)) + line([900, 86], [900, 20], INK, 6) + poly([[902, 22], [960, 34], [902, 50]], RED) +
      gradient('lawn', snow ? [light.snow, mix(light.snow, light.far, 0.25)] : [mix('#8b9a5b', light.near, 0.3), mix('#5f7143', light.near, 0.45)]) + rect(-20, 1006, WIDTH + 40, 220, 'url(#lawn)') + rect(-20, 916, 660, 100, 'url(#lawn)') + rect(1160, 916, 680, 100, 'url(#lawn)') + poly([[690, 1010], [1110, 1010], [1500, 1210], [300, 1210]], mix('#d9caa6', light.near, light.isNight ? 0.6 : 0.2)) +
      leafy(190, 1010, 470, snow ? mix('#8a7a68', light.snow, 0.35) : mix('#6d8450', light.near, 0.3), dice) + leafy(1620, 1020, 500, snow ? mix('#8a7a68', light.snow, 0.35) : mix('#6d8450', light.near, 0.3), dice) + walkers.join('') + (snow ? snowfall(dice, 240) : grass(dice, 1180, { count: 150, height: 36, depth: 40, from: -20, to: 280, colors: [light.near, light.dark] })),
  ) // biome-ignore format: one picture
}

/** The state capitol's dome above a crowd with signs. */
export function capitol({ hour, seed, crowd = true }: { hour: Hour; seed: number; crowd?: boolean }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const stone = mix('#e9dfc8', light.dark, light.isNight ? 0.45 : hour === 'dusk' ? 0.24 : 0.04)
  const shade = (d: string) => shape(d, INK, 'opacity="0.15"')
  const pillars = (x: number, y: number, width: number, height: number, count: number) =>
    rect(x, y, width, height, mix(stone, INK, 0.32)) +
    times(count)
      .map((i) => rect(x + (i / count) * width + 3, y, (width / count) * 0.5, height, stone))
      .join('')
  const signs = times(13).map((i) => {
    const [x, y, turn] = [90 + i * 136 + dice.between(-24, 24), 830 + dice.between(-60, 50), dice.between(-9, 9)]
    const color = dice.pick([CREAM, OCHRE, RED, '#7fa3a3', CREAM])
    const bars = times(3).map((b) =>
      rect(x - 54, y - 62 + b * 30, 108 - b * 26, 11, color === CREAM ? INK : CREAM, 'opacity="0.75"'),
    )
    return `<g transform="rotate(${turn.toFixed(0)} ${x.toFixed(0)} ${y.toFixed(0)})">${rect(x - 5, y, 10, 220, '#8b6b43')}${rect(x - 74, y - 84, 148, 112, color)}${bars.join('')}</g>`
  })
  const row = (y: number, size: number, count: number, tone: number) =>
    times(count)
      .map((i) => {
        const look = someone(seed + i * 3 + Math.round(y))
        return bust(
          (i + 0.5) * (WIDTH / count) + dice.between(-26, 26),
          y + dice.between(-18, 18),
          size,
          {
            ...look,
            top: mix(look.top, light.dark, tone),
            hair: mix(look.hair, light.dark, tone * 0.5),
            ...(dice.chance(0.35) ? { hat: dice.pick([RED, OCHRE, '#2f3e50', PINE]) } : {}),
          },
          'back',
        )
      })
      .join('')
  return sheet(
    sky(hour, 1000, [360, 240]) + clouds(dice, mix(light.sky[2], '#ffffff', 0.5), { top: 70, low: 400 }) + hills(skyline(dice, 800, 60, 5), light.far) + times(5).map((i) => leafy(80 + i * 60, 840, 250, mix('#6b7f55', light.near, 0.35), dice) + leafy(1480 + i * 80, 840, 250, mix('#6b7f55', light.near, 0.35), dice)).join('') +
      rect(330, 600, 1140, 260, stone) + pillars(380, 640, 1040, 190, 26) + rect(316, 580, 1168, 28, stone) + rect(316, 606, 1168, 8, INK, 'opacity="0.2"') + rect(700, 540, 400, 60, stone) + poly([[640, 606], [900, 500], [1160, 606]], stone) + poly([[708, 594], [900, 518], [1092, 594]], mix(stone, INK, 0.14)) + pillars(680, 620, 440, 210, 8) +
      rect(724, 440, 352, 70, stone) + pillars(744, 330, 312, 120, 14) + rect(730, 318, 340, 18, stone) + shape('M744 320Q744 120 900 106Q1056 120 1056 320Z', stone) + shade('M900 106Q1056 120 1056 320H960Q970 180 900 106Z') + times(5).map((i) => stroke(`M${772 + i * 64} 318Q${790 + i * 54} 180 900 112`, mix(stone, INK, 0.25), 4)).join('') + rect(862, 62, 76, 52, stone) + shape('M862 64Q900 10 938 64Z', stone) + line([900, 40], [900, 4], INK, 5) + shade('M1060 600H1484V860H1060Z') +
      times(6).map((i) => rect(560 - i * 26, 830 + i * 14, 680 + i * 52, 15, mix(stone, INK, 0.05 + i * 0.05))).join('') + rect(-20, 900, WIDTH + 40, 320, mix('#7d8a55', light.near, 0.4)) +
      (crowd ? row(930, 92, 24, 0.35) + signs.join('') + row(1010, 140, 16, 0.2) + row(1120, 210, 11, 0.05) : poly([[680, 910], [1120, 910], [1420, 1220], [380, 1220]], mix('#d9caa6', light.near, 0.25)) + person(720, 1110, 230, { ...someone(seed), legs: '#2c3644' }, 'walk') + person(1060, 1060, 190, someone(seed + 3), 'walk', true)),
  ) // biome-ignore format: one picture
}

/** A council or board at its dais, somebody speaking at the lectern. */
export function council({
  seed,
  wall = '#5f4a3c',
  members = 7,
  map = false,
}: {
  seed: number
  wall?: string
  members?: number
  map?: boolean
}): Picture {
  const dice = diceOf(seed)
  const panels = times(10).map(
    (i) =>
      rect(i * 184 - 20, 0, 176, 640, mix(wall, INK, 0.06 + (i % 2) * 0.05)) +
      rect(i * 184, 30, 136, 580, 'none', `stroke="${mix(wall, CREAM, 0.18)}" stroke-width="4"`),
  )
  const zones = ['#b9652f', '#5f7d6c', '#d0a04a', '#6b8794']
  const screen = map
    ? rect(590, 60, 620, 370, INK) +
      rect(604, 74, 592, 342, '#f1e6c9') +
      shape('M604 74H860Q820 200 900 250L604 290Z', zones[0] ?? RED, 'opacity="0.8"') +
      shape('M860 74H1196V230L900 250Q820 200 860 74Z', zones[1] ?? RED, 'opacity="0.8"') +
      shape('M604 290L900 250L930 416H604Z', zones[2] ?? RED, 'opacity="0.8"') +
      shape('M900 250L1196 230V416H930Z', zones[3] ?? RED, 'opacity="0.8"') +
      stroke('M604 330Q760 300 860 350T1196 300', '#4f7f8c', 13) +
      [
        [700, 180],
        [1040, 150],
        [760, 360],
        [1060, 330],
      ]
        .map(([x = 0, y = 0]) => circle(x, y, 11, INK) + circle(x, y, 5, CREAM))
        .join('')
    : circle(900, 250, 128, mix(OCHRE, wall, 0.2)) +
      circle(900, 250, 112, '#f1e6c9') +
      shape('M800 280Q850 220 900 260T1002 262Q990 330 900 350Q820 340 800 280Z', '#4f7f8c') +
      poly(
        [
          [836, 258],
          [880, 180],
          [912, 226],
          [936, 196],
          [966, 262],
        ],
        PINE,
      ) +
      circle(946, 180, 16, OCHRE)
  const flags = [210, 1590].map(
    (x, i) =>
      line([x, 90], [x, 640], '#b08a4a', 10) +
      circle(x, 84, 14, OCHRE) +
      shape(`M${x} 110Q${x + 70} 130 ${x + 60} 300T${x + 40} 560Q${x} 540 ${x} 520Z`, i ? PINE : '#2f3e50') +
      shape(`M${x} 110Q${x + 36} 190 ${x + 22} 300T${x + 20} 545L${x} 530Z`, i ? mix(PINE, CREAM, 0.2) : RED),
  )
  const seats = times(members).map((i) => {
    const x = 900 + (i - (members - 1) / 2) * (1240 / members)
    const y = 520 + Math.abs(i - (members - 1) / 2) * 6
    return (
      rect(x - 74, y - 34, 148, 190, mix('#3a2c26', INK, 0.2), 'rx="26"') +
      bust(x, y + 10, 150, someone(seed + i * 5)) +
      rect(x - 36, y + 118, 72, 22, CREAM) +
      rect(x + 52, y + 60, 5, 60, INK) +
      oval(x + 54, y + 58, 9, 13, INK)
    )
  })
  const dais =
    shape('M170 640Q900 600 1630 640V820Q900 780 170 820Z', '#8a5f3f') +
    shape('M150 624Q900 584 1650 624V652Q900 612 150 652Z', '#b48a5a') +
    times(13)
      .map((i) => rect(230 + i * 105, 660, 4, 130, INK, 'opacity="0.22"'))
      .join('')
  const audience = times(9).map((i) =>
    bust(60 + i * 212 + dice.between(-26, 26), 1120 + dice.between(-20, 22), 210, someone(seed + i * 2 + 40), 'back'),
  )
  const speakerX = map ? 470 : 1160
  return sheet(
    rect(0, 0, WIDTH, 700, wall) + panels.join('') + screen + flags.join('') + floor(640, 1200, [mix('#7a5b47', wall, 0.4), '#4b3a33'], 14) + seats.join('') + dais + shadowUnder(speakerX, 1010, 260, 0.35) + person(speakerX, 1000, 400, someone(seed + 11), 'back') + poly([[speakerX - 100, 800], [speakerX + 100, 800], [speakerX + 80, 830], [speakerX - 80, 830]], '#a87a4c') + line([speakerX, 800], [speakerX + 10, 740], INK, 5) +
      times(11).map((i) => bust(i * 176 + dice.between(-20, 20), 1000 + dice.between(-14, 14), i > 2 && i < 5 && map ? 0.1 : i > 5 && i < 8 && !map ? 0.1 : 140, someone(seed + i * 3 + 70), 'back')).join('') + audience.join('') + poly([[500, 0], [1300, 0], [1700, 820], [100, 820]], '#fbe6b0', 'opacity="0.08"'),
  ) // biome-ignore format: one picture
}

/** Neighbors in a circle of chairs in a parish hall or library room. */
export function forum({ hour, seed }: { hour: Hour; seed: number }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const pane = (x: number) =>
    gradient(`pane${x}`, light.sky) +
    rect(x - 14, 96, 268, 408, '#7a5b43') +
    rect(x, 110, 240, 380, `url(#pane${x})`) +
    clip(
      `hill${x}`,
      `M${x} 110h240v380h-240Z`,
      oval(x + 160, 500, 240, 90, light.far) + oval(x + 20, 510, 200, 70, light.middle),
    ) +
    line([x + 120, 110], [x + 120, 490], '#7a5b43', 10) +
    line([x, 300], [x + 240, 300], '#7a5b43', 10)
  const chair = (x: number, y: number, s: number) =>
    rect(x - s * 0.2, y - s * 0.52, s * 0.4, s * 0.3, '#6b4a36', 'rx="8"') +
    line([x - s * 0.18, y - s * 0.24], [x - s * 0.2, y], '#3a2c26', s * 0.04) +
    line([x + s * 0.18, y - s * 0.24], [x + s * 0.2, y], '#3a2c26', s * 0.04)
  const ring = [
    [470, 800, 320, false],
    [620, 750, 300, false],
    [1180, 750, 300, true],
    [1330, 800, 320, true],
    [380, 900, 360, false],
    [1430, 900, 360, true],
  ] as const
  const backs = times(7).map((i) =>
    bust(170 + i * 250 + dice.between(-20, 20), 1110 + Math.abs(i - 3) * -16, 230, someone(seed + i * 4 + 9), 'back'),
  )
  return sheet(
    rect(0, 0, WIDTH, 660, '#d8c6a0') + rect(0, 540, WIDTH, 110, '#a98660') + rect(0, 532, WIDTH, 12, '#8b6b4a') + [90, 420, 1150, 1480].map(pane).join('') + rect(760, 130, 280, 330, '#6b4a36') + rect(776, 146, 248, 298, '#f4ead0') + times(5).map((i) => rect(806, 190 + i * 48, 190 - (i % 3) * 44, 14, i === 0 ? RED : SLATE, 'opacity="0.8"')).join('') +
      floor(640, 1200, ['#b58b5f', '#7d5a3e'], 16) + ring.map(([x, y, h, flip], i) => shadowUnder(x, y, h * 0.6) + chair(flip ? x + 10 : x - 10, y, h * 0.8) + person(x, y, h * 1.2, someone(seed + i * 7), 'sit', flip)).join('') + shadowUnder(880, 830, 200) + person(880, 830, 400, { ...someone(seed + 31), top: RED }, 'talk') + backs.join('') + [300, 900, 1500].map((x) => line([x, -10], [x, 40], INK, 4) + shape(`M${x - 70} 84Q${x} 0 ${x + 70} 84Z`, '#3a3f3b') + oval(x, 84, 66, 10, '#fff0c0')).join('') + rect(0, 0, WIDTH, 1200, BRICK, 'opacity="0.04"'),
  ) // biome-ignore format: one picture
}
