import { brickwork, windows } from './buildings.ts'
import { person, someone } from './figures.ts'
import {
  clouds,
  conifer,
  forest,
  furrows,
  glints,
  hills,
  leafy,
  mist,
  rainfall,
  shadowUnder,
  sky,
  skyline,
  snowfall,
  stars,
} from './land.ts'
import { BRICK, CREAM, type Hour, INK, LIGHTS, OCHRE, RED } from './light.ts'
import { circle, clip, curve, glow, gradient, line, mix, oval, type Point, poly, rect, shape, stroke } from './paint.ts'
import { diceOf, times } from './random.ts'
import { type Picture, sheet, WIDTH } from './sheet.ts'

/** The falls below the brick mill, with the town behind. */
export function falls({
  hour,
  seed,
  snow = false,
  high = false,
}: {
  hour: Hour
  seed: number
  snow?: boolean
  high?: boolean
}): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const far = skyline(dice, 520, 150, 7)
  const near = skyline(dice, 600, 70, 6)
  const town = times(15).map((i) => {
    const [x, w, h] = [i * 124 + dice.between(-20, 20), dice.between(80, 140), dice.between(70, 190)]
    const wall = mix(dice.pick([light.middle, light.near, BRICK]), light.far, 0.3)
    const cap = snow ? rect(x - 4, 640 - h - 8, w + 8, 12, light.snow) : rect(x - 4, 640 - h - 6, w + 8, 8, light.dark)
    return (
      rect(x, 640 - h, w, h + 40, wall) +
      cap +
      windows(
        dice,
        { x: x + 6, y: 648 - h, width: w - 12, height: h - 20, columns: 3, rows: Math.max(1, Math.round(h / 55)) },
        light,
        light.isNight || hour === 'dusk' ? 0.6 : 0.25,
      )
    )
  })
  const steeple =
    poly(
      [
        [1296, 430],
        [1316, 350],
        [1336, 430],
      ],
      light.dark,
    ) + rect(1296, 430, 40, 150, light.near)
  const lip = 742
  const drop = `M640 ${lip}C760 ${lip - 14} 1180 ${lip - 14} 1340 ${lip + 4}C1350 860 1372 950 1400 1010L560 1010C600 930 632 850 640 ${lip}Z`
  const threads = times(high ? 60 : 42).map(() => {
    const x = dice.between(640, 1340)
    const fan = (x - 990) * 0.22
    return stroke(
      `M${x.toFixed(0)} ${lip + dice.between(0, 60)}Q${(x + fan * 0.3).toFixed(0)} 850 ${(x + fan).toFixed(0)} ${dice.between(900, 1010).toFixed(0)}`,
      dice.chance(0.72) ? mix(light.snow, light.water, 0.15) : mix(light.water, light.dark, 0.3),
      dice.between(4, 13),
      `opacity="${dice.between(0.4, 0.9).toFixed(2)}"`,
    )
  })
  const rocks = [
    [590, 1015, 150],
    [1390, 1020, 170],
    [480, 960, 120],
    [1470, 950, 130],
    [900, 1020, high ? 40 : 90],
    [1120, 1025, high ? 30 : 66],
  ].map(
    ([x = 0, y = 0, s = 0]) =>
      poly(
        [
          [x - s, y + 40],
          [x - s * 0.7, y - s * 0.35],
          [x - s * 0.1, y - s * 0.55],
          [x + s * 0.6, y - s * 0.3],
          [x + s, y + 40],
        ],
        mix(light.dark, '#4a3a35', 0.3),
      ) +
      poly(
        [
          [x - s * 0.7, y - s * 0.35],
          [x - s * 0.1, y - s * 0.55],
          [x + s * 0.6, y - s * 0.3],
          [x + s * 0.05, y - s * 0.22],
          [x - s * 0.3, y - s * 0.12],
        ],
        snow ? light.snow : mix(light.lit, light.near, 0.55),
      ),
  )
  const mill =
    brickwork(dice, 60, 470, 470, 420, mix(BRICK, light.dark, light.isNight ? 0.45 : hour === 'dusk' ? 0.25 : 0.05)) +
    poly(
      [
        [40, 474],
        [120, 400],
        [470, 400],
        [550, 474],
      ],
      mix(light.dark, BRICK, 0.2),
    ) +
    (snow
      ? poly(
          [
            [40, 474],
            [120, 400],
            [470, 400],
            [550, 474],
            [520, 462],
            [470, 420],
            [130, 420],
          ],
          light.snow,
        )
      : '') +
    windows(
      dice,
      { x: 84, y: 500, width: 424, height: 330, columns: 6, rows: 3 },
      light,
      light.isNight || hour === 'dusk' ? 0.8 : 0.3,
      true,
    ) +
    brickwork(dice, 388, 170, 56, 240, mix(BRICK, light.dark, 0.3)) +
    rect(380, 164, 72, 16, light.dark) +
    rect(470, 470, 60, 420, INK, 'opacity="0.18"')
  return sheet(
    sky(hour, 700, light.isNight ? [1440, 190] : [1180, 430]) +
      (light.isNight ? stars(dice, 110, 420) : clouds(dice, mix(light.sky[2], light.sun, 0.4), { top: 90, low: 380, opacity: 0.55 })) +
      hills(far, light.far) + hills(near, light.middle) + steeple + town.join('') +
      forest(dice, () => 690, { from: 1350, color: light.near, height: 130, tip: snow ? light.snow : '' }) +
      gradient('river', [mix(light.water, light.sky[2], 0.35), light.water]) + rect(520, 676, WIDTH, 90, 'url(#river)') + glints(dice, 690, 745, light.sun, { count: 26, from: 620 }) +
      shape('M-20 860L560 740L640 730L640 1010L540 1220H-20Z', mix(light.dark, '#40332e', 0.35)) + shape('M1330 740L1820 690V1220H1430L1380 1000Z', mix(light.dark, '#40332e', 0.25)) +
      mill + gradient('drop', [mix(light.snow, light.water, 0.45), light.snow]) + shape(drop, 'url(#drop)') + threads.join('') +
      gradient('pool', [mix(light.water, light.snow, 0.35), mix(light.water, light.dark, 0.45)]) + shape('M380 1040Q960 960 1580 1030L1820 1220H-20L120 1130Z', 'url(#pool)') + rocks.join('') +
      glints(dice, 1050, 1195, light.sun, { count: 46, from: 200, to: 1640, opacity: 0.4 }) + glow('spray', [light.snow, `${light.snow}99`, `${light.snow}00`]) + oval(980, 1012, 560, 80, 'url(#spray)', 'opacity="0.75"') +
      forest(dice, (x) => 1190 - Math.abs(x - 900) * 0.06, { from: -20, to: 330, height: 260, step: 70, color: light.dark, tip: snow ? mix(light.snow, light.dark, 0.2) : '' }) +
      forest(dice, () => 1190, { from: 1560, to: 1840, height: 290, step: 76, color: light.dark, tip: snow ? mix(light.snow, light.dark, 0.2) : '' }) +
      (snow ? snowfall(dice, 170) : ''),
  ) // biome-ignore format: one picture
}

