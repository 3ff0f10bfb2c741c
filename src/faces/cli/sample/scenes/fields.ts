import { person, someone } from './figures.ts'
import { clouds, furrows, glints, grass, hills, leafy, mist, shadowUnder, sky, skyline, snowfall } from './land.ts'
import { BRICK, CREAM, type Hour, INK, LIGHTS, OCHRE, RED } from './light.ts'
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
import { HEIGHT, type Picture, sheet, WIDTH } from './sheet.ts'

function combine(color: string): string {
  const wheel = (x: number, r: number) =>
    circle(x, -r, r, '#23272c') + circle(x, -r, r * 0.55, OCHRE) + circle(x, -r, r * 0.2, INK)
  return (
    stroke('M70 -150L190 -215', mix(color, INK, 0.3), 16) +
    poly([[-130, -60], [-130, -165], [-20, -180], [60, -175], [110, -60]], color) + poly([[-130, -165], [-20, -180], [60, -175], [60, -158], [-130, -142]], mix(color, CREAM, 0.35)) +
    poly([[-190, -62], [-190, -108], [-125, -62]], mix(color, INK, 0.25)) + rect(-95, -205, 100, 32, mix(color, INK, 0.2)) +
    poly([[62, -72], [62, -176], [120, -170], [142, -84], [140, -72]], '#a9c4c9') + poly([[62, -176], [120, -170], [126, -182], [58, -188]], mix(color, INK, 0.3)) + rect(92, -172, 6, 98, color) +
    poly([[120, -62], [220, -40], [220, -10], [110, -40]], mix(color, INK, 0.35)) +
    circle(242, -40, 52, 'none', `stroke="${mix(color, INK, 0.15)}" stroke-width="9"`) + times(6).map((i) => line([242, -40], [242 + Math.cos(i * 1.05) * 52, -40 + Math.sin(i * 1.05) * 52], OCHRE, 6)).join('') +
    rect(-120, -84, 200, 9, CREAM) + wheel(70, 52) + wheel(-110, 34)
  ) // biome-ignore format: an outline
}

/** A combine working rolling wheat ground, dust behind. */
export function combineAtWork({ hour, seed }: { hour: Hour; seed: number }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const wheat = mix('#d8a548', light.near, light.isNight ? 0.6 : 0.12)
  const layers = [
    { edge: skyline(dice, 500, 120, 5), color: mix(wheat, light.far, 0.62) }, { edge: skyline(dice, 570, 130, 4), color: mix('#8f9660', light.middle, 0.45) },
    { edge: skyline(dice, 670, 150, 4), color: mix(wheat, light.far, 0.25) }, { edge: [[-60, 800], [350, 730], [900, 830], [1400, 760], [1860, 820]] as Point[], color: mix('#a98a4b', light.near, 0.25) },
  ] // biome-ignore format: layers
  const front: Point[] = [
    [-60, 980],
    [400, 900],
    [950, 930],
    [1400, 880],
    [1860, 950],
  ]
  const dust = times(26).map((i) =>
    oval(
      420 - i * 22 + dice.between(-20, 20),
      800 - i * 5 + dice.between(-24, 24),
      50 + i * 6,
      26 + i * 3,
      mix(light.lit, CREAM, 0.4),
      `opacity="${(0.3 - i * 0.009).toFixed(2)}"`,
    ),
  )
  return sheet(
    sky(hour, 700, [420, 300]) + clouds(dice, mix(light.sky[2], '#ffffff', 0.35), { top: 70, low: 360 }) +
      layers.map(({ edge, color }, i) => hills(edge, color) + furrows(edge, mix(color, i % 2 ? CREAM : '#6b4a22', 0.35), { count: 7 + i, gap: 9 + i * 3, width: 2.5 + i * 0.6, opacity: 0.42 }) + (i === 1 ? leafy(1340, 590, 120, mix(light.near, light.far, 0.2), dice) + leafy(1400, 594, 90, mix(light.near, light.far, 0.2), dice) + rect(1440, 556, 70, 44, BRICK) + poly([[1432, 558], [1475, 524], [1518, 558]], light.dark) : '')).join('') +
      dust.join('') + shadowUnder(690, 856, 620, 0.3) + place(combine(mix(RED, light.dark, 0.08)), 660, 850, { scale: 1.5 }) +
      hills(front, mix(wheat, '#c08a32', 0.3)) + grass(dice, 940, { count: 900, height: 110, depth: 280, colors: [mix(wheat, CREAM, 0.4), wheat, mix(wheat, '#7a4f1d', 0.45), mix(wheat, '#a3702a', 0.5)] }),
  ) // biome-ignore format: one picture
}

