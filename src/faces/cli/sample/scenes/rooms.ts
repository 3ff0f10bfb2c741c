import { beam, floor } from './buildings.ts'
import { bust, person, someone, youngster } from './figures.ts'
import { hills, shadowUnder, skyline } from './land.ts'
import { BRICK, CREAM, INK, OCHRE, PINE, RED, SLATE } from './light.ts'
import { circle, glow, gradient, line, mix, oval, place, poly, rect, shape, stroke } from './paint.ts'
import { type Dice, diceOf, times } from './random.ts'
import { HEIGHT, type Picture, sheet, WIDTH } from './sheet.ts'

/** A hospital corridor at night, one nurse on her rounds. */
export function hospital({ seed, late = true }: { seed: number; late?: boolean }): Picture {
  const wall = late ? '#4d6a72' : '#a9bfb8'
  const tone = late ? '#16222d' : '#6b7d7a'
  const doors = [0, 1, 2].flatMap((i) => {
    const near = [1, 0.62, 0.4][i] ?? 1
    const depth = [1, 1.9, 2.9][i] ?? 1
    const lit = i === 1
    return [-1, 1].map((side) => {
      const far = 900 + side * (620 / depth)
      const wide = side * 190 * near * near
      const top = 560 - 330 * near
      const low = 620 + 420 * near
      const color = lit && side > 0 ? '#f3cf84' : mix(wall, tone, 0.45)
      return (
        poly(
          [
            [far, top],
            [far + wide, top - 42 * near],
            [far + wide, low + 62 * near],
            [far, low],
          ],
          '#3b4a50',
        ) +
        poly(
          [
            [far + wide * 0.1, top + 12],
            [far + wide * 0.9, top - 20 * near],
            [far + wide * 0.9, low + 52 * near],
            [far + wide * 0.1, low],
          ],
          color,
        ) +
        circle(far + wide * 0.2, (top + low) / 2, 7 * near, '#d9c9a0')
      )
    })
  })
  const lamps = [1, 0.6, 0.36, 0.22].map((near) =>
    poly(
      [
        [900 - 190 * near, 540 - 500 * near],
        [900 + 190 * near, 540 - 500 * near],
        [900 + 150 * near, 540 - 420 * near],
        [900 - 150 * near, 540 - 420 * near],
      ],
      late ? '#e9efd9' : '#fffbe9',
      `opacity="${(0.5 + near * 0.4).toFixed(2)}"`,
    ),
  )
  const cart =
    rect(-90, -150, 180, 12, '#d7dcd4') +
    rect(-84, -138, 168, 96, '#9fb0ae') +
    times(3)
      .map((i) => rect(-74, -128 + i * 30, 148, 22, '#c7d1cb') + rect(-12, -120 + i * 30, 24, 5, INK))
      .join('') +
    rect(-60, -206, 100, 58, '#2b353c', 'rx="6"') +
    rect(-54, -200, 88, 44, '#8fc0b6') +
    circle(-66, -16, 15, INK) +
    circle(66, -16, 15, INK) +
    line([-84, -42], [-70, -20], INK, 6) +
    line([84, -42], [70, -20], INK, 6)
  return sheet(
    rect(0, 0, WIDTH, HEIGHT, mix(wall, tone, 0.35)) + poly([[0, 0], [WIDTH, 0], [1030, 430], [770, 430]], mix(wall, late ? '#1b2730' : '#f2f2e4', 0.55)) + poly([[0, 0], [770, 430], [770, 720], [0, HEIGHT]], mix(wall, tone, 0.12)) + poly([[WIDTH, 0], [1030, 430], [1030, 720], [WIDTH, HEIGHT]], mix(wall, tone, 0.26)) + poly([[770, 720], [1030, 720], [WIDTH, HEIGHT], [0, HEIGHT]], mix('#8fa39a', tone, late ? 0.4 : 0.1)) + rect(770, 430, 260, 290, mix(wall, '#f3e3b0', 0.35)) + rect(810, 480, 84, 240, mix(wall, tone, 0.4)) + rect(906, 480, 84, 240, mix(wall, tone, 0.4)) + rect(826, 500, 52, 80, '#f6dfa0') + rect(922, 500, 52, 80, '#f6dfa0') +
      poly([[0, 800], [770, 600], [770, 616], [0, 840]], '#d8c79c', 'opacity="0.8"') + poly([[WIDTH, 800], [1030, 600], [1030, 616], [WIDTH, 840]], '#d8c79c', 'opacity="0.6"') + doors.join('') + lamps.join('') + [1, 0.6, 0.36].map((near) => oval(900, 700 + near * 410, 220 * near, 44 * near, '#f7f3d8', 'opacity="0.16"')).join('') + poly([[1226, 880], [1290, 940], [940, 1130], [820, 960]], '#f3cf84', `opacity="${late ? 0.26 : 0.08}"`) +
      shadowUnder(840, 1010, 220, 0.4) + person(840, 1006, 500, { ...someone(seed), top: '#3f8a86', legs: '#3f8a86', cut: 'bun', hair: '#3b2a22' }, 'carry') + rect(812, 712, 62, 76, CREAM) + rect(828, 706, 30, 12, INK) + place(cart, 1280, 1120, { scale: 1.4 }),
  ) // biome-ignore format: one picture
}