/** The steel truss bridge over the gorge, open or closed. */
export function bridge({ hour, seed, isClosed = true }: { hour: Hour; seed: number; isClosed?: boolean }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const steel = mix('#5d3a30', light.dark, light.isNight ? 0.6 : 0.25)
  const panels = 9
  const at = (i: number): Point => [190 + i * 158, 620]
  const top = (i: number): Point => [190 + i * 158, 620 - 60 - Math.sin((i / panels) * Math.PI) * 190]
  const bars = times(panels).map(
    (i) =>
      line(top(i + 1), at(i + 1), steel, 13) +
      line(i < panels / 2 ? top(i) : at(i), i < panels / 2 ? at(i + 1) : top(i + 1), mix(steel, light.lit, 0.25), 9) +
      line(top(i), top(i + 1), steel, 20),
  )
  const pier = (x: number) =>
    poly(
      [
        [x - 40, 640],
        [x + 40, 640],
        [x + 62, 1010],
        [x - 62, 1010],
      ],
      mix(light.lit, light.near, 0.45),
    ) +
    poly(
      [
        [x + 8, 640],
        [x + 40, 640],
        [x + 62, 1010],
        [x + 14, 1010],
      ],
      INK,
      'opacity="0.25"',
    )
  const board = (x: number, y: number, w: number) =>
    rect(x + 14, y, 12, 120, INK) +
    rect(x + w - 26, y, 12, 120, INK) +
    [0, 54]
      .map((drop) =>
        clip(
          `board${x}-${drop}`,
          `M${x} ${y + drop}h${w}v34h${-w}Z`,
          rect(x, y + drop, w, 34, CREAM) +
            times(9)
              .map((i) =>
                poly(
                  [
                    [x + i * 44 - 10, y + drop + 34],
                    [x + i * 44 + 12, y + drop],
                    [x + i * 44 + 34, y + drop],
                    [x + i * 44 + 12, y + drop + 34],
                  ],
                  RED,
                ),
              )
              .join(''),
        ),
      )
      .join('') +
    circle(x + 24, y - 12, 13, OCHRE) +
    circle(x + w - 24, y - 12, 13, OCHRE)
  const closed = isClosed
    ? board(80, 1000, 300) +
      board(420, 1030, 320) +
      person(880, 1180, 330, { ...someone(4), top: '#d98a2b', hat: '#e2b23c' }, 'point')
    : ''
  return sheet(
    sky(hour, 800, [1290, 330]) + (light.isNight ? stars(dice, 120, 480) : clouds(dice, mix(light.sky[2], light.sun, 0.5), { top: 80, low: 420 })) +
      hills(skyline(dice, 600, 130, 6), light.far) + hills(skyline(dice, 680, 90, 5), light.middle) + forest(dice, (x) => 700 + Math.sin(x / 240) * 16, { height: 80, step: 26, color: mix(light.near, light.middle, 0.4) }) +
      gradient('river', [mix(light.water, light.sky[2], 0.4), mix(light.water, light.dark, 0.35)]) + rect(0, 760, WIDTH, 460, 'url(#river)') + glints(dice, 780, 1160, light.sun, { count: 90, opacity: 0.5 }) +
      times(panels + 1).map((i) => line([at(i)[0], 800], [at(i)[0] + dice.between(-10, 10), 960], steel, 12, 'opacity="0.16"')).join('') +
      shape('M-20 640L150 620L260 700L210 860L330 1010L240 1220H-20Z', mix(light.near, '#5b4638', 0.4)) + shape('M1820 600L1640 620L1560 720L1620 880L1500 1030L1600 1220H1820Z', mix(light.near, '#5b4638', 0.3)) +
      pier(664) + pier(1138) + bars.join('') + line(top(0), at(0), steel, 20) + rect(-20, 612, WIDTH + 40, 30, mix(steel, INK, 0.3)) + rect(-20, 606, WIDTH + 40, 8, mix(light.lit, steel, 0.4)) +
      forest(dice, () => 1040, { from: 1480, to: 1820, height: 250, step: 64, color: light.dark }) +
      shape('M-20 1100Q500 1060 1000 1150Q1300 1190 1820 1130V1220H-20Z', light.dark) + closed,
  ) // biome-ignore format: one picture
}

