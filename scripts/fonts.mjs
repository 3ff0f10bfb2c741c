// Cuts the paper's typefaces down to what a newspaper in a Latin script prints, names each file by its content, and lists them in fonts.json.
// Needs no network: the faces are npm packages. Usage: node scripts/fonts.mjs [folder], dist/assets/fonts by default.
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import subsetFont from 'subset-font'

const { resolve: find } = createRequire(import.meta.url)

// Basic Latin, the accents that English names keep, punctuation, fractions. Other letters come from the fallback face.
const LETTERS = `${range(0x20, 0x7e)}\u00a0\u2011£§©®°·½¼¾×áàâäãåçéèêëíîïñóôöøúüÁÉÍÑÓÖØÜßœ–—‘’“”•…›€™′″`

// Kerning, ligatures, accents, and figures that line up in a table.
const FEATURES = ['kern', 'liga', 'calt', 'ccmp', 'locl', 'mark', 'mkmk', 'tnum', 'lnum']

const NEWSREADER = '@fontsource-variable/newsreader/files/newsreader-latin'
const FRANKLIN = '@fontsource-variable/libre-franklin/files/libre-franklin-latin'
const TEXT = { min: 400, max: 700 }

// The display cut is drawn for large sizes (optical size 60): it sets headlines. Italic is kept in one weight; bold italic is rare.
const FACES = [
  {
    name: 'newsreader',
    family: 'Newsreader',
    style: 'normal',
    from: `${NEWSREADER}-wght-normal.woff2`,
    axes: { wght: TEXT },
    preload: true,
  },
  {
    name: 'newsreader-display',
    family: 'Newsreader Display',
    style: 'normal',
    from: `${NEWSREADER}-standard-normal.woff2`,
    axes: { wght: 600, opsz: 60 },
    preload: true,
  },
  {
    name: 'newsreader-italic',
    family: 'Newsreader',
    style: 'italic',
    from: `${NEWSREADER}-wght-italic.woff2`,
    axes: { wght: 400 },
    preload: false,
  },
  {
    name: 'libre-franklin',
    family: 'Libre Franklin',
    style: 'normal',
    from: `${FRANKLIN}-wght-normal.woff2`,
    axes: { wght: TEXT },
    preload: true,
  },
]

const folder = resolve(process.argv[2] ?? 'dist/assets/fonts')
await mkdir(folder, { recursive: true })
for (const old of await readdir(folder)) if (old.endsWith('.woff2')) await rm(join(folder, old))

const made = []
for (const { name, family, style, from, axes, preload } of FACES) {
  const cut = await subsetFont(await readFile(find(from)), LETTERS, {
    targetFormat: 'woff2',
    variationAxes: axes,
    keepFeatures: FEATURES,
    noHinting: true,
  })
  const fingerprint = createHash('sha256').update(cut).digest('hex').slice(0, 10)
  const named = `${name}.${fingerprint}.woff2`
  await writeFile(join(folder, named), cut)
  made.push({
    file: named,
    family,
    style,
    weight: typeof axes.wght === 'number' ? `${axes.wght}` : `${axes.wght.min} ${axes.wght.max}`,
    preload,
  })
  console.log(`${named}  ${(cut.length / 1024).toFixed(1)} KB`)
}
await writeFile(join(folder, 'fonts.json'), `${JSON.stringify(made, null, 2)}\n`)

function range(from, to) {
  return Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).join('')
}