function crate(dice: Dice, x: number, y: number, size: number): string {
  const goods = times(6).map((i) =>
    circle(
      x + size * (0.12 + i * 0.15),
      y - dice.between(0, size * 0.08),
      size * dice.between(0.08, 0.12),
      dice.pick(['#c0462f', '#d79b3f', '#6d8450', '#e0b85e', '#8c5a76', '#4f7350']),
    ),
  )
  return (
    goods.join('') +
    rect(x, y, size, size * 0.42, '#b98d58') +
    times(2)
      .map((i) => rect(x, y + size * (0.12 + i * 0.15), size, size * 0.025, INK, 'opacity="0.3"'))
      .join('') +
    rect(x, y, size * 0.06, size * 0.42, '#8b6844') +
    rect(x + size * 0.94, y, size * 0.06, size * 0.42, '#8b6844')
  )
}

/** Volunteers packing boxes at the food bank. */
export function foodBank({ seed }: { seed: number }): Picture {
  const dice = diceOf(seed)
  const shelf = (x: number) =>
    times(3)
      .map(
        (row) =>
          times(8)
            .map(
              (i) =>
                rect(
                  x + 10 + i * 62,
                  150 + row * 140 + dice.between(0, 26),
                  50,
                  92,
                  dice.pick([RED, OCHRE, PINE, SLATE, CREAM, '#b6664a']),
                  'rx="5"',
                ) + rect(x + 10 + i * 62, 200 + row * 140, 50, 18, CREAM, 'opacity="0.75"'),
            )
            .join('') + rect(x - 10, 246 + row * 140, 520, 14, '#5a5f60'),
      )
      .join('') + [0, 486].map((shift) => rect(x + shift - 4, 110, 12, 540, '#5a5f60')).join('')
  const aprons = ['#3f6b6d', RED, '#5f7153', '#b6664a']
  const packers = times(4).map((i) => {
    const [x, look] = [330 + i * 380, someone(seed + i * 3)]
    return (
      person(x, 1080, 560, { ...look, top: mix(look.top, CREAM, 0.2) }, 'carry', i % 2 === 1) +
      shape(`M${x - 42} ${690}H${x + 42}L${x + 58} ${900}H${x - 58}Z`, aprons[i] ?? RED) +
      stroke(`M${x - 34} 692L${x - 18} 640M${x + 34} 692L${x + 18} 640`, aprons[i] ?? RED, 9)
    )
  })
  return sheet(
    rect(0, 0, WIDTH, 720, '#cdbb95') + rect(0, 0, WIDTH, 90, '#8b7a60') + times(7).map((i) => rect(i * 280 - 30, 0, 26, 90, '#6b5c48')).join('') + [70, 640, 1210].map(shelf).join('') + floor(680, HEIGHT, ['#9b927f', '#6d665a'], 10) + packers.join('') + rect(-20, 880, WIDTH + 40, 40, '#a9794a') + rect(-20, 920, WIDTH + 40, 300, '#7d5a3a') + rect(-20, 920, WIDTH + 40, 14, INK, 'opacity="0.25"') + times(6).map((i) => crate(dice, 60 + i * 300, 800, 210)).join('') + times(4).map((i) => crate(dice, -40 + i * 520, 1040, 340)).join('') + beam(450, 0, 460, 900, '#fff1c9', 0.2) + beam(1350, 0, 460, 900, '#fff1c9', 0.2),
  ) // biome-ignore format: one picture
}

