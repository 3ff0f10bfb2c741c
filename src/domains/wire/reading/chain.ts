// What a slug says of the revision and not of the story, at its end: "…, 1st Ld-Writethru", "…, UPDATE 2", "…, KILL".
const REVISION =
  /(?:[\s,/(-]+\d+(?:st|nd|rd|th)\s+(?:ld|lead|add|take|update|writethru|roundup)\b[\w\s-]*|[\s,(-]+(?:(?:ld-?)?writethr(?:u|ough)|update\s*\d+)|\s*[,(]\s*(?:update|corrected|corrective|correction|kill|withhold|refile|repeat|urgent))\)?\s*$/i
// The part of the day an item is for: morning papers, evening papers, both.
const CYCLE = /^(?:AM|PM|BC|AP)-+/
// Slugs that every item of their kind has, so that they say nothing of the story.
const OF_A_KIND = /news\s?alert|^advisory$|^correction$|^kill$/i

/**
 * The id of an item whose format has none that lasts: its number is another with each revision, its keywords are not. So a story is its
 * agency, its keywords and its day, and a write-thru of the same day is a revision of it; one of the next day is a story of its own, since
 * keywords are used again. Where the keywords are those of a kind ("BC-US--APNewsAlert"), `number` tells items apart.
 */
export function chainOf({
  agency,
  slugline,
  number,
  day,
}: {
  agency: string
  slugline: string
  number: string
  day: string
}): string {
  const slug = keywordsOf(slugline)
  const isOwn = slug !== '' && !OF_A_KIND.test(slug)
  return [agency, isOwn ? slug : number, day].filter(Boolean).join(':')
}

function keywordsOf(slugline: string): string {
  let slug = slugline.slice(0, 300).trim().replace(CYCLE, '')
  for (let before = ''; before !== slug; ) {
    before = slug
    slug = slug.replace(REVISION, '')
  }
  return slug
    .toLowerCase()
    .replace(/[^\p{L}\p{N}/]+/gu, '-')
    .replace(/^[-/]+|[-/]+$/g, '')
    .slice(0, 200)
}
