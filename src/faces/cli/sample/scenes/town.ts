import { brickwork, house, windows } from './buildings.ts'
import { person, someone, youngster } from './figures.ts'
import { clouds, hills, leafy, rainfall, shadowUnder, sky, skyline, snowfall, stars } from './land.ts'
import { BRICK, CREAM, type Hour, INK, LIGHTS, OCHRE, PINE, RED, SLATE } from './light.ts'
import { circle, clip, glow, gradient, line, mix, oval, place, poly, rect, shape, stroke } from './paint.ts'
import { diceOf, times } from './random.ts'
import { HEIGHT, type Picture, sheet, WIDTH } from './sheet.ts'

function awning(x: number, y: number, width: number, color: string): string {
  const stripes = Math.round(width / 34)
  const step = width / stripes
  return (
    times(stripes)
      .map((i) =>
        shape(`M${x + i * step} ${y}h${step}l${step * 0.12} 54q${-step / 2} 24 ${-step} 0Z`, i % 2 ? CREAM : color),
      )
      .join('') + rect(x, y - 6, width, 10, mix(color, INK, 0.3))
  )
}

/** Storefronts on Main Street, in any weather. */
export function mainStreet({
  hour,
  seed,
  weather = 'clear',
}: {
  hour: Hour
  seed: number
  weather?: 'clear' | 'rain' | 'snow'
}): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const isLit = light.isNight || hour === 'dusk' || weather !== 'clear'
  const dim = light.isNight ? 0.5 : hour === 'dusk' ? 0.28 : 0.04
  const walls = ['#a2523c', '#c9a770', '#6f7f78', '#8c4334', '#b98a5c', '#5d6f80']
  const shops = times(6).map((i) => {
    const [x, width] = [i * 316 - 50, 316]
    const height = dice.between(470, 640)
    const top = 930 - height
    const wall = mix(walls[(i + seed) % walls.length] ?? BRICK, light.dark, dim)
    const glass = isLit ? mix('#f6cf7c', light.window, 0.5) : mix('#7f9aa0', light.dark, 0.3)
    const goods = times(6)
      .map((g) =>
        rect(
          x + 36 + g * 25,
          850 - dice.between(10, 50),
          18,
          60,
          mix(dice.pick([RED, OCHRE, PINE, SLATE, '#b6664a']), light.dark, dim),
        ),
      )
      .join('')
    const cap =
      rect(x - 6, top - 20, width + 12, 26, mix(wall, CREAM, 0.35)) +
      rect(x + 6, top + 8, width - 12, 10, mix(wall, INK, 0.3)) +
      times(9)
        .map((d) => rect(x + 14 + d * 33, top + 20, 14, 18, mix(wall, INK, 0.3)))
        .join('') +
      (weather === 'snow' ? rect(x - 8, top - 32, width + 16, 16, light.snow, 'rx="8"') : '')
    const sign =
      rect(x + 30, 650, width - 60, 50, mix(dice.pick([RED, PINE, '#2f3e50', '#5b4030']), light.dark, dim * 0.6)) +
      rect(x + 60, 670, dice.between(110, 190), 10, CREAM, 'opacity="0.85"')
    return (
      brickwork(dice, x, top, width, height, wall) +
      windows(
        dice,
        { x: x + 20, y: top + 46, width: width - 40, height: 600 - top, columns: 3, rows: height > 560 ? 2 : 1 },
        light,
        isLit ? 0.55 : 0.2,
        i % 2 === 0,
      ) +
      cap +
      sign +
      rect(x + 22, 720, 186, 190, mix(INK, wall, 0.3)) +
      rect(x + 30, 728, 170, 174, glass) +
      goods +
      rect(x + 222, 720, 76, 210, mix(INK, wall, 0.3)) +
      rect(x + 232, 732, 56, 120, glass) +
      awning(x + 12, 704, width - 24, mix(dice.pick([RED, PINE, OCHRE, SLATE]), light.dark, dim * 0.7)) +
      rect(x + width - 6, top, 6, height, INK, 'opacity="0.25"')
    )
  })
  const lamp = (x: number) =>
    line([x, 1010], [x, 600], light.dark, 13) +
    (isLit ? circle(x, 570, 110, 'url(#lamp)') : '') +
    circle(x, 574, 28, isLit ? '#fff0c2' : CREAM) +
    rect(x - 20, 600, 40, 10, light.dark) +
    rect(x - 24, 994, 48, 20, light.dark)
  const umbrella = (x: number, y: number, color: string) =>
    shape(
      `M${x - 84} ${y}Q${x} ${y - 110} ${x + 84} ${y}Q${x + 56} ${y - 18} ${x + 28} ${y}Q${x} ${y - 18} ${x - 28} ${y}Q${x - 56} ${y - 18} ${x - 84} ${y}Z`,
      color,
    ) + line([x, y - 70], [x, y + 76], INK, 5)
  const folk = [
    [300, 1010, 300, 1, 'walk'],
    [700, 1030, 320, 5, 'walk'],
    [820, 1034, 240, 2, 'walk'],
    [1240, 1016, 310, 8, 'talk'],
    [1340, 1020, 300, 9, 'stand'],
  ] as const
  const road =
    weather === 'snow'
      ? [mix(light.snow, light.far, 0.25), light.snow]
      : [mix('#55585a', light.dark, 0.25), mix('#3f4347', light.dark, 0.35)]
  const shine =
    weather === 'rain'
      ? times(26)
          .map(() =>
            rect(
              dice.between(0, WIDTH),
              dice.between(1070, 1170),
              dice.between(16, 40),
              dice.between(20, 90),
              light.window,
              'opacity="0.22"',
            ),
          )
          .join('')
      : ''
  return sheet(
    sky(hour, 960, weather === 'clear' ? [1500, 150] : undefined) + (light.isNight ? stars(dice, 80, 300) : weather === 'clear' ? clouds(dice, mix(light.sky[2], '#ffffff', 0.5), { top: 50, low: 260 }) : '') + glow('lamp', ['#ffe9b0cc', '#ffdc9044', '#ffdc9000']) + hills(skyline(dice, 520, 160, 5), light.far) + shops.join('') + gradient('walk', [mix('#b9ad97', light.dark, dim), mix('#9c917e', light.dark, dim)]) + rect(0, 926, WIDTH, 120, weather === 'snow' ? light.snow : 'url(#walk)') + rect(0, 1042, WIDTH, 14, mix('#7d7467', light.dark, dim)) +
      gradient('road', road) + rect(0, 1054, WIDTH, 160, 'url(#road)') + shine + [140, 960, 1640].map(lamp).join('') + folk.map(([x, y, h, n, pose], i) => shadowUnder(x, y, h * 0.4, 0.35) + person(x, y, h, { ...someone(seed + n), ...(weather === 'snow' ? { hat: [RED, OCHRE, PINE][i % 3] ?? RED } : {}) }, pose, i === 1 || i === 4) + (weather === 'rain' && i < 2 ? umbrella(x + 10, y - h - 24, i ? OCHRE : RED) : '')).join('') + (weather === 'snow' ? snowfall(dice, 300) : weather === 'rain' ? rainfall(dice) : ''),
  ) // biome-ignore format: one picture
}