/** A stage: red curtain, three players, the heads of the house. */
export function theater({ seed }: { seed: number }): Picture {
  const dice = diceOf(seed)
  const folds = (x: number, width: number, count: number) =>
    times(count)
      .map(
        (i) =>
          gradient(`fold${x}-${i}`, ['#5e120c', '#a3291c', '#6b150e'], true) +
          shape(
            `M${x + (i * width) / count} 60H${x + ((i + 1) * width) / count}V${870}Q${x + ((i + 0.5) * width) / count} 900 ${x + (i * width) / count} 870Z`,
            `url(#fold${x}-${i})`,
          ),
      )
      .join('')
  return sheet(
    rect(0, 0, WIDTH, HEIGHT, '#1b1f29') + gradient('back', ['#2c3f5c', '#6a6f86', '#d99a6a']) + rect(300, 90, 1200, 760, 'url(#back)') + circle(1160, 330, 78, '#f6dfa6') + `<g transform="translate(0 90)">${hills(skyline(dice, 560, 150, 6), '#3d4459')}</g>` + rect(480, 520, 250, 330, '#4b3a3a') + poly([[450, 530], [605, 410], [760, 530]], '#33272a') + rect(560, 620, 80, 90, '#f3c76c') + rect(0, 840, WIDTH, 80, '#8a5f3f') + poly([[240, 840], [1560, 840], [1820, 930], [-20, 930]], '#b48252') + rect(-20, 930, WIDTH + 40, 60, '#4b3325') +
      beam(520, 20, 300, 860, '#fff0c4', 0.35) + beam(1020, 20, 300, 860, '#fff0c4', 0.35) + oval(900, 880, 460, 40, '#fff0c4', 'opacity="0.3"') + shadowUnder(820, 896, 160, 0.4) + shadowUnder(1060, 890, 160, 0.4) + person(820, 896, 380, { ...someone(seed + 1), top: RED, legs: RED, cut: 'long', hair: '#3b2a22' }, 'point') + person(1060, 890, 390, { ...someone(seed + 4), top: '#3a4a3f', hat: '#2a2522' }, 'talk', true) + person(1270, 880, 370, { ...youngster(seed + 7), top: OCHRE }, 'stand') + folds(0, 330, 6) + folds(1470, 330, 6) + shape('M-20 -20H1820V120Q1580 210 1360 120Q1130 210 900 120Q670 210 440 120Q220 210 -20 120Z', '#7d1a11') + stroke('M-20 122Q220 212 440 122Q670 212 900 122Q1130 212 1360 122Q1580 212 1820 122', OCHRE, 12) +
      times(8).map((i) => bust(110 + i * 228 + dice.between(-20, 20), 1040, 170, { ...someone(seed + i), top: '#12161e', hair: mix(someone(seed + i).hair, '#12161e', 0.6), skin: '#3c2d28' }, 'back')).join('') + times(7).map((i) => bust(i * 300 + dice.between(-20, 20), 1160, 230, { ...someone(seed + i * 2), top: '#0d1017', hair: '#14171d', skin: '#2a211f' }, 'back')).join(''),
  ) // biome-ignore format: one picture
}

