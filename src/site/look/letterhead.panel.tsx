/** The head of a public page: the clinic's name, the few places to go, the other language. No menu to open. */
import { Icon } from '#look/icon.panel.tsx'

export type LetterheadLink = {
  readonly href: string
  readonly words: string
  readonly here?: boolean | undefined
}

export type LetterheadProps = {
  readonly clinic: string
  /** The address of a picture in place of the name. */
  readonly logo?: string | undefined
  readonly home: string
  readonly skip: string
  readonly navigation: string
  readonly links: readonly LetterheadLink[]
  /** The one act of the site: "Book a time". Left out on the booking pages themselves. */
  readonly act?: { readonly href: string; readonly words: string } | undefined
  readonly otherLanguage?:
    | { readonly href: string; readonly words: string; readonly lang: string }
    | undefined
}

export function Letterhead(props: LetterheadProps) {
  return (
    <>
      <a className="skip-link" href="#main">
        {props.skip}
      </a>
      <header className="letterhead">
        <a className="wordmark" href={props.home}>
          {props.logo ? <img src={props.logo} alt={props.clinic} /> : props.clinic}
        </a>
        <nav aria-label={props.navigation}>
          <ul className="letterhead-links">
            {props.links.map((link) => (
              <li key={link.href}>
                <a href={link.href} aria-current={link.here ? 'page' : undefined}>
                  {link.words}
                </a>
              </li>
            ))}
            {props.otherLanguage && <OtherLanguage {...props.otherLanguage} />}
          </ul>
        </nav>
        {props.act && (
          <a className="button letterhead-act" href={props.act.href}>
            {props.act.words}
          </a>
        )}
      </header>
    </>
  )
}

function OtherLanguage(to: { readonly href: string; readonly words: string; readonly lang: string }) {
  return (
    <li>
      <a className="language" href={to.href} hrefLang={to.lang} lang={to.lang}>
        <Icon shape="globe" />
        {to.words}
      </a>
    </li>
  )
}