/** Market stalls under awnings, produce in crates. */
export function market({ hour, seed }: { hour: Hour; seed: number }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const stall = (x: number, color: string, number: number) => {
    const bins = times(3).flatMap((row) =>
      times(4).map((i) => {
        const [bx, by, produce] = [
          x + 12 + i * 118,
          860 + row * 66,
          dice.pick(['#c0462f', '#d79b3f', '#6d8450', '#7a3f5c', '#e0b85e', '#4f7350', '#d98e6a']),
        ]
        return (
          times(9)
            .map((p) =>
              circle(
                bx + 14 + (p % 5) * 22,
                by - 4 - Math.floor(p / 5) * 13,
                14,
                mix(produce, dice.pick([INK, CREAM]), dice.between(0, 0.22)),
              ),
            )
            .join('') +
          rect(bx, by, 110, 50, mix('#b98d58', INK, row * 0.09)) +
          rect(bx, by + 22, 110, 4, INK, 'opacity="0.25"')
        )
      }),
    )
    return (
      [0, 480].map((shift) => rect(x + shift, 560, 14, 480, '#6b4a36')).join('') +
      rect(x + 10, 600, 480, 250, INK, 'opacity="0.2"') +
      person(x + 170, 1000, 400, { ...someone(seed + number), hat: number % 2 ? '#c9a567' : '' }, 'stand') +
      person(x + 350, 1000, 380, someone(seed + number + 3), 'talk', true) +
      bins.join('') +
      times(8)
        .map((i) =>
          shape(
            `M${x - 30 + i * 69} 560L${x + 26 + i * 54} 430h54L${x + 39 + i * 69} 560v16q-34 30 -69 0Z`,
            i % 2 ? CREAM : color,
          ),
        )
        .join('') +
      stroke(
        times(9)
          .map((i) => `M${x + 20 + i * 56} 592v-4`)
          .join(''),
        OCHRE,
        4,
      )
    )
  }
  return sheet(
    sky(hour, 900, [1440, 240]) + clouds(dice, mix(light.sky[2], '#ffffff', 0.5), { top: 50, low: 300 }) + hills(skyline(dice, 560, 120, 5), light.far) + times(9).map((i) => rect(i * 210 - 30, dice.between(330, 440), 196, 500, mix(dice.pick(['#a2523c', '#c9a770', '#6f7f78', '#b98a5c']), light.far, 0.35)) + windows(dice, { x: i * 210 - 20, y: 460, width: 176, height: 200, columns: 3, rows: 2 }, light, 0.15)).join('') + leafy(560, 820, 470, mix('#6d8450', light.near, 0.2), dice) + leafy(1230, 820, 430, mix('#7f8a4a', light.near, 0.2), dice) + rect(0, 800, WIDTH, 410, mix('#b5a68a', light.lit, 0.25)) + stroke('M0 410Q450 500 900 420T1800 400', INK, 3) + times(17).map((i) => poly([[i * 108 + 20, 446 - Math.sin(i / 2.6) * 20], [i * 108 + 60, 446 - Math.sin(i / 2.6) * 20], [i * 108 + 40, 496 - Math.sin(i / 2.6) * 20]], [RED, OCHRE, PINE, CREAM][i % 4] ?? RED)).join('') +
      stall(-40, RED, 1) + stall(640, PINE, 4) + stall(1320, OCHRE, 7) + [[560, 1130, 470, 12], [1240, 1120, 450, 15]].map(([x = 0, y = 0, h = 0, n = 0]) => shadowUnder(x, y, 240) + person(x, y, h, someone(seed + n), 'back') + shape(`M${x + 50} ${y - h * 0.46}h70l-8 80h-54Z`, '#c9a567') + circle(x + 70, y - h * 0.47, 18, '#6d8450') + circle(x + 98, y - h * 0.47, 16, '#c0462f')).join('') + shadowUnder(700, 1150, 160) + person(700, 1146, 300, youngster(seed + 9), 'back'),
  ) // biome-ignore format: one picture
}

