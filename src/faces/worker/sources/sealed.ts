import { z } from 'zod'
import { type Sealer, sealerFrom } from '#platform/secrets'
import { SourceTrouble } from './trouble.ts'

const Kept = z.object({ password: z.string().optional(), key: z.string().optional() })

/** The passwords of a source, open. */
export type Secrets = z.infer<typeof Kept>

/** Opens what was sealed. */
export function secretsFrom(sealed: string, secret: string): Secrets {
  if (sealed === '') return {}
  try {
    return Kept.parse(JSON.parse(sealer(secret).unseal(sealed)))
  } catch (error) {
    throw new SourceTrouble(
      'Its password cannot be opened: the secret of this installation is another one now. Give the password again.',
      {
        cause: error,
      },
    )
  }
}

/** What is to be kept, sealed; nothing when there is nothing. */
export function sealedFrom(secrets: Secrets, secret: string): string {
  const kept = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== undefined && value !== ''))
  return Object.keys(kept).length === 0 ? '' : sealer(secret).seal(JSON.stringify(kept))
}

function sealer(secret: string): Sealer {
  return sealerFrom(secret, 'wire sources')
}
