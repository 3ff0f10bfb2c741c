const UNFINISHED =
  /^[.~]|~$|\.(tmp|temp|part|partial|filepart|crdownload|download|swp|lock|writing|uploading|reason\.txt)$/i
// No name that a server may give away: a way elsewhere, or a second command.
const OUT_OF_PLACE = /[\x00-\x1f\x7f/\\]/

// By its name alone, before it is read.
const PICTURE = /\.(jpe?g|png|webp|avif|tiff?|gif|heic)$/i

/** The longest file that is taken. */
export const FILE_MAX_BYTES = 60_000_000

/** True for the name of a picture. */
export function isPictureName(name: string): boolean {
  return PICTURE.test(name)
}

/** True for a file that its writer has not finished, or that is none of ours to read. */
export function isPassedOver(name: string): boolean {
  return UNFINISHED.test(name) || OUT_OF_PLACE.test(name)
}

/** The name a file gets where others of its name may lie already: "story.xml", then "story-2.xml". */
export function aside(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  for (let n = 2; ; n += 1) {
    const other = `${stem}-${n}${ending}`
    if (!taken.has(other)) return other
  }
}
