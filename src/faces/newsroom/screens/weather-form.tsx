import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { WeatherSettings } from '#domains/weather/shared'
import type { PaperView, WeatherView } from '#faces/api/contract'
import { placeWeather, readWeather } from '#newsroom/api-calls.ts'
import { ApiProblem, sentenceOf } from '#newsroom/api-client.ts'
import { Wrong } from '#newsroom/parts/dialog.tsx'
import { ChoiceField, TextField } from '#newsroom/parts/field.tsx'
import { Failed, Loading } from '#newsroom/parts/rest.tsx'
import { useVoice } from '#newsroom/parts/say.tsx'
import { shortTime } from '#newsroom/parts/times.ts'

const UNITS = [
  { value: 'F', label: 'Fahrenheit' },
  { value: 'C', label: 'Celsius' },
]
const SOURCES = [
  { value: 'auto', label: 'By place' },
  { value: 'nws', label: 'National Weather Service' },
  { value: 'open-meteo', label: 'Open-Meteo' },
]

/** For where the weather beside the nameplate is. For administrators. */
export function WeatherForm({ paper }: { readonly paper: PaperView }) {
  const weather = useQuery({ queryKey: ['weather'], queryFn: readWeather })
  if (weather.isPending) return <Loading what="the weather" />
  if (weather.isError) return <Failed error={weather.error} again={() => void weather.refetch()} />
  return <SettingsForm key={JSON.stringify(weather.data.settings)} paper={paper} weather={weather.data} />
}

function SettingsForm({ paper, weather }: { readonly paper: PaperView; readonly weather: WeatherView }) {
  const queries = useQueryClient()
  const { say } = useVoice()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<{ fields: Readonly<Record<string, string>>; text: string }>({
    fields: {},
    text: '',
  })
  const [draft, setDraft] = useState(() => draftOf(weather, paper))
  const field = (key: 'place' | 'latitude' | 'longitude' | 'unit' | 'source') => ({
    value: draft[key],
    onValue: (value: string) => setDraft((now) => ({ ...now, [key]: value })),
    wrong: wrong.fields[key],
  })

  async function save() {
    const read = WeatherSettings.safeParse({
      ...draft,
      latitude: figureOf(draft.latitude),
      longitude: figureOf(draft.longitude),
    })
    if (!read.success) {
      const fields = Object.fromEntries(read.error.issues.map((issue) => [issue.path.join('.'), issue.message]))
      return setWrong({ fields, text: '' })
    }
    setBusy(true)
    try {
      queries.setQueryData(['weather'], await placeWeather(read.data))
      setWrong({ fields: {}, text: '' })
      say(read.data.isOn ? 'Saved. The weather is on the site as soon as it is fetched.' : 'The site shows no weather.')
    } catch (error) {
      const fields = error instanceof ApiProblem ? error.problem.fields : {}
      setWrong({ fields, text: Object.keys(fields).length > 0 ? '' : sentenceOf(error) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <fieldset disabled={busy} className="bare-set stack">
        <h2>Weather</h2>
        <label className="pick">
          <input
            type="checkbox"
            checked={draft.isOn}
            onChange={(event) => {
              const { checked } = event.currentTarget
              setDraft((now) => ({ ...now, isOn: checked }))
            }}
          />
          <span>
            <b>Show the weather beside the nameplate</b>
          </span>
        </label>
        <TextField label="Place" beside="as readers call it" maxLength={60} {...field('place')} />
        <div className="two">
          <TextField label="Latitude" beside="north, as 47.4874" inputMode="text" {...field('latitude')} />
          <TextField label="Longitude" beside="west is minus" inputMode="text" {...field('longitude')} />
        </div>
        <div className="two">
          <ChoiceField label="Temperatures in" choices={UNITS} {...field('unit')} />
          <ChoiceField
            label="Source"
            choices={SOURCES}
            hint="By place: the National Weather Service in the United States, Open-Meteo elsewhere."
            {...field('source')}
          />
        </div>
        <Wrong text={wrong.text} />
        <p className="quiet" role="status">
          {howItGoes(weather, paper.zone)}
        </p>
        <div>
          <button className="btn primary" type="submit">
            Save the weather
          </button>
        </div>
      </fieldset>
    </form>
  )
}

function draftOf({ settings }: WeatherView, paper: PaperView) {
  if (!settings) {
    const [place = ''] = paper.place.split(',')
    return { isOn: true, place, latitude: '', longitude: '', unit: 'F', source: 'auto' }
  }
  return { ...settings, latitude: String(settings.latitude), longitude: String(settings.longitude) }
}

// People write a true minus, and a comma where a point is meant.
function figureOf(text: string): number {
  const plain = text.trim().replace('−', '-').replace(',', '.')
  return plain === '' ? Number.NaN : Number(plain)
}

function howItGoes({ settings, fetching }: WeatherView, zone: string): string {
  if (!settings || !fetching) return 'No weather is shown yet.'
  if (!settings.isOn) return 'No weather is shown.'
  const last = fetching.fetchedAt
    ? `Last fetched ${shortTime(fetching.fetchedAt, zone)} from ${fetching.source === 'nws' ? 'the National Weather Service' : 'Open-Meteo'}.`
    : 'Not fetched yet.'
  return fetching.trouble ? `${last} ${fetching.trouble} Next try: ${shortTime(fetching.nextAt, zone)}` : last
}