/** The levee at high water, with neighbors passing sandbags. */
export function levee({ hour, seed, isCalm = false }: { hour: Hour; seed: number; isCalm?: boolean }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const crest = skyline(dice, 720, 12, 6).map(([x, y]): Point => [x, y + x * 0.05])
  const bag = (x: number, y: number) =>
    shape(
      `M${x} ${y + 20}Q${x - 6} ${y} ${x + 14} ${y}H${x + 56}Q${x + 74} ${y} ${x + 68} ${y + 20}Q${x + 66} ${y + 30} ${x + 34} ${y + 30}Q${x + 4} ${y + 30} ${x} ${y + 20}Z`,
      mix('#cdb78c', light.dark, dice.between(0.05, 0.3)),
    ) + line([x + 10, y + 24], [x + 60, y + 24], INK, 2, 'opacity="0.25"')
  const wall = times(4).flatMap((row) =>
    times(13 - row).map((i) => bag(860 + i * 70 + row * 34, 836 - row * 28 + i * 3.5)),
  )
  const crew = [420, 560, 704].map(
    (x, i) =>
      person(
        x,
        960 + i * 12,
        370,
        { ...someone(seed + i * 3), hat: i === 1 ? OCHRE : undefined } as ReturnType<typeof someone>,
        'carry',
        i % 2 === 0,
      ) + bag(x - 34, 744 + i * 12),
  )
  const walkers = [640, 760].map((x, i) => person(x, 850 + i * 6, 330, someone(seed + i * 4), 'walk'))
  return sheet(
    sky(hour, 640, [420, 300]) + clouds(dice, mix(light.sky[1], isCalm ? '#ffffff' : INK, 0.2), { count: 9, top: 50, low: 360, opacity: 0.6 }) + hills(skyline(dice, 540, 90, 6), light.far) +
      times(9).map((i) => leafy(i * 220 - 40 + dice.between(-50, 50), 640, dice.between(170, 270), mix(light.near, '#7d7a3c', 0.25), dice)).join('') +
      gradient('river', [mix(light.water, '#9a8462', 0.35), mix(light.water, '#6a5640', 0.45)]) + rect(0, 610, WIDTH, 420, 'url(#river)') + glints(dice, 625, 800, light.sun, { count: 80, opacity: 0.55 }) +
      times(4).map((i) => leafy(120 + i * 150, 690, 190, mix(light.near, '#7d7a3c', 0.2), dice) + glints(dice, 688, 694, light.snow, { count: 3, from: 90 + i * 150, to: 150 + i * 150 })).join('') +
      hills(crest, mix('#7f7a4a', light.near, 0.4)) + furrows(crest, mix('#8f8a52', light.near, 0.2), { count: 10, gap: 22, width: 5 }) +
      shape(`M-20 ${726}L1820 ${816}V${858}L-20 ${764}Z`, mix('#b8a37c', light.near, 0.2)) +
      (isCalm ? walkers.join('') + shadowUnder(700, 858, 300) : crew.join('') + wall.join('')) +
      times(50).map(() => stroke(curve([[dice.between(0, WIDTH), 1200], [dice.between(0, WIDTH), 1210]]), light.dark, 2)).join('') +
      hills([[-60, 1120], [500, 1080], [1100, 1130], [1860, 1060]], light.dark) + forest(dice, () => 1130, { from: -10, to: 260, height: 210, step: 66, color: light.dark }) + (isCalm ? '' : rainfall(dice)),
  ) // biome-ignore format: one picture
}

