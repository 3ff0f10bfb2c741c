/** The names by which pages are made afresh: those with the ear, which are all, when it shows something else; the page of the weather at all news. */
export const weatherKeys = { ear: 'weather', page: 'weather-page' } as const
