import { brickwork, floor, windows } from './buildings.ts'
import { bust, person, SKINS, someone, youngster } from './figures.ts'
import { clouds, furrows, grass, hills, leafy, shadowUnder, sky, skyline, snowfall } from './land.ts'
import { CREAM, type Hour, INK, LIGHTS, OCHRE, PINE, RED, SLATE } from './light.ts'
import { circle, clip, gradient, line, mix, oval, place, poly, rect, shape, stroke } from './paint.ts'
import { diceOf, times } from './random.ts'
import { HEIGHT, type Picture, sheet, WIDTH } from './sheet.ts'

/** A classroom: backs of heads, hands up, a teacher at the board. */
export function classroom({ seed, board = '#3c5a4d' }: { seed: number; board?: string }): Picture {
  const dice = diceOf(seed)
  const marks =
    stroke('M470 360Q560 230 650 330T830 270', '#e9dfc2', 7) +
    circle(1010, 300, 66, 'none', 'stroke="#e9dfc2" stroke-width="6"') +
    line([1010, 300], [1064, 262], '#e9dfc2', 6) +
    line([944, 300], [1076, 300], '#e9dfc2', 4) +
    times(4)
      .map((i) => stroke(`M${450 + i * 150} 440h${60 + dice.between(0, 50)}`, '#e9dfc2', 7, 'opacity="0.7"'))
      .join('')
  const papers = times(7).map(
    (i) =>
      rect(
        1390 + (i % 3) * 118,
        130 + Math.floor(i / 3) * 132,
        92,
        108,
        dice.pick(['#f4ead0', '#e3b86a', '#b9cfc8', '#e2a58f']),
      ) + circle(1436 + (i % 3) * 118, 184 + Math.floor(i / 3) * 132, 24, dice.pick([RED, PINE, SLATE, OCHRE])),
  )
  const pupil = (x: number, y: number, size: number, number: number) => {
    const look = youngster(seed + number)
    const raised =
      number % 4 === 1
        ? stroke(
            `M${x + size * 0.36} ${y + size * 0.5}Q${x + size * 0.62} ${y} ${x + size * 0.48} ${y - size * 0.72}`,
            look.top,
            size * 0.17,
          ) + circle(x + size * 0.47, y - size * 0.8, size * 0.1, look.skin)
        : ''
    return (
      raised +
      bust(x, y, size, look, 'back') +
      rect(x - size * 0.68, y + size * 0.82, size * 1.36, size * 0.11, '#c69c68', 'rx="6"') +
      rect(x - size * 0.6, y + size * 0.93, size * 1.2, size * 0.5, '#8b6844') +
      rect(x + size * 0.2, y + size * 0.76, size * 0.3, size * 0.07, CREAM)
    )
  }
  return sheet(
    rect(0, 0, WIDTH, 700, '#e0cfa6') + rect(0, 0, WIDTH, 70, '#efe3c6') + rect(360, 120, 960, 430, '#8b6844') + rect(378, 138, 924, 394, board) + marks + rect(360, 548, 960, 18, '#b58b5a') + papers.join('') +
      rect(60, 120, 210, 300, '#f4ead0') + times(6).map((i) => rect(84, 150 + i * 42, 160, 22, [RED, OCHRE, PINE, SLATE, '#b6664a', '#5f7153'][i] ?? RED, 'opacity="0.75"')).join('') + circle(820, 70, 42, CREAM) + circle(820, 70, 42, 'none', `stroke="${INK}" stroke-width="6"`) + line([820, 70], [820, 44], INK, 5) + line([820, 70], [838, 80], INK, 5) +
      floor(640, 1200, ['#b99a6e', '#8a6a49'], 14) + shadowUnder(1170, 760, 220) + person(1170, 756, 440, { ...someone(seed + 4), cut: 'bun', top: '#3f6b6d', skin: SKINS[seed % 6] ?? SKINS[0] }, 'point', true) + times(5).map((i) => pupil(220 + i * 340, 780, 128, i)).join('') + times(5).map((i) => pupil(80 + i * 410, 970, 200, i + 7)).join('') + poly([[0, 60], [0, 760], [520, 1200], [1000, 1200]], '#fff0bf', 'opacity="0.14"'),
  ) // biome-ignore format: one picture
}

