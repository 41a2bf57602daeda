type Link = { readonly href: string | undefined; readonly words: string }

export function VisitLinks({ visits }: { readonly visits: readonly Link[] }) {
  if (visits.length === 0) return undefined
  return (
    <ul className="other-visits">
      {visits.map(({ href, words }) => (
        <li key={href ?? words}>{href ? <a href={href}>{words}</a> : words}</li>
      ))}
    </ul>
  )
}
