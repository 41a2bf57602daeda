/** Opening hours as rows of words: "Monday to Thursday", "09:00–18:00". Closed is a word too, not a gap. */
export type OpeningHoursProps = {
  readonly label: string
  readonly rows: readonly { readonly days: string; readonly hours: string }[]
}

export function OpeningHours({ label, rows }: OpeningHoursProps) {
  return (
    <table className="hours">
      <caption className="visually-hidden">{label}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row.days}>
            <th scope="row">{row.days}</th>
            <td>{row.hours}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