/** A school bus on a county road. */
export function schoolBus({ hour, seed, snow = false }: { hour: Hour; seed: number; snow?: boolean }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const yellow = mix('#e2a52f', light.dark, hour === 'dusk' ? 0.12 : 0.03)
  const wheel = (x: number) => circle(x, 0, 58, '#22272c') + circle(x, 0, 27, '#8d8f8b') + circle(x, 0, 10, '#22272c')
  const panes = times(8).map(
    (i) =>
      rect(
        -470 + i * 104,
        -300,
        84,
        92,
        light.isNight || hour === 'dusk' || hour === 'dawn' ? light.window : '#a9c2c4',
        'rx="8"',
      ) +
      (i % 3 === 1 ? '' : bust(-428 + i * 104, -232, 64, youngster(seed + i))) +
      rect(-470 + i * 104, -212, 84, 18, yellow),
  )
  const bus =
    shape('M-510 -20V-320Q-510 -350 -480 -350H380Q414 -350 420 -316L436 -190L530 -172Q552 -168 552 -140V-20Z', yellow) +
    shape('M-510 -20V-60H552V-20Z', mix(yellow, INK, 0.35)) +
    panes.join('') +
    rect(366, -306, 54, 250, mix(yellow, INK, 0.15), 'rx="6"') +
    rect(374, -296, 38, 110, '#a9c2c4') +
    [-170, -120].map((y) => rect(-510, y, 870, 9, INK)).join('') +
    rect(-480, -360, 830, 14, snow ? light.snow : mix(yellow, CREAM, 0.4), 'rx="7"') +
    circle(536, -110, 20, '#fff1bd') +
    rect(540, -60, 30, 22, INK) +
    wheel(-330) +
    wheel(410)
  const field = mix('#b99f58', light.near, 0.25)
  const edge = [
    [-60, 800],
    [500, 740],
    [1000, 810],
    [1400, 760],
    [1860, 800],
  ] as const
  return sheet(
    sky(hour, 820, [1380, 360]) + clouds(dice, mix(light.sky[2], '#ffffff', 0.4), { top: 60, low: 420 }) + hills(skyline(dice, 660, 140, 5), light.far) + hills(skyline(dice, 720, 90, 4), snow ? mix(light.snow, light.far, 0.3) : mix(field, light.middle, 0.5)) + hills(edge, snow ? light.snow : field) + furrows(edge, snow ? mix(light.snow, light.far, 0.4) : mix(field, CREAM, 0.3), { count: 8, gap: 12, opacity: 0.5 }) +
      leafy(300, 800, 230, snow ? '#7a6a5c' : mix('#7f7b42', light.near, 0.3), dice) + rect(130, 720, 130, 84, RED) + poly([[118, 722], [195, 660], [272, 722]], snow ? light.snow : light.dark) + times(9).map((i) => line([i * 230, 640], [i * 230, 905], mix(light.dark, '#5b4638', 0.4), 9) + line([i * 230 - 30, 664], [i * 230 + 30, 664], mix(light.dark, '#5b4638', 0.4), 7)).join('') + stroke(times(9).map((i) => `M${i * 230} 668Q${i * 230 + 115} 710 ${i * 230 + 230} 668`).join(''), INK, 2.5) +
      poly([[-20, 930], [1820, 900], [1820, 1120], [-20, 1150]], mix('#6a6a66', light.dark, 0.25)) + times(11).map((i) => poly([[i * 180, 1040 - i * 3], [i * 180 + 90, 1038 - i * 3], [i * 180 + 90, 1048 - i * 3], [i * 180, 1050 - i * 3]], OCHRE)).join('') + shadowUnder(890, 1060, 1120, 0.35) + place(bus, 880, 1002, { scale: 1 }) + poly([[1436, 880], [1900, 820], [1900, 1080], [1436, 910]], '#ffeeb8', 'opacity="0.22"') +
      grass(dice, 1180, { count: 380, height: 90, depth: 50, colors: snow ? [light.snow, '#b9a77c', '#d8cdb0'] : ['#a98d4b', '#7e7440', '#c2a65e', light.dark] }) + (snow ? snowfall(dice, 210) : ''),
  ) // biome-ignore format: one picture
}

