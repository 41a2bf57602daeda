/**
 * Where harm is spoken of, an article says `{{clinic-phone}}`. The number is put in when the page is made, so a
 * clinic that moves does not void the review of its texts. A number must not break over two lines, hence the
 * spaces and hyphens that hold together.
 */

const placeholder = '{{clinic-phone}}'

/** As Markdown: a link that a phone can dial; `said` is the number as a person reads it. */
export function withPhoneLink(markdown: string, phone: string, said = phone): string {
  return markdown.replaceAll(placeholder, `[${unbroken(said)}](tel:${phone.replace(/[^+\d]/g, '')})`)
}

/** As plain words. */
export function withPhone(markdown: string, phone: string): string {
  return markdown.replaceAll(placeholder, phone)
}

function unbroken(phone: string): string {
  return phone.replaceAll(' ', '\u00a0').replaceAll('-', '\u2011')
}
