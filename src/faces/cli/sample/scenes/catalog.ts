import { capitol, council, courthouse, forum } from './civic.ts'
import { combineAtWork, drone, elevator, orchard, pivot } from './fields.ts'
import { burn, elkMeadow, pass, skiing, trail } from './mountains.ts'
import { portrait } from './people.ts'
import { bridge, dam, falls, levee } from './river.ts'
import { desk, foodBank, hospital, quilts, theater, workshop } from './rooms.ts'
import { classroom, library, schoolBus, schoolhouse } from './schools.ts'
import type { Picture } from './sheet.ts'
import { football, gym, runners, soccer, volleyball } from './sports.ts'
import { airport, housing, mainStreet, market } from './town.ts'
import { angler, boatLaunch, salmon } from './water.ts'

const PICTURES = {
  'falls-dusk': () => falls({ hour: 'dusk', seed: 3 }),
  'falls-winter': () => falls({ hour: 'winter', seed: 5, snow: true }),
  'falls-high': () => falls({ hour: 'day', seed: 12, high: true }),
  'bridge-closed': () => bridge({ hour: 'gold', seed: 2 }),
  'bridge-night': () => bridge({ hour: 'night', seed: 6, isClosed: false }),
  'bridge-day': () => bridge({ hour: 'day', seed: 9, isClosed: false }),
  'levee-rain': () => levee({ hour: 'gray', seed: 4 }),
  'levee-walk': () => levee({ hour: 'gold', seed: 7, isCalm: true }),
  'dam-night': () => dam({ hour: 'night', seed: 4 }),
  'dam-day': () => dam({ hour: 'day', seed: 11 }),
  'harvest-gold': () => combineAtWork({ hour: 'gold', seed: 3 }),
  'harvest-dusk': () => combineAtWork({ hour: 'dusk', seed: 9 }),
  'elevator-dusk': () => elevator({ hour: 'dusk', seed: 5 }),
  'elevator-snow': () => elevator({ hour: 'winter', seed: 8, snow: true }),
  'elevator-day': () => elevator({ hour: 'day', seed: 14 }),
  'pivot-above': () => pivot({ seed: 4 }),
  'orchard-bloom': () => orchard({ hour: 'dawn', seed: 4 }),
  'orchard-fruit': () => orchard({ hour: 'day', seed: 4, inFruit: true }),
  'drone-field': () => drone({ hour: 'day', seed: 4 }),
  'pass-snow': () => pass({ hour: 'winter', seed: 3, snowing: true }),
  'pass-dusk': () => pass({ hour: 'dusk', seed: 7 }),
  'ski-hill': () => skiing({ hour: 'winter', seed: 8 }),
  'elk-dawn': () => elkMeadow({ hour: 'dawn', seed: 4 }),
  'burn-green': () => burn({ hour: 'gold', seed: 4 }),
  'burn-planting': () => burn({ hour: 'day', seed: 6, planting: true }),
  'burn-dawn': () => burn({ hour: 'dawn', seed: 15 }),
  'trail-ridge': () => trail({ hour: 'gold', seed: 4 }),
  'trail-lake': () => trail({ hour: 'day', seed: 9 }),
  'angler-gold': () => angler({ hour: 'gold', seed: 3 }),
  'angler-gray': () => angler({ hour: 'gray', seed: 8 }),
  'salmon-run': () => salmon({ hour: 'day', seed: 5 }),
  'lake-dawn': () => boatLaunch({ hour: 'dawn', seed: 8 }),
  'courthouse-day': () => courthouse({ hour: 'day', seed: 3 }),
  'courthouse-dusk': () => courthouse({ hour: 'dusk', seed: 5 }),
  'capitol-crowd': () => capitol({ hour: 'day', seed: 8 }),
  'capitol-evening': () => capitol({ hour: 'dusk', seed: 2, crowd: false }),
  'council-chamber': () => council({ seed: 3, wall: '#8a6f58' }),
  'school-board-map': () => council({ seed: 7, map: true, members: 5, wall: '#837a5c' }),
  'forum-dusk': () => forum({ hour: 'dusk', seed: 4 }),
  'forum-day': () => forum({ hour: 'day', seed: 13 }),
  'classroom-math': () => classroom({ seed: 3 }),
  'classroom-river': () => classroom({ seed: 10, board: '#2f3e50' }),
  'bus-dawn': () => schoolBus({ hour: 'dawn', seed: 5 }),
  'bus-snow': () => schoolBus({ hour: 'winter', seed: 8, snow: true }),
  'library-gold': () => library({ hour: 'gold', seed: 8 }),
  'library-night': () => library({ hour: 'night', seed: 3 }),
  'schoolhouse-dawn': () => schoolhouse({ hour: 'dawn', seed: 4 }),
  'gym-red': () => gym({ seed: 3 }),
  'gym-blue': () => gym({ seed: 11, home: '#2f5a6b', away: '#d79b3f' }),
  'football-night': () => football({ hour: 'night', seed: 8 }),
  'football-dusk': () => football({ hour: 'dusk', seed: 3, home: '#2f4a43' }),
  'runners-gold': () => runners({ hour: 'gold', seed: 3 }),
  'volleyball-net': () => volleyball({ seed: 7 }),
  'soccer-day': () => soccer({ hour: 'day', seed: 4 }),
  'hospital-night': () => hospital({ seed: 3 }),
  'hospital-day': () => hospital({ seed: 5, late: false }),
  'food-bank': () => foodBank({ seed: 8 }),
  'theater-stage': () => theater({ seed: 8 }),
  'quilts-wall': () => quilts({ seed: 3 }),
  'workshop-weld': () => workshop({ seed: 4 }),
  'desk-day': () => desk({ seed: 4 }),
  'desk-night': () => desk({ seed: 6, night: true }),
  'street-rain': () => mainStreet({ hour: 'dusk', seed: 3, weather: 'rain' }),
  'street-snow': () => mainStreet({ hour: 'winter', seed: 4, weather: 'snow' }),
  'street-day': () => mainStreet({ hour: 'day', seed: 8 }),
  'street-night': () => mainStreet({ hour: 'night', seed: 10 }),
  'market-day': () => market({ hour: 'day', seed: 3 }),
  'houses-framing': () => housing({ hour: 'gold', seed: 3 }),
  'houses-night': () => housing({ hour: 'night', seed: 7, framing: false }),
  'airport-dawn': () => airport({ hour: 'dawn', seed: 4 }),
  'portrait-grower': () =>
    portrait({
      seed: 3,
      skin: '#e8c09a',
      hair: '#8d8a86',
      top: '#52697b',
      cut: 'short',
      setting: 'wheat',
      isOld: true,
      hat: '#c9a567',
    }),
  'portrait-librarian': () =>
    portrait({
      seed: 5,
      skin: '#8a5a3e',
      hair: '#2a211d',
      top: '#8c1c13',
      cut: 'curly',
      setting: 'books',
      glasses: true,
    }),
  'portrait-teacher': () =>
    portrait({
      seed: 6,
      skin: '#efd0b2',
      hair: '#d8d2c6',
      top: '#3f6b6d',
      cut: 'bob',
      setting: 'window',
      isOld: true,
      glasses: true,
    }),
  'portrait-biologist': () =>
    portrait({ seed: 8, skin: '#c68c62', hair: '#2a211d', top: '#d79b3f', cut: 'long', setting: 'river' }),
  'portrait-orchardist': () =>
    portrait({
      seed: 9,
      skin: '#dcae86',
      hair: '#5b3a26',
      top: '#2f3e50',
      cut: 'short',
      setting: 'orchard',
      beard: true,
    }),
  'portrait-engineer': () =>
    portrait({
      seed: 10,
      skin: '#e8c09a',
      hair: '#8d8a86',
      top: '#5f7153',
      cut: 'bald',
      setting: 'plain',
      isOld: true,
    }),
  'portrait-coach': () =>
    portrait({
      seed: 14,
      skin: '#a8714b',
      hair: '#d8d2c6',
      top: '#8c1c13',
      cut: 'short',
      setting: 'plain',
      isOld: true,
      beard: true,
    }),
  'portrait-nurse': () =>
    portrait({ seed: 12, skin: '#e8c09a', hair: '#7a3f24', top: '#3f8a86', cut: 'bun', setting: 'window' }),
} as const satisfies Record<string, () => Picture>

export type SceneKey = keyof typeof PICTURES

/** Every picture the sample paper can show. */
export const SCENE_KEYS = Object.keys(PICTURES) as readonly SceneKey[]

export function isSceneKey(key: string): key is SceneKey {
  return Object.hasOwn(PICTURES, key)
}

/** Draws one picture. The same key always gives the same picture. Throws a RangeError for a key that is not in the catalog. */
export function drawScene(key: string): Picture {
  if (!isSceneKey(key)) throw new RangeError(`There is no scene called ${key}`)
  return PICTURES[key]()
}
