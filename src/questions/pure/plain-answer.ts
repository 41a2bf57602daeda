/**
 * An article's answer as plain words: its marks of source, its links and its emphasis are gone, and the clinic's own
 * number stands where the text says it should. The source stands in the article, to which the answer leads.
 */
export function plainAnswer(markdown: string, phone: string): string {
  return markdown
    .replace(/\[\^[^\]\s]{1,100}\]/g, '')
    .replace(/\[([^\]]{1,200})\]\([^)\s]{1,300}\)/g, '$1')
    .replace(/\*{1,3}/g, '')
    .replaceAll('{{clinic-phone}}', phone)
    .replace(/\s+/g, ' ')
    .trim()
}