/** Quilts on a museum wall, two visitors looking. */
export function quilts({ seed }: { seed: number }): Picture {
  const dice = diceOf(seed)
  const cloth = [RED, OCHRE, PINE, SLATE, '#b6664a', '#e9d9b4', '#2f3e50', '#8f9a6b']
  const star = (x: number, y: number, size: number, color: string, ground: string) =>
    rect(x, y, size, size, ground) +
    times(8)
      .map(
        (i) =>
          `<g transform="rotate(${i * 45} ${x + size / 2} ${y + size / 2})">${poly(
            [
              [x + size / 2, y + size / 2],
              [x + size * 0.62, y + size * 0.3],
              [x + size / 2, y + size * 0.06],
              [x + size * 0.38, y + size * 0.3],
            ],
            i % 2 ? color : mix(color, CREAM, 0.45),
          )}</g>`,
      )
      .join('')
  const geese = (x: number, y: number, size: number, color: string, ground: string) =>
    rect(x, y, size, size, ground) +
    times(2)
      .map((r) =>
        times(2)
          .map((c) =>
            poly(
              [
                [x + c * size * 0.5, y + (r + 1) * size * 0.5],
                [x + (c + 0.5) * size * 0.5, y + r * size * 0.5],
                [x + (c + 1) * size * 0.5, y + (r + 1) * size * 0.5],
              ],
              (r + c) % 2 ? color : mix(color, INK, 0.25),
            ),
          )
          .join(''),
      )
      .join('')
  const quilt = (x: number, y: number, columns: number, rows: number, size: number, block: typeof star) =>
    rect(x - 26, y - 26, columns * size + 52, rows * size + 52, dice.pick(cloth.slice(0, 4)), 'filter="none"') +
    rect(x - 12, y - 12, columns * size + 24, rows * size + 24, '#e9d9b4') +
    times(rows * columns)
      .map((i) =>
        block(
          x + (i % columns) * size,
          y + Math.floor(i / columns) * size,
          size,
          dice.pick(cloth.slice(0, 5)),
          (i + Math.floor(i / columns)) % 2 ? '#f1e4c4' : '#dccba3',
        ),
      )
      .join('') +
    times(rows * columns)
      .map((i) =>
        rect(
          x + (i % columns) * size,
          y + Math.floor(i / columns) * size,
          size,
          size,
          'none',
          'stroke="#fff8e4" stroke-width="2" stroke-dasharray="6 6"',
        ),
      )
      .join('')
  return sheet(
    rect(0, 0, WIDTH, 940, '#d7d0c2') + rect(0, 0, WIDTH, 50, '#b9b1a2') + floor(930, HEIGHT, ['#b08a5f', '#8a6846'], 16) + rect(0, 906, WIDTH, 28, '#efe9dc') + quilt(150, 160, 3, 4, 140, geese) + quilt(690, 130, 4, 4, 170, star) + quilt(1490, 160, 2, 4, 140, geese) + [350, 1030, 1620].map((x) => beam(x, 0, 340, 900, '#fff4d2', 0.3)).join('') + shadowUnder(560, 1130, 260) + shadowUnder(730, 1146, 200) + person(560, 1124, 560, { ...someone(seed + 5), top: '#2f3e50' }, 'back') + person(730, 1140, 400, { ...youngster(seed + 2), top: OCHRE, cut: 'long' }, 'back') + shadowUnder(1400, 1110, 240) + person(1400, 1106, 540, { ...someone(seed + 8), top: RED }, 'talk', true),
  ) // biome-ignore format: one picture
}

/** A machine shop, sparks flying from a weld. */
export function workshop({ seed }: { seed: number }): Picture {
  const dice = diceOf(seed)
  const sparks = times(120).map(() => {
    const turn = dice.between(-3.3, 0.3)
    const out = dice.between(40, 420) * dice.between(0.3, 1)
    return line(
      [1000 + Math.cos(turn) * out * 0.7, 800 + Math.sin(turn) * out * 0.7 + out * 0.1],
      [1000 + Math.cos(turn) * out, 800 + Math.sin(turn) * out + out * 0.16],
      dice.pick(['#ffe9a8', '#f7b84f', '#fff6da']),
      dice.between(2, 5),
    )
  })
  return sheet(
    rect(0, 0, WIDTH, HEIGHT, '#333c44') + times(3).map((i) => rect(130 + i * 560, 90, 420, 300, '#20282f') + times(15).map((p) => rect(140 + i * 560 + (p % 5) * 82, 100 + Math.floor(p / 5) * 96, 74, 88, mix('#8fb0b8', '#e8c98c', dice.between(0, 0.8)))).join('')).join('') + rect(0, 440, WIDTH, 14, '#20282f') + times(16).map((i) => rect(70 + i * 108, 470, 14 + (i % 3) * 8, dice.between(60, 130), mix('#8d9698', '#3a444c', dice.between(0, 0.6)), 'rx="5"')).join('') + floor(760, HEIGHT, ['#4b4f50', '#2b2e30'], 8) +
      rect(60, 560, 300, 300, '#4f6b62') + rect(90, 500, 120, 80, '#3f564f') + circle(290, 640, 52, '#2b3a36') + circle(290, 640, 18, '#c7b583') + rect(40, 850, 340, 26, '#26302d') + rect(1440, 520, 300, 330, '#7d4434') + rect(1480, 560, 120, 90, '#2a211f') + times(4).map((i) => circle(1640 + (i % 2) * 46, 580 + Math.floor(i / 2) * 46, 14, i ? CREAM : OCHRE)).join('') + glow('arc', ['#fff6d6', '#ffd98088', '#ffb34700']) + circle(1000, 800, 560, 'url(#arc)') + person(700, 1130, 640, { ...someone(seed), top: '#4a5560', hat: '#23292e' }, 'point') + rect(704, 520, 66, 76, '#23292e', 'rx="18"') + rect(740, 540, 30, 22, '#8fb08a') + line([886, 612], [1000, 796], '#22282d', 14) +
      rect(840, 860, 720, 36, '#8a7459') + rect(880, 896, 40, 300, '#4b4034') + rect(1480, 896, 40, 300, '#4b4034') + rect(930, 800, 480, 60, '#6d7a80') + rect(930, 800, 480, 12, '#e8cf9a') + sparks.join('') + circle(1000, 800, 26, '#fffdf0'),
  ) // biome-ignore format: one picture
}