/** Grain elevators by the tracks, hopper cars standing. */
export function elevator({ hour, seed, snow = false }: { hour: Hour; seed: number; snow?: boolean }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const pale = mix('#d9cdb2', light.middle, light.isNight ? 0.6 : 0.2)
  const bins = times(6).map((i) => {
    const x = 640 + i * 112
    return (
      rect(x, 330, 112, 510, pale) +
      rect(x, 330, 26, 510, mix(pale, CREAM, 0.45)) +
      rect(x + 72, 330, 40, 510, INK, 'opacity="0.17"')
    )
  })
  const head =
    rect(600, 250, 760, 84, mix(pale, light.dark, 0.14)) +
    rect(600, 242, 760, 14, snow ? light.snow : light.dark) +
    rect(1040, 110, 170, 142, pale) +
    rect(1150, 110, 60, 142, INK, 'opacity="0.17"') +
    rect(1030, 98, 190, 16, snow ? light.snow : light.dark) +
    times(9)
      .map((i) => rect(640 + i * 78, 276, 26, 34, light.window))
      .join('') +
    times(2)
      .map((i) => rect(1066 + i * 54, 150, 24, 40, light.window))
      .join('')
  const cars = times(5).map((i) => {
    const x = -120 + i * 400
    const color = dice.pick(['#8f4a33', '#6f7d7a', '#b48a45', '#53636b'])
    const body = mix(color, light.dark, light.isNight ? 0.5 : 0.08)
    const bays = times(3).map((b) =>
      poly(
        [
          [x + 30 + b * 104, 1000],
          [x + 120 + b * 104, 1000],
          [x + 94 + b * 104, 1040],
          [x + 56 + b * 104, 1040],
        ],
        mix(body, INK, 0.35),
      ),
    )
    const wheels = [54, 98, 270, 314].map(
      (w) => circle(x + w, 1052, 21, '#23272c') + circle(x + w, 1052, 8, mix(light.lit, INK, 0.4)),
    )
    return (
      rect(x, 830, 366, 172, body, 'rx="12"') +
      rect(x, 830, 366, 22, mix(body, CREAM, 0.3), 'rx="10"') +
      times(8)
        .map((r) => rect(x + 20 + r * 46, 856, 5, 140, INK, 'opacity="0.22"'))
        .join('') +
      rect(x, 950, 366, 52, INK, 'opacity="0.16"') +
      bays.join('') +
      wheels.join('') +
      rect(x + 362, 1020, 42, 10, INK) +
      (snow ? rect(x, 824, 366, 14, light.snow, 'rx="7"') : '')
    )
  })
  return sheet(
    sky(hour, 820, [320, 360]) + clouds(dice, mix(light.sky[2], '#ffffff', 0.25), { top: 80, low: 420, count: 6 }) + hills(skyline(dice, 720, 110, 5), light.far) + hills(skyline(dice, 780, 60, 5), mix('#b99a55', light.middle, 0.5)) +
      rect(250, 620, 250, 220, mix(BRICK, light.dark, 0.2)) + poly([[236, 622], [375, 540], [514, 622]], snow ? light.snow : light.dark) + rect(290, 690, 60, 60, light.window) + rect(400, 690, 60, 150, light.dark) +
      bins.join('') + head + stroke('M1210 180L1520 560V830', mix(pale, light.dark, 0.35), 26) + stroke('M1210 180L1520 560V830', mix(pale, CREAM, 0.3), 8) + rect(1430, 700, 190, 140, mix(pale, light.dark, 0.3)) + poly([[1420, 704], [1525, 640], [1630, 704]], snow ? light.snow : light.dark) +
      rect(-20, 836, 1860, 400, snow ? mix(light.snow, light.near, 0.1) : mix('#9c8a66', light.near, 0.35)) + cars.join('') + rect(-20, 1070, 1860, 12, '#4c3f38') +
      times(34).map((i) => poly([[i * 58 - 40, 1086], [i * 58 - 4, 1086], [i * 58 - 16, 1112], [i * 58 - 60, 1112]], '#5b4638')).join('') + rect(-20, 1082, 1860, 8, mix(light.lit, INK, 0.3)) +
      grass(dice, 1140, { count: 260, height: 70, depth: 70, colors: snow ? [light.snow, '#b9a77c'] : ['#8d7a42', '#b59a55', '#6e6238'] }) + (snow ? snowfall(dice, 200) : ''),
  ) // biome-ignore format: one picture
}

