// C2PA manifests stand in JUMBF boxes: a box "jumb" with a description box "jumd" whose label is "c2pa". Every format carries these
// bytes as they are: JPEG in APP11 segments, PNG in a caBX chunk, WebP in a C2PA chunk, TIFF in tag 0xcd41, AVIF in a uuid box.
const BOX = Buffer.from('jumd', 'latin1')
const LABEL = Buffer.from('c2pa\0', 'latin1')
// Size (4), type (4), content type (16), toggles (1), then the label.
const LABEL_AFTER = 4 + 16 + 1
const LOOKS_MAX = 64

/**
 * True if the file carries C2PA content credentials. They are not checked: who signed them, and whether the picture was changed since,
 * is not known (docs/decisions/006-content-credentials.md).
 */
export function carriesCredentials(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = file.indexOf(BOX)
  for (let looks = 0; at >= 0 && looks < LOOKS_MAX; looks += 1) {
    const label = at + LABEL_AFTER
    if (file.subarray(label, label + LABEL.length).equals(LABEL) && file.subarray(at - 8, at - 4).equals(JUMB))
      return true
    at = file.indexOf(BOX, at + 1)
  }
  return false
}

const JUMB = Buffer.from('jumb', 'latin1')
