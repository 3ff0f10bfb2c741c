import { furrows, hills, leafy } from './land.ts'
import { CREAM, INK, OCHRE, PINE, RED, SLATE } from './light.ts'
import { circle, glow, gradient, line, mix, oval, type Point, rect, shape, stroke } from './paint.ts'
import { diceOf, times } from './random.ts'
import { type Picture, sheet } from './sheet.ts'

/** What a portrait shows. `setting` is behind the sitter. */
export interface Sitter {
  readonly seed: number
  readonly skin: string
  readonly hair: string
  readonly top: string
  readonly cut: 'short' | 'bob' | 'bun' | 'bald' | 'curly' | 'long'
  readonly setting: 'wheat' | 'books' | 'river' | 'plain' | 'window' | 'orchard'
  readonly glasses?: boolean
  readonly beard?: boolean
  readonly hat?: string
  readonly isOld?: boolean
}

const WIDE = 1000
const TALL = 1250

/** Head and shoulders in three tones, lit from the left. */
export function portrait(sitter: Sitter): Picture {
  return sheet(backdrop(sitter) + sitterHead(sitter), WIDE, TALL)
}

function backdrop({ setting, seed }: Sitter): string {
  const dice = diceOf(seed)
  const edge = (y: number): Point[] => times(6).map((i): Point => [i * 220 - 50, y - dice.between(0, 90)])
  if (setting === 'books') {
    return (
      rect(0, 0, WIDE, TALL, '#4b3a2f') +
      times(5)
        .map(
          (row) =>
            rect(0, row * 250 + 206, WIDE, 24, '#6b4f39') +
            times(22)
              .map((i) =>
                rect(
                  i * 46 + 2,
                  row * 250 + dice.between(10, 60),
                  40,
                  200,
                  mix(dice.pick([RED, OCHRE, PINE, SLATE, '#b6664a', CREAM]), '#4b3a2f', 0.45),
                ),
              )
              .join(''),
        )
        .join('')
    )
  }
  if (setting === 'plain')
    return (
      gradient('wall', ['#b9ab8c', '#8f8268']) +
      rect(0, 0, WIDE, TALL, 'url(#wall)') +
      glow('warm', ['#f4e2b4aa', '#f4e2b400']) +
      circle(300, 380, 620, 'url(#warm)')
    )
  if (setting === 'window')
    return (
      rect(0, 0, WIDE, TALL, '#b79d78') +
      rect(90, 60, 560, 800, '#6b4a36') +
      gradient('pane', ['#8fb0bd', '#e9dcbb']) +
      rect(116, 86, 508, 748, 'url(#pane)') +
      line([370, 86], [370, 834], '#6b4a36', 18) +
      line([116, 450], [624, 450], '#6b4a36', 18) +
      leafy(250, 840, 560, '#8a9a5b', dice)
    )
  const skyNames =
    setting === 'river'
      ? ['#7fa0b0', '#d9cfae']
      : setting === 'orchard'
        ? ['#93b0b4', '#f0dcc0']
        : ['#c9a98a', '#f2cf8c']
  const ground = setting === 'river' ? '#5f7f86' : setting === 'orchard' ? '#7d8a55' : '#c9963f'
  const [far, near] = [edge(640), edge(820)]
  const trees =
    setting === 'orchard'
      ? times(6)
          .map((i) => leafy(60 + i * 180, 900, 330, '#6d8450', dice))
          .join('')
      : ''
  return (
    gradient('air', skyNames) +
    rect(0, 0, WIDE, TALL, 'url(#air)') +
    circle(760, 250, 90, '#fbeec4', 'opacity="0.8"') +
    hills(far, mix(ground, '#a89fa6', 0.55)) +
    hills(near, ground) +
    furrows(near, mix(ground, CREAM, 0.4), { count: 7, gap: 22, width: 5 }) +
    trees
  )
}