/** The dam under the stars, spilling. */
export function dam({ hour, seed }: { hour: Hour; seed: number }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const face = mix('#b9b19c', light.near, light.isNight ? 0.55 : 0.2)
  const bays = times(11).map((i) => {
    const x = 300 + i * 112
    const spill =
      i % 3 !== 1
        ? poly(
            [
              [x + 10, 620],
              [x + 74, 620],
              [x + 96, 1000],
              [x - 6, 1000],
            ],
            mix(light.snow, light.water, 0.2),
            'opacity="0.85"',
          )
        : ''
    return (
      spill +
      rect(x - 22, 560, 28, 440, mix(face, INK, 0.12)) +
      rect(x - 22, 560, 9, 440, mix(face, CREAM, 0.3)) +
      (light.isNight ? circle(x - 8, 545, 26, light.window, 'opacity="0.28"') + circle(x - 8, 545, 7, '#fff0c2') : '')
    )
  })
  const way = light.isNight
    ? times(900)
        .map(() => {
          const along = dice.between(0, 1)
          const spread = dice.between(-1, 1) * dice.between(0, 1)
          return circle(
            300 + along * 1300 + spread * 210,
            -20 + along * 470 - spread * 260,
            dice.between(0.8, 2.6),
            '#f4e7cb',
            `opacity="${dice.between(0.2, 0.9).toFixed(2)}"`,
          )
        })
        .join('')
    : ''
  return sheet(
    sky(hour, 700, light.isNight ? undefined : [1400, 260]) + stars(dice, light.isNight ? 260 : 0, 600) + way + hills(skyline(dice, 560, 140, 5), light.far) +
      poly([[250, 600], [1550, 600], [1600, 1010], [200, 1010]], face) + bays.join('') + rect(230, 548, 1340, 26, mix(face, CREAM, 0.25)) + rect(230, 574, 1340, 12, INK, 'opacity="0.35"') +
      poly([[-20, 430], [180, 480], [310, 570], [240, 1040], [-20, 1220]], mix(light.near, '#4b3b34', 0.25)) + poly([[-20, 430], [90, 455], [140, 800], [-20, 1000]], INK, 'opacity="0.22"') +
      poly([[1820, 380], [1640, 470], [1490, 570], [1570, 1040], [1820, 1220]], mix(light.near, '#4b3b34', 0.2)) +
      gradient('tail', [mix(light.water, light.snow, 0.45), mix(light.water, light.dark, 0.6)]) + shape('M160 1000Q900 960 1640 1000L1820 1220H-20Z', 'url(#tail)') + glints(dice, 1020, 1190, light.isNight ? light.window : light.sun, { count: 70, from: 150, to: 1650, opacity: 0.45 }) + mist(1000, 110, light.snow, 0.55) +
      conifer(120, 1210, 420, light.dark) + conifer(30, 1220, 330, light.dark) + conifer(1690, 1215, 390, light.dark) + conifer(1770, 1220, 300, light.dark),
  ) // biome-ignore format: one picture
}