/** The reading room of the library: tall windows, green lamps, shelves. */
export function library({ hour, seed }: { hour: Hour; seed: number }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const pane = (x: number) => {
    const arch = `M${x} 620V250Q${x} 100 ${x + 130} 100Q${x + 260} 100 ${x + 260} 250V620Z`
    const mullions =
      times(4)
        .map((i) => line([x, 250 + i * 92], [x + 260, 250 + i * 92], '#5b4030', 7))
        .join('') +
      line([x + 87, 110], [x + 87, 620], '#5b4030', 7) +
      line([x + 173, 110], [x + 173, 620], '#5b4030', 7)
    return (
      gradient(`sky${x}`, light.sky) +
      shape(arch, '#5b4030', 'stroke="#5b4030" stroke-width="26"') +
      shape(arch, `url(#sky${x})`) +
      clip(
        `view${x}`,
        arch,
        oval(x + 200, 640, 260, 120, light.far) + leafy(x + 60, 640, 330, mix(light.near, light.middle, 0.3), dice),
      ) +
      mullions
    )
  }
  const shelf = (x: number) =>
    rect(x, 120, 190, 540, '#5f4330') +
    times(6)
      .map(
        (row) =>
          rect(x + 12, 134 + row * 87, 166, 74, '#2d221d') +
          times(13)
            .map((i) =>
              rect(
                x + 14 + i * 12.6,
                134 + row * 87 + dice.between(6, 26),
                10.5,
                74,
                dice.pick([RED, OCHRE, PINE, SLATE, '#b6664a', CREAM, '#2f3e50', '#7a6a4c']),
                'stroke="#2d221d" stroke-width="1.5"',
              ),
            )
            .join(''),
      )
      .join('')
  const lamp = (x: number, y: number) =>
    oval(x, y + 8, 210, 26, '#ffe9a8', 'opacity="0.32"') +
    line([x, y], [x, y - 84], '#b08a4a', 9) +
    rect(x - 30, y - 6, 60, 12, '#b08a4a', 'rx="6"') +
    shape(
      `M${x - 74} ${y - 78}Q${x - 66} ${y - 128} ${x} ${y - 128}Q${x + 66} ${y - 128} ${x + 74} ${y - 78}Z`,
      '#2f6b54',
    ) +
    rect(x - 74, y - 82, 148, 7, '#ffe9a8')
  const book = (x: number, y: number) =>
    shape(
      `M${x - 60} ${y}Q${x - 30} ${y - 16} ${x} ${y - 2}Q${x + 30} ${y - 16} ${x + 60} ${y}L${x + 54} ${y + 14}Q${x + 30} ${y + 2} ${x} ${y + 14}Q${x - 30} ${y + 2} ${x - 54} ${y + 14}Z`,
      CREAM,
    )
  const table = (y: number, size: number) =>
    rect(900 - size, y, size * 2, size * 0.07, '#a87748') +
    rect(900 - size, y + size * 0.07, size * 2, size * 0.05, '#6b4730') +
    [-0.9, 0.86].map((s) => rect(900 + s * size, y + size * 0.12, size * 0.05, size * 0.4, '#4b3325')).join('')
  return sheet(
    rect(0, 0, WIDTH, 720, '#c7ad80') + rect(0, 0, WIDTH, 60, '#8f6f4c') + [340, 770, 1200].map(pane).join('') + [60, 1550].map(shelf).join('') + floor(660, HEIGHT, ['#9a7650', '#5b4230'], 18) + [[420, 690], [850, 690], [1280, 690]].map(([x = 0, y = 0]) => poly([[x, y], [x + 200, y], [x + 60, 1010], [x - 260, 1010]], light.lit, 'opacity="0.22"')).join('') +
      times(4).map((i) => bust(470 + i * 285, 700, 116, someone(seed + i * 3))).join('') + table(790, 620) + [560, 900, 1240].map((x) => lamp(x, 786)).join('') + [450, 740, 1060].map((x) => book(x, 780)).join('') + person(250, 1040, 420, { ...someone(seed + 5), top: OCHRE }, 'carry') + rect(214, 800, 74, 52, RED) + times(3).map((i) => bust(560 + i * 360, 990, 200, someone(seed + i * 4 + 9), 'back')).join('') + table(1100, 880) + lamp(740, 1096) + lamp(1100, 1096),
  ) // biome-ignore format: one picture
}

