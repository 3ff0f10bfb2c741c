/** A headline as it is shown: a score keeps together, "61-58" with hyphens at which no line ends (U+2011). Links, data and feeds keep it as written. */
export function shownHeadline(headline: string): string {
  return headline.replace(/(?<=\d)-(?=\d)/g, '\u2011')
}
