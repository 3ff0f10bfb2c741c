import { hasRole, type Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import type { WeatherFact } from './fact.ts'
import { WeatherSettings } from './settings.ts'
import { saveSettings } from './store.ts'

/** Says for where the paper shows the weather, in which unit, from whom, or that it shows none. */
export async function placeWeather(work: Work, settings: WeatherSettings): Promise<void> {
  if (!hasRole(work.by, 'admin'))
    throw new Refusal('not-allowed', 'weather.not-yours-to-place', 'Only an administrator may change the weather.')
  await saveSettings(work.db, WeatherSettings.parse(settings), work.at)
  await record<WeatherFact>(work, { fact: 'weather.placed' })
}
