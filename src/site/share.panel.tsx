/**
 * Sharing with plain links: the networks' own buttons would bring their scripts and tell them who reads about her skin.
 */
import type { Language } from '#platform/language'
import { m } from '#platform/words'

type ShareProps = { readonly title: string; readonly url: string; readonly language: Language }

export function Share({ title, url, language }: ShareProps) {
  const locale = { locale: language }
  const [said, address] = [encodeURIComponent(title), encodeURIComponent(url)]
  const networks = [
    { name: 'Facebook', href: `https://www.facebook.com/sharer/sharer.php?u=${address}` },
    { name: 'WhatsApp', href: `https://wa.me/?text=${said}%20${address}` },
    { name: 'LinkedIn', href: `https://www.linkedin.com/sharing/share-offsite/?url=${address}` },
    { name: 'X', href: `https://x.com/intent/post?text=${said}&url=${address}` },
  ]
  return (
    <section className="share no-print" aria-labelledby="share">
      <h2 id="share">{m.guide_site_share({}, locale)}</h2>
      <div className="field">
        <label htmlFor="share-address">{m.guide_site_share_copy({}, locale)}</label>
        <input id="share-address" className="control" type="url" readOnly value={url} />
      </div>
      <p>
        <a href={`mailto:?subject=${said}&body=${address}`}>{m.guide_site_share_mail({}, locale)}</a>
      </p>
      <div className="share-line">
        <p id="share-networks">{m.guide_site_share_networks({}, locale)}</p>
        <ul className="share-networks" aria-labelledby="share-networks">
          {networks.map(({ name, href }) => (
            <li key={name}>
              <a href={href} rel="external noopener noreferrer nofollow">
                {name}
              </a>
            </li>
          ))}
        </ul>
      </div>
      <p className="quiet">
        {m.guide_site_share_note({}, locale)} {m.guide_site_print({}, locale)}
      </p>
    </section>
  )
}
