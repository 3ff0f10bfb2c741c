export type Encoding = 'br' | 'gzip' | 'identity'

/** The best of our encodings that the client takes (RFC 9110 section 12.5.3), brotli first. */
export function encodingFor(accepted: string | undefined): Encoding {
  if (!accepted) return 'identity'
  // What every browser sends, without parsing it.
  if (accepted.includes('br') && !accepted.includes('q=0')) return 'br'
  const weights = new Map(
    accepted.split(',').map((part) => {
      const [name = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = parameters.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find((one) => one !== undefined)
      return [name.trim(), weight === undefined ? 1 : Number(weight)] as const
    }),
  )
  const takes = (name: string) => (weights.get(name) ?? weights.get('*') ?? 0) > 0
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity'
}
