import { listArticles } from '#guide'
import type { ClinicTransaction } from '#platform/db'
import type { Language } from '#platform/language'
import type { About } from './question-words.ts'

/** Leads from an article's id to its page, in the reader's language where there is one, else in the other. */
export async function readAbout(
  trx: ClinicTransaction,
  language: Language,
): Promise<(article: string | undefined) => About | undefined> {
  const other = language === 'sv' ? 'en' : 'sv'
  const texts = [...(await listArticles(trx, language)), ...(await listArticles(trx, other))]
  return (article) => {
    const found = texts.find(({ articleId }) => articleId === article)
    return found && { href: `/${found.language}/guide/${found.slug}`, words: found.title }
  }
}