/** Irrigated circles and strips, straight down. */
export function pivot({ seed }: { seed: number }): Picture {
  const dice = diceOf(seed)
  const soils = ['#c9a86a', '#b98d52', '#d6bd86', '#a98a56', '#c49a5c']
  const crops = ['#5f7d4c', '#7d9455', '#3f6a52', '#a5a556', '#4f7350', '#d1a64a']
  const size = 400
  const squares = times(5).flatMap((column) =>
    times(3).map((row) => {
      const [x, y] = [column * size - 100, row * size]
      const [crop, soil] = [dice.pick(crops), dice.pick(soils)]
      const turn = dice.between(0, 360)
      const ground =
        rect(x, y, size, size, soil) +
        times(13)
          .map((i) => rect(x, y + i * 31, size, 5, INK, 'opacity="0.06"'))
          .join('')
      const [cx, cy, r] = [x + 200, y + 200, 190]
      if (dice.chance(0.16))
        return (
          ground +
          times(8)
            .map((i) => rect(x + 8 + i * 49, y + 8, 42, size - 16, mix(crop, soil, i % 2 ? 0.65 : 0.1)))
            .join('')
        )
      const rings = times(8).map((i) =>
        circle(cx, cy, r - i * 23, 'none', `stroke="${mix(crop, INK, 0.22)}" stroke-width="3" stroke-opacity="0.5"`),
      )
      const wedge = shape(
        `M${cx} ${cy}L${cx + r} ${cy}A${r} ${r} 0 0 1 ${cx + r * Math.cos(1.25)} ${cy + r * Math.sin(1.25)}Z`,
        mix(crop, soil, 0.6),
        `transform="rotate(${turn.toFixed(0)} ${cx} ${cy})"`,
      )
      const arm = place(
        line([0, 0], [r - 4, 0], CREAM, 5) +
          times(5)
            .map((i) => circle(34 + i * 36, 0, 5, INK))
            .join(''),
        cx,
        cy,
        { turn },
      )
      return ground + circle(cx, cy, r, crop) + rings.join('') + wedge + arm + circle(cx, cy, 8, CREAM)
    }),
  )
  const roads =
    times(6)
      .map((i) => rect(i * size - 106, 0, 12, HEIGHT, '#e3d2a8'))
      .join('') +
    times(2)
      .map((i) => rect(0, (i + 1) * size - 6, WIDTH, 12, '#e3d2a8'))
      .join('')
  const river: Point[] = [
    [-40, 980],
    [260, 900],
    [560, 1010],
    [880, 930],
    [1180, 700],
    [1420, 610],
    [1840, 380],
  ]
  const farm =
    rect(1118, 432, 70, 44, CREAM) +
    rect(1118, 432, 70, 22, '#b9ad93') +
    rect(1206, 440, 44, 60, RED) +
    rect(1206, 440, 22, 60, mix(RED, INK, 0.3)) +
    times(9)
      .map((i) => circle(1106 + i * 20, 512, 13, '#3c5a43'))
      .join('')
  return sheet(
    squares.join('') + roads + stroke(curve(river), '#7d7344', 150) + stroke(curve(river), '#5e7f4d', 116) + stroke(curve(river), '#4f7f8c', 78) + stroke(curve(river.map(([x, y]): Point => [x - 4, y - 14])), '#86adb3', 18, 'opacity="0.7"') + farm +
      times(4).map(() => oval(dice.between(0, WIDTH), dice.between(0, HEIGHT), dice.between(160, 300), dice.between(70, 120), INK, 'opacity="0.1"')).join(''),
  ) // biome-ignore format: one picture
}