/** A columnist's desk by the window: lamp, mug, paper. */
export function desk({ seed, night = false }: { seed: number; night?: boolean }): Picture {
  const dice = diceOf(seed)
  const view = night ? ['#131d2e', '#223450', '#3f5672'] : ['#7fa7bd', '#c5d3cc', '#f1dfb8']
  const keys = times(4).map((row) =>
    times(10)
      .map(
        (i) =>
          circle(760 + i * 34 + row * 10 - row * row, 838 + row * 26, 11, CREAM) +
          circle(760 + i * 34 + row * 10 - row * row, 838 + row * 26, 6, INK),
      )
      .join(''),
  )
  return sheet(
    rect(0, 0, WIDTH, 900, night ? '#5b4a3f' : '#cdb48a') + gradient('view', view) + rect(270, 70, 1260, 600, '#6b4a36') + rect(296, 96, 1208, 548, 'url(#view)') + `<clipPath id="pane"><path d="M296 96h1208v548h-1208Z"/></clipPath><g clip-path="url(#pane)">${hills(skyline(dice, 480, 120, 6), night ? '#2f4259' : '#8ba3ab')}${hills(skyline(dice, 560, 80, 6), night ? '#1f2e42' : '#6f8c6c')}${times(12).map((i) => rect(320 + i * 102, 560 - dice.between(0, 70), 70, 180, mix(dice.pick([BRICK, SLATE, '#8a7458']), night ? '#131d2e' : '#cfd6cf', 0.5)) + rect(340 + i * 102, 590, 16, 20, '#f6c667')).join('')}</g>` + line([900, 96], [900, 644], '#6b4a36', 18) + line([296, 360], [1504, 360], '#6b4a36', 14) +
      rect(0, 720, WIDTH, 490, '#8a5f3f') + rect(0, 720, WIDTH, 22, '#b48252') + times(5).map((i) => stroke(`M${-20} ${800 + i * 90}Q${600 + i * 50} ${770 + i * 96} 1820 ${810 + i * 86}`, '#6d4930', 4, 'opacity="0.5"')).join('') + glow('lamp', ['#fff0c0', '#ffe2a055', '#ffe2a000']) + circle(430, 640, 520, 'url(#lamp)', `opacity="${night ? 0.9 : 0.35}"`) + rect(390, 950, 170, 26, '#b08a4a', 'rx="12"') + stroke('M474 950V640Q474 560 540 560', '#b08a4a', 16) + shape('M430 640Q440 520 560 500Q640 520 640 600Z', '#2f6b54') + poly([[690, 520], [1100, 520], [1100, 760], [690, 760]], CREAM) + times(6).map((i) => rect(730, 560 + i * 32, 330 - ((i * 47) % 120), 9, SLATE, 'opacity="0.6"')).join('') +
      shape('M620 760H1170L1240 970Q1240 1000 1200 1000H590Q550 1000 556 970Z', '#2f3e50') + rect(600, 720, 590, 66, '#22303f', 'rx="26"') + circle(602, 752, 40, '#b08a4a') + circle(1188, 752, 40, '#b08a4a') + keys.join('') + rect(1320, 820, 170, 190, RED, 'rx="16"') + oval(1405, 824, 85, 20, '#3b2a22') + stroke('M1490 860Q1560 870 1546 930Q1530 976 1486 966', RED, 22) + [0, 1, 2].map((i) => stroke(`M${1370 + i * 36} 790q-20 -30 0 -60t0 -60`, '#fff8e8', 6, 'opacity="0.5"')).join('') + poly([[120, 1010], [420, 990], [440, 1130], [130, 1160]], '#efe3c6') + times(7).map((i) => rect(150 + (i % 2) * 140, 1030 + Math.floor(i / 2) * 30, 118, 8, INK, 'opacity="0.5"')).join('') + place(rect(-150, -8, 300, 16, OCHRE, 'rx="4"') + poly([[150, -8], [190, 0], [150, 8]], CREAM), 1300, 1120, { turn: -12 }),
  ) // biome-ignore format: one picture
}
