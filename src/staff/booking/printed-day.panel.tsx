/** Seen only on paper, where the board is not: a landscape page with a list for each therapist. */
export type PrintedDay = {
  /** "As of 09:10" */
  readonly at: string
  readonly therapists: readonly {
    readonly name: string
    readonly rows: readonly {
      readonly id: string
      readonly time: string
      readonly client: string
      readonly where: string
      readonly what: string
    }[]
  }[]
}

export function PrintedDayPanel({ printed }: { readonly printed: PrintedDay }) {
  return (
    <div className="printed-day" aria-hidden="true">
      {printed.therapists.map(({ name, rows }) => (
        <section key={name}>
          <h2>{name}</h2>
          <table>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td className="printed-time">{row.time}</td>
                  <td>
                    <strong>{row.client}</strong> {row.where}
                    <span className="printed-what">{row.what}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
      <p>{printed.at}</p>
    </div>
  )
}
