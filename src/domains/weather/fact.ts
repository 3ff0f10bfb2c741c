/** What can happen to the weather, apart from weather. */
export type WeatherFact = { readonly fact: 'weather.placed' }
