import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const Face = z.object({
  file: z.string().regex(/^[a-z0-9.-]+\.woff2$/),
  family: z.string().regex(/^[A-Za-z ]+$/),
  style: z.enum(['normal', 'italic']),
  weight: z.string().regex(/^\d{3}( \d{3})?$/),
  preload: z.boolean(),
})

/** A typeface as scripts/fonts.mjs cut it; `file` carries a hash of its content. */
export type Face = z.infer<typeof Face>

/** What the build made for the site. Without it the site sets itself in the fallback faces. */
export interface Assets {
  readonly faces: readonly Face[]
}

/** Reads what the build made; `folder` is dist/assets. No faces where there is no build yet. */
export async function readAssets(folder: string): Promise<Assets> {
  const list = await readFile(join(folder, 'fonts', 'fonts.json'), 'utf8').catch(() => '[]')
  return { faces: z.array(Face).parse(JSON.parse(list)) }
}