/** A brick schoolhouse in the morning, children arriving. */
export function schoolhouse({ hour, seed }: { hour: Hour; seed: number }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const brick = mix('#a5553c', light.dark, 0.08)
  const children = times(9).map((i) => {
    const [x, near] = [340 + i * 135 + dice.between(-20, 20), dice.between(0, 1)]
    return [
      near,
      shadowUnder(x, 1010 + near * 120, 100) +
        person(x, 1010 + near * 120, 170 + near * 70, { ...youngster(seed + i * 2), legs: '#39424a' }, 'walk', i > 4) +
        rect(x - 18 + (i > 4 ? 24 : -20), 900 + near * 90, 36, 56, dice.pick([RED, OCHRE, PINE]), 'rx="10"'),
    ] as const
  })
  return sheet(
    sky(hour, 900, [360, 320]) + clouds(dice, mix(light.sky[2], '#ffffff', 0.45), { top: 60, low: 340 }) + hills(skyline(dice, 780, 140, 5), light.far) + brickwork(dice, 260, 480, 1280, 430, brick) + rect(236, 452, 1328, 34, '#e3d3ae') + windows(dice, { x: 280, y: 510, width: 470, height: 380, columns: 5, rows: 2 }, { ...light, window: '#f2d38c' }, 0.6) + windows(dice, { x: 1050, y: 510, width: 470, height: 380, columns: 5, rows: 2 }, { ...light, window: '#f2d38c' }, 0.6) +
      brickwork(dice, 770, 380, 260, 530, mix(brick, INK, 0.1)) + poly([[746, 386], [900, 270], [1054, 386]], '#e3d3ae') + circle(900, 346, 30, brick) + shape('M810 910V660Q810 580 900 580Q990 580 990 660V910Z', '#e3d3ae') + shape('M828 910V664Q828 600 900 600Q972 600 972 664V910Z', PINE) + line([900, 604], [900, 910], INK, 5) + windows(dice, { x: 800, y: 430, width: 200, height: 120, columns: 2, rows: 1 }, { ...light, window: '#f2d38c' }, 1) + rect(640, 906, 520, 20, '#d8c69e') + rect(600, 926, 600, 22, '#c4b189') +
      line([1640, 990], [1640, 250], '#8d8f8b', 11) + shape('M1646 262Q1720 240 1780 268V380Q1720 352 1646 376Z', PINE) + circle(1712, 312, 26, OCHRE) + gradient('lawn', [mix('#93a05c', light.lit, 0.25), mix('#66774a', light.near, 0.2)]) + rect(-20, 946, 1860, 280, 'url(#lawn)') + poly([[720, 948], [1080, 948], [1420, 1220], [380, 1220]], mix('#d9c8a0', light.lit, 0.2)) + leafy(150, 990, 430, mix('#b3873a', light.near, 0.15), dice) + leafy(1500, 960, 250, mix('#b3873a', light.near, 0.15), dice) + [...children].sort((a, b) => a[0] - b[0]).map(([, drawn]) => drawn).join(''),
  ) // biome-ignore format: one picture
}
