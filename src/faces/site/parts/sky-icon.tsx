import type { Child } from 'hono/jsx'
import type { Condition } from '#domains/weather'

// Drawn for this paper: strokes on a field of 24, in the color of the words beside them.
const cloud = <path d="M7.3 18.6a3.8 3.8 0 0 1-.5-7.57 5.4 5.4 0 0 1 10.33-.9 4.27 4.27 0 0 1-.24 8.47Z" />
const high = <path d="M7.3 14.6a3.8 3.8 0 0 1-.5-7.57 5.4 5.4 0 0 1 10.33-.9 4.27 4.27 0 0 1-.24 8.47" />
const sun = (
  <>
    <circle cx="12" cy="12" r="4.2" />
    <path d="M12 2v2.6M12 19.4V22M2 12h2.6M19.4 12H22M4.9 4.9l1.9 1.9M17.2 17.2l1.9 1.9M19.1 4.9l-1.9 1.9M6.8 17.2l-1.9 1.9" />
  </>
)
const moon = <path d="M19.6 14.6A8.2 8.2 0 0 1 9.4 4.4a8.2 8.2 0 1 0 10.2 10.2Z" />
const low = <path d="M9.7 20.4a3 3 0 0 1-.4-5.97 4.3 4.3 0 0 1 8.24-.7 3.35 3.35 0 0 1-.2 6.67Z" />
const sunBehind = (
  <>
    <path d="M6.2 12.6a4 4 0 1 1 7-3.7M9.6 1.8v1.9M2.2 9.2h1.9M4.4 4l1.35 1.35M14.8 4l-1.35 1.35" />
    {low}
  </>
)
const moonBehind = (
  <>
    <path d="M5.6 13.4A5.9 5.9 0 0 1 9.2 2.6a5.6 5.6 0 0 0 5.2 7.1" />
    {low}
  </>
)
const under = (marks: string) => (
  <>
    {high}
    <path d={marks} />
  </>
)
const lines = <path d="M4 7.5h11M18.5 7.5H20M4 12h3M10.5 12H20M4 16.5h9M16.5 16.5H20" />

const ICONS: Readonly<Record<Condition, readonly [byDay: Child, byNight: Child]>> = {
  clear: [sun, moon],
  'mostly-clear': [sunBehind, moonBehind],
  'partly-cloudy': [sunBehind, moonBehind],
  'mostly-cloudy': [sunBehind, moonBehind],
  cloudy: [cloud, cloud],
  fog: twice(under('M5 18h9M17 18h2M7 21.5h2M12 21.5h6')),
  haze: twice(lines),
  smoke: twice(lines),
  dust: twice(lines),
  wind: twice(
    <path d="M3 9h10.5a2.75 2.75 0 1 0-2.6-3.7M3 13h15a2.75 2.75 0 1 1-2.6 3.7M3 17h7.5a2.2 2.2 0 1 1-2.1 2.9" />,
  ),
  drizzle: twice(under('M8.5 17.5v1M12 19.5v1M15.5 17.5v1')),
  'light-rain': twice(under('M9.5 17.3l-1 3M14.5 17.3l-1 3')),
  rain: twice(under('M8 17.3l-1.2 4M12.2 17.3l-1.2 4M16.4 17.3l-1.2 4')),
  'heavy-rain': twice(under('M7 17.2l-1.6 5M10.6 17.2L9 22.2M14.2 17.2l-1.6 5M17.8 17.2l-1.6 5')),
  showers: twice(under('M8 17.3l-1.2 4M12.2 19.3l-.7 2.2M16.4 17.3l-1.2 4')),
  'freezing-rain': twice(under('M8 17.3l-1.2 4M16.4 17.3l-1.2 4M12 18.2v3M10.7 19l2.6 1.4M13.3 19l-2.6 1.4')),
  sleet: twice(under('M8.2 17.3l-1.2 4M15.8 17.3l-1.2 4M12 18v.1M12 21v.1')),
  mixed: twice(under('M8 17.3l-1.2 4M15.5 17.4v3.4M14 18.2l3 1.8M17 18.2l-3 1.8')),
  'light-snow': twice(under('M8.5 18v.1M12 20.5v.1M15.5 18v.1')),
  snow: twice(under('M8 17.2v3.6M6.4 18.1l3.2 1.8M9.6 18.1l-3.2 1.8M15.6 17.2v3.6M14 18.1l3.2 1.8M17.2 18.1L14 19.9')),
  'heavy-snow': twice(
    under(
      'M6 17v3.4M4.5 17.9l3 1.7M7.5 17.9l-3 1.7M12 18.8v3.4M10.5 19.7l3 1.7M13.5 19.7l-3 1.7M18 17v3.4M16.5 17.9l3 1.7M19.5 17.9l-3 1.7',
    ),
  ),
  'snow-showers': twice(under('M9.5 17.2v3.6M7.9 18.1l3.2 1.8M11.1 18.1l-3.2 1.8M15.5 18v.1M14 21v.1')),
  thunderstorm: twice(under('M12.8 15.2l-2.6 3.6h3.2l-2 3.4')),
  storm: twice(<path d="M4 4h16M6 8h12.5M9 12h8M11 16h4.5M12.5 20H14" />),
  hot: twice(<path d="M10 13.6V5a2 2 0 0 1 4 0v8.6a4 4 0 1 1-4 0ZM12 8v8" />),
  cold: twice(<path d="M10 13.6V5a2 2 0 0 1 4 0v8.6a4 4 0 1 1-4 0ZM12 14.5v2" />),
}

function twice(icon: Child): readonly [Child, Child] {
  return [icon, icon]
}

/** The condition as a drawing. It says nothing by itself: its words stand next to it. */
export function SkyIcon({ condition, isDay }: { condition: Condition; isDay: boolean }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {ICONS[condition][isDay ? 0 : 1]}
    </svg>
  )
}