/** A street of small houses, one of them still being framed. */
export function housing({ hour, seed, framing = true }: { hour: Hour; seed: number; framing?: boolean }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const studs = (x: number, foot: number) =>
    times(9)
      .map((i) => line([x + i * 62, foot], [x + i * 62, foot - 290], '#c99a5c', 13))
      .join('') +
    [0, 150, 290].map((up) => line([x, foot - up], [x + 496, foot - up], '#b5854a', 15)).join('') +
    times(7)
      .map((i) =>
        stroke(
          `M${x - 40 + i * 48} ${foot - 290}L${x + 104 + i * 48} ${foot - 480}L${x + 250 + i * 48} ${foot - 290}`,
          i % 2 ? '#c99a5c' : '#d8ae72',
          10,
        ),
      )
      .join('')
  const walls = ['#d9c9a3', '#8fa39a', '#c98f6d', '#e0d2b4', '#a9b4bd']
  return sheet(
    sky(hour, 860, [420, 260]) + (light.isNight ? stars(dice, 120, 400) : clouds(dice, mix(light.sky[2], '#ffffff', 0.5), { top: 60, low: 330 })) + hills(skyline(dice, 640, 160, 5), light.far) + times(10).map((i) => house(dice, i * 190 - 40, 780, 130, mix(dice.pick(walls), light.far, 0.5), mix('#5a4a46', light.far, 0.45), light)).join('') + times(8).map((i) => leafy(60 + i * 250, 810, dice.between(170, 260), mix('#6d8450', light.near, 0.35), dice)).join('') +
      gradient('yard', [mix('#93a05c', light.lit, 0.2), mix('#5f7143', light.near, 0.3)]) + rect(0, 800, WIDTH, 420, 'url(#yard)') + house(dice, 60, 960, 400, mix(walls[seed % 5] ?? CREAM, light.dark, light.isNight ? 0.45 : 0.05), mix('#6b3f33', light.dark, 0.2), light) + house(dice, 1360, 970, 410, mix(walls[(seed + 2) % 5] ?? CREAM, light.dark, light.isNight ? 0.45 : 0.05), mix('#46535c', light.dark, 0.2), light) +
      (framing ? rect(620, 966, 600, 26, '#b9b1a2') + studs(660, 970) + person(760, 680, 220, { ...someone(seed), top: '#d98a2b', hat: OCHRE }, 'point') + person(1000, 968, 260, { ...someone(seed + 3), hat: CREAM }, 'carry') + person(1250, 1040, 300, { ...someone(seed + 4), top: '#d98a2b', hat: OCHRE }, 'talk', true) + times(5).map((i) => rect(430, 1010 - i * 16, 230, 13, mix('#d8ae72', INK, i * 0.05))).join('') : house(dice, 700, 965, 400, mix(walls[(seed + 1) % 5] ?? CREAM, light.dark, light.isNight ? 0.45 : 0.05), mix('#5f6b4b', light.dark, 0.2), light) + person(1180, 1060, 270, someone(seed + 4), 'walk')) +
      poly([[0, 1080], [WIDTH, 1080], [WIDTH, HEIGHT + 10], [0, HEIGHT + 10]], mix('#5a5c5c', light.dark, 0.3)) + rect(0, 1062, WIDTH, 26, mix('#b9ad97', light.dark, light.isNight ? 0.5 : 0.1)) + leafy(560, 1030, 330, mix('#8a8f4a', light.near, 0.3), dice),
  ) // biome-ignore format: one picture
}

