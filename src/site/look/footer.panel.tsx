/** The foot of a public page: where we are, when we are there, how to reach us, and what this is. */
import { Icon } from '#look/icon.panel.tsx'
import { OpeningHours, type OpeningHoursProps } from './opening-hours.panel.tsx'

export type FooterProps = {
  readonly clinic: string
  readonly address: readonly string[]
  readonly phone: { readonly href: string; readonly words: string }
  readonly email?: { readonly href: string; readonly words: string } | undefined
  /** Undefined until the clinic has said when it is open. */
  readonly hours: OpeningHoursProps | undefined
  readonly headings: { readonly visit: string; readonly hours: string; readonly reach: string }
  readonly links: readonly { readonly href: string; readonly words: string }[]
  /** "This is a demonstration. Its people are made up." */
  readonly demonstration?: string | undefined
}

export function Footer(props: FooterProps) {
  return (
    <footer className="footer">
      <div className="footer-parts">
        <section>
          <h2 className="footer-heading">{props.headings.visit}</h2>
          <address>
            <strong>{props.clinic}</strong>
            {props.address.map((line) => (
              <span key={line} className="address-line">
                {line}
              </span>
            ))}
          </address>
        </section>
        {props.hours && (
          <section>
            <h2 className="footer-heading">{props.headings.hours}</h2>
            <OpeningHours {...props.hours} />
          </section>
        )}
        <section>
          <h2 className="footer-heading">{props.headings.reach}</h2>
          <Reach {...props} />
        </section>
      </div>
      {props.demonstration && <p className="footer-demonstration">{props.demonstration}</p>}
    </footer>
  )
}

function Reach({ phone, email, links }: Pick<FooterProps, 'phone' | 'email' | 'links'>) {
  return (
    <ul className="footer-links">
      {phone.words !== '' && (
        <li>
          <a href={phone.href}>
            <Icon shape="phone" />
            {phone.words}
          </a>
        </li>
      )}
      {email && (
        <li>
          <a href={email.href}>
            <Icon shape="mail" />
            {email.words}
          </a>
        </li>
      )}
      {links.map((link) => (
        <li key={link.href}>
          <a href={link.href}>{link.words}</a>
        </li>
      ))}
    </ul>
  )
}