function sitterHead(sitter: Sitter): string {
  const { skin, hair, top, cut } = sitter
  const shade = mix(skin, '#5a2a1c', 0.32)
  const lit = mix(skin, '#fff0d0', 0.3)
  const line1 = mix(skin, '#3a1a12', 0.62)
  const body =
    shape('M60 1270Q70 1010 250 960Q400 920 430 860H570Q600 920 750 960Q930 1010 940 1270Z', top) +
    shape('M560 880Q620 930 750 960Q930 1010 940 1270H600Q640 1060 560 880Z', mix(top, INK, 0.3), 'opacity="0.7"')
  const collar =
    shape('M400 900L500 1040L600 900L640 950L520 1120H480L360 950Z', mix(top, CREAM, 0.75)) +
    shape('M500 1040L600 900L640 950L520 1120Z', mix(top, INK, 0.1), 'opacity="0.35"')
  const neck =
    shape('M408 720V890Q500 1000 592 890V720Z', shade) + shape('M408 720V890Q440 930 480 944Q440 820 470 760Z', skin)
  const behind =
    cut === 'long'
      ? shape('M262 520Q230 820 300 960Q360 930 380 840H620Q640 930 700 960Q770 820 738 520Z', mix(hair, INK, 0.25))
      : cut === 'bob'
        ? shape('M268 500Q236 700 300 800L700 800Q764 700 732 500Z', mix(hair, INK, 0.22))
        : cut === 'curly'
          ? times(13)
              .map((i) =>
                circle(
                  500 + Math.cos(Math.PI * (1.12 + (i / 12) * -1.24)) * 250,
                  520 - Math.sin(Math.PI * (-0.12 + (i / 12) * 1.24)) * 280,
                  84,
                  hair,
                ),
              )
              .join('')
          : cut === 'bun'
            ? circle(500, 196, 92, hair)
            : ''
  const ears = oval(282, 560, 30, 56, skin) + oval(718, 560, 28, 54, shade)
  const face = shape(
    'M282 500Q276 300 500 296Q724 300 718 500Q722 660 650 752Q580 826 500 828Q420 826 350 752Q278 660 282 500Z',
    skin,
  )
  const dark = shape(
    'M560 298Q724 320 718 500Q722 660 650 752Q580 826 510 828Q610 740 600 620Q640 560 612 470Q640 380 560 298Z',
    shade,
    'opacity="0.75"',
  )
  const cheek =
    oval(380, 640, 54, 40, mix(skin, '#c0533a', 0.28), 'opacity="0.5"') + oval(390, 420, 66, 40, lit, 'opacity="0.5"')
  const eye = (x: number) =>
    oval(x, 545, 29, 15, mix('#fbf3e0', skin, 0.2)) +
    circle(x + 1, 545, 14, '#3a2a20') +
    circle(x - 4, 540, 4, CREAM) +
    stroke(`M${x - 36} 547Q${x} 515 ${x + 36} 545`, line1, 8) +
    (sitter.isOld ? stroke(`M${x - 28} 584Q${x} 598 ${x + 28} 584`, line1, 4, 'opacity="0.5"') : '')
  const brows =
    stroke('M352 494Q396 470 440 488', mix(hair, line1, 0.4), sitter.isOld ? 13 : 15) +
    stroke('M560 488Q604 470 648 494', mix(hair, line1, 0.4), sitter.isOld ? 13 : 15)
  const nose =
    shape('M508 540Q520 610 546 652Q530 676 492 674Q520 650 508 540Z', line1, 'opacity="0.35"') +
    stroke('M462 664Q474 680 494 676', line1, 6)
  const mouth =
    stroke('M432 738Q500 768 572 734', mix('#8f3a2e', line1, 0.35), 11) +
    stroke('M462 776Q500 788 538 774', line1, 5, 'opacity="0.5"') +
    (sitter.isOld
      ? stroke('M404 668Q386 708 398 742M598 668Q616 708 604 742', line1, 5, 'opacity="0.5"') +
        stroke('M430 392Q500 376 570 392M446 360Q500 350 554 360', line1, 4, 'opacity="0.35"')
      : '')
  const beard = sitter.beard
    ? shape(
        'M290 600Q330 690 420 690Q500 664 580 690Q670 690 710 600Q716 720 650 800Q580 874 500 876Q420 874 350 800Q284 720 290 600ZM440 728Q500 716 562 728Q540 772 500 772Q460 772 440 728Z',
        mix(hair, skin, 0.08),
        'fill-rule="evenodd"',
      )
    : ''
  const glasses = sitter.glasses
    ? [400, 604].map((x) => rect(x - 66, 502, 132, 96, 'none', `rx="40" stroke="#2a2320" stroke-width="10"`)).join('') +
      stroke('M466 536Q502 522 538 536M334 530L286 520M670 530L716 520', '#2a2320', 9)
    : ''
  const crown = {
    short:
      shape(
        'M276 520Q236 236 480 226Q770 216 724 520Q712 440 672 404Q560 420 440 372Q340 390 318 440Q290 460 276 520Z',
        hair,
      ) + shape('M330 330Q420 250 540 262Q430 286 372 350Z', mix(hair, CREAM, 0.3), 'opacity="0.6"'),
    bob:
      shape(
        'M262 640Q220 230 500 222Q780 230 738 640Q700 600 700 480Q560 450 470 350Q400 440 306 470Q310 600 262 640Z',
        hair,
      ) + shape('M320 360Q400 260 520 262Q420 300 372 380Z', mix(hair, CREAM, 0.3), 'opacity="0.6"'),
    long:
      shape(
        'M262 700Q210 230 500 222Q790 230 738 700Q704 620 696 470Q560 450 500 320Q440 440 306 470Q300 620 262 700Z',
        hair,
      ) + shape('M330 350Q400 260 500 260Q420 300 380 380Z', mix(hair, CREAM, 0.25), 'opacity="0.6"'),
    bun:
      shape('M272 520Q240 236 500 230Q760 236 728 520Q710 420 640 376Q500 316 360 376Q290 420 272 520Z', hair) +
      shape('M350 330Q430 262 540 270Q440 296 390 352Z', mix(hair, CREAM, 0.3), 'opacity="0.6"'),
    curly: times(9)
      .map((i) => circle(312 + i * 47, 352 - Math.sin((i / 8) * Math.PI) * 70, 74, hair))
      .join(''),
    bald:
      shape('M276 560Q262 470 292 420Q300 500 304 570ZM724 560Q738 470 708 420Q700 500 696 570Z', hair) +
      oval(420, 350, 80, 34, lit, 'opacity="0.6"'),
  }[cut]
  const hat = sitter.hat
    ? shape('M250 420Q270 190 500 186Q730 190 750 420Z', sitter.hat) +
      shape('M200 420Q500 350 800 420Q820 452 780 458Q500 400 220 458Q180 452 200 420Z', mix(sitter.hat, INK, 0.2)) +
      shape('M253 402Q500 332 747 402L750 372Q500 304 250 372Z', mix(sitter.hat, INK, 0.45))
    : ''
  return (
    behind +
    body +
    neck +
    collar +
    ears +
    face +
    dark +
    cheek +
    brows +
    eye(400) +
    eye(604) +
    nose +
    (sitter.beard ? beard + stroke('M446 738Q500 760 556 736', '#8f3a2e', 10) : mouth) +
    crown +
    hat +
    glasses
  )
}
