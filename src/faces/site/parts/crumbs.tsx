/** Where the reader is, from the top down. */
export function Crumbs({ trail }: { trail: readonly { readonly name: string; readonly path: string }[] }) {
  if (trail.length === 0) return null
  return (
    <nav class="crumbs" aria-label="You are here">
      {trail.map(({ name, path }, at) => (
        <>
          {at > 0 && <span aria-hidden="true">›</span>}
          <a href={path}>{name}</a>
        </>
      ))}
    </nav>
  )
}