/** A small commuter turboprop at the regional airport. */
export function airport({ hour, seed }: { hour: Hour; seed: number }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const hull = 'M-560 0Q-600 -70 -500 -96L360 -110Q520 -108 600 -30Q610 -6 560 14L420 40H-420Q-540 30 -560 0Z'
  const plane =
    poly(
      [
        [-520, -80],
        [-640, -320],
        [-540, -320],
        [-400, -96],
      ],
      mix(RED, light.dark, 0.1),
    ) +
    poly(
      [
        [-600, -310],
        [-700, -330],
        [-690, -350],
        [-500, -322],
      ],
      mix(CREAM, light.dark, 0.2),
    ) +
    shape(hull, mix(CREAM, light.dark, 0.06)) +
    clip('belly', hull, rect(-640, -30, 1260, 90, mix(CREAM, light.dark, 0.25)) + rect(-640, -34, 1260, 16, RED)) +
    times(14)
      .map((i) => rect(-400 + i * 52, -78, 26, 32, light.isNight || hour !== 'day' ? light.window : SLATE, 'rx="9"'))
      .join('') +
    shape('M440 -98Q510 -92 548 -58L450 -60Z', '#2f3e50') +
    rect(352, -86, 44, 96, mix(CREAM, light.dark, 0.18), 'rx="8"') +
    poly(
      [
        [-60, -108],
        [160, -112],
        [260, -128],
        [-40, -128],
      ],
      mix(CREAM, light.dark, 0.3),
    ) +
    shape('M40 -140H230Q262 -116 230 -84H20Q-10 -116 40 -140Z', mix(CREAM, light.dark, 0.15)) +
    oval(248, -112, 12, 130, INK, 'opacity="0.35"') +
    circle(246, -112, 14, RED) +
    [-120, -86, 470]
      .map((x) => line([x, 30], [x, 84], INK, 12) + circle(x, 92, 28, '#23272c') + circle(x, 92, 11, '#8d8f8b'))
      .join('')
  return sheet(
    sky(hour, 900, [1380, 330]) + clouds(dice, mix(light.sky[2], '#ffffff', 0.35), { top: 70, low: 480, count: 8 }) + hills(skyline(dice, 720, 140, 6), light.far) + hills(skyline(dice, 780, 60, 5), mix('#b99a55', light.middle, 0.5)) + rect(90, 470, 60, 340, mix('#d9cdb2', light.dark, 0.2)) + poly([[50, 480], [190, 480], [172, 390], [68, 390]], light.window) + rect(60, 374, 120, 18, light.dark) + rect(150, 640, 520, 180, mix('#d9cdb2', light.dark, 0.14)) + windows(dice, { x: 170, y: 670, width: 480, height: 110, columns: 8, rows: 1 }, light, 0.9) + rect(140, 628, 540, 18, light.dark) +
      gradient('apron', [mix('#9a9a94', light.lit, 0.2), mix('#6d706f', light.dark, 0.2)]) + rect(0, 812, WIDTH, 400, 'url(#apron)') + stroke('M-20 1120Q800 1010 1820 1080', OCHRE, 10) + shadowUnder(960, 1050, 1250, 0.35) + place(plane, 980, 940, { scale: 1.12 }) + poly([[1376, 850], [1426, 850], [1540, 1050], [1450, 1050]], mix(CREAM, light.dark, 0.35)) + times(4).map((i) => person(1480 + i * 72, 1070 + i * 12, 250, someone(seed + i * 2), 'walk', true) + rect(1500 + i * 72, 1020 + i * 12, 40, 54, [RED, '#2f3e50', PINE, OCHRE][i] ?? RED, 'rx="6"')).join('') + person(330, 1110, 330, { ...someone(seed + 5), top: '#d98a2b' }, 'point'),
  ) // biome-ignore format: one picture
}
