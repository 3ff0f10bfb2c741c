const DAY_MS = 86_400_000
const J2000_MS = Date.UTC(2000, 0, 1, 12)
const RADIANS = Math.PI / 180
// The upper edge of the sun at the horizon, with what the air bends.
const HORIZON = -0.833

/**
 * True while the sun is up over a place. To a few minutes (Astronomical Almanac, low precision formulas for the sun), which is near enough
 * for an icon; weather services call it day from 6 to 6, which in a northern December is two hours too long.
 */
export function isSunUp({ latitude, longitude }: { latitude: number; longitude: number }, at: Date): boolean {
  const days = (at.getTime() - J2000_MS) / DAY_MS
  const mean = (280.46 + 0.9856474 * days) % 360
  const anomaly = (357.528 + 0.9856003 * days) * RADIANS
  const ecliptic = (mean + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * RADIANS
  const tilt = (23.439 - 0.0000004 * days) * RADIANS
  const ascension = Math.atan2(Math.cos(tilt) * Math.sin(ecliptic), Math.cos(ecliptic))
  const declination = Math.asin(Math.sin(tilt) * Math.sin(ecliptic))
  const sidereal = (280.46061837 + 360.98564736629 * days + longitude) * RADIANS
  const height = Math.asin(
    Math.sin(latitude * RADIANS) * Math.sin(declination) +
      Math.cos(latitude * RADIANS) * Math.cos(declination) * Math.cos(sidereal - ascension),
  )
  return height > HORIZON * RADIANS
}