/** An orchard in rows, in bloom or in fruit. */
export function orchard({ hour, seed, inFruit = false }: { hour: Hour; seed: number; inFruit?: boolean }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const leaf = inFruit ? mix('#5d7444', light.near, 0.2) : '#e9c8c0'
  const tree = (x: number, foot: number, size: number) => {
    const crown = times(16).map(() => {
      const turn = dice.between(0, 6.28)
      const out = dice.between(0, 0.3)
      return circle(
        x + Math.cos(turn) * size * out * 1.15,
        foot - size * 0.62 + Math.sin(turn) * size * out * 0.8,
        size * dice.between(0.1, 0.17),
        mix(leaf, dice.pick(inFruit ? ['#33502f', '#8c9a58'] : ['#fff6ee', '#c98f8f']), dice.between(0, 0.45)),
      )
    })
    const fruit = times(inFruit ? 12 : 26).map(() =>
      circle(
        x + dice.between(-0.34, 0.34) * size,
        foot - size * dice.between(0.4, 0.85),
        size * (inFruit ? 0.026 : 0.016),
        inFruit ? '#a32c1e' : '#fffaf2',
      ),
    )
    return (
      oval(x, foot + 2, size * 0.4, size * 0.06, INK, 'opacity="0.25"') +
      stroke(
        `M${x} ${foot}L${x + size * 0.02} ${foot - size * 0.4}M${x} ${foot - size * 0.24}L${x - size * 0.16} ${foot - size * 0.48}M${x} ${foot - size * 0.26}L${x + size * 0.17} ${foot - size * 0.5}`,
        '#4a382f',
        size * 0.05,
      ) +
      crown.join('') +
      fruit.join('')
    )
  }
  const ranks = [0.2, 0.28, 0.38, 0.52, 0.72, 1].map((near) => {
    const foot = 640 + near * near * 480 + near * 40
    return [-3, -2, -1, 1, 2, 3]
      .map((side) => tree(900 + side * (near * 470) - Math.sign(side) * near * 120, foot, 120 + near * 430))
      .join('')
  })
  const ground = gradient('sward', [mix('#8a9a5b', light.lit, 0.35), mix('#5c7142', light.near, 0.25)])
  const picker = inFruit
    ? person(880, 1130, 400, { ...someone(seed), hat: OCHRE }, 'point')
    : person(900, 900, 210, { ...someone(seed + 1), hat: '#d8c59a' }, 'walk')
  return sheet(
    sky(hour, 700, [900, 380]) + clouds(dice, mix(light.sky[2], '#ffffff', 0.4), { top: 60, low: 320 }) + hills(skyline(dice, 560, 150, 5), light.far) + hills(skyline(dice, 620, 80, 5), mix(light.middle, '#9b8a5c', 0.4)) +
      ground + rect(0, 630, WIDTH, 600, 'url(#sward)') + poly([[880, 640], [920, 640], [1250, 1210], [550, 1210]], mix('#b7b26f', light.lit, 0.35), 'opacity="0.8"') + glints(dice, 700, 1190, inFruit ? '#b59a55' : '#f7e3dc', { count: 80, opacity: 0.5 }) + mist(640, 100, light.sky[2], 0.5) + ranks.slice(0, 4).join('') + (inFruit ? '' : picker) + ranks.slice(4).join('') + (inFruit ? picker : ''),
  ) // biome-ignore format: one picture
}

/** A spraying drone over young wheat and the two people flying it. */
export function drone({ hour, seed }: { hour: Hour; seed: number }): Picture {
  const dice = diceOf(seed)
  const light = LIGHTS[hour]
  const edge: Point[] = [
    [-60, 720],
    [400, 660],
    [900, 730],
    [1400, 650],
    [1860, 720],
  ]
  const rotor = (x: number, y: number) =>
    line([x, y], [x, y + 26], INK, 10) +
    oval(x, y, 92, 9, INK, 'opacity="0.28"') +
    line([x - 80, y], [x + 80, y], '#3a444e', 5)
  const craft =
    stroke('M-170 20L0 60L170 20M-110 -6L0 50L110 -6', '#37424c', 14) +
    shape('M-64 30Q0 -6 64 30L52 86Q0 106 -52 86Z', CREAM) +
    shape('M10 14Q50 18 64 30L52 86Q30 96 6 98Z', '#b9ad93') +
    rect(-34, 44, 68, 18, RED) +
    stroke('M-56 90L-84 134M56 90L84 134M-104 134H-64M64 134H104', '#37424c', 8) +
    rotor(-170, -6) +
    rotor(170, -6) +
    rotor(-110, -32) +
    rotor(110, -32) +
    line([-130, 112], [130, 112], '#37424c', 5)
  const spray = times(70).map(() =>
    line(
      [830 + dice.between(0, 330), 470],
      [740 + dice.between(0, 520), 720 + dice.between(0, 80)],
      '#f8f3e2',
      2,
      'opacity="0.22"',
    ),
  )
  return sheet(
    sky(hour, 760, [1450, 280]) + clouds(dice, mix(light.sky[2], '#ffffff', 0.4), { top: 60, low: 420 }) + hills(skyline(dice, 600, 110, 5), light.far) + hills(skyline(dice, 660, 80, 4), mix('#a8a05d', light.middle, 0.4)) + hills(edge, mix('#7d9150', light.near, 0.15)) + furrows(edge, mix('#c3c373', light.lit, 0.3), { count: 15, gap: 14, grow: 1.14, width: 5, opacity: 0.6 }) +
      spray.join('') + place(craft, 1000, 390, { scale: 1.35 }) + shadowUnder(1000, 800, 460, 0.22) + person(420, 1110, 430, { ...someone(seed), hat: '#6b4a32' }, 'carry') + person(560, 1130, 400, someone(seed + 5), 'point') + shadowUnder(480, 1122, 360) + clip('fore', `M0 1040H${WIDTH}V${HEIGHT}H0Z`, grass(dice, 1150, { count: 420, height: 80, depth: 80, colors: ['#65803f', '#8aa054', '#4c6a3a'] })),
  ) // biome-ignore format: one picture
}
