import { readClinic } from '#clinic'
import type { ClinicTransaction } from '#platform/db'
import type { Language } from '#platform/language'
import { sayPhone } from '#platform/say'
import { withPhone } from './pure/clinic-phone.ts'
import { searchTexts } from './pure/search-articles.ts'
import { similarTexts } from './pure/similar-articles.ts'
import type { FoundText } from './contract.ts'
import { snippetFor } from './pure/snippet.ts'
import { type WeighedTexts, weighTexts } from './pure/weighed-words.ts'
import { type ApprovedText, readApprovedTexts } from './read-approved-texts.ts'

/** Nobody asks for longer; what is cut off is not read. */
const mostLetters = 200
/** What scores less than this share of the best one answers something else. */
const leastShare = 0.12
const mostFound = 8

/** The texts that answer a question best, each with the sentence that shows why. */
export async function searchGuide(
  trx: ClinicTransaction,
  { language, question }: { readonly language: Language; readonly question: string },
): Promise<FoundText[]> {
  const texts = await readApprovedTexts(trx, language)
  const { phone } = await readClinic(trx)
  const weighed = weighOnce(texts, language)
  const asked = question.slice(0, mostLetters)
  const found = searchTexts(weighed, asked)
  const enough = (found[0]?.score ?? 0) * leastShare
  return found
    .filter(({ score }) => score >= enough)
    .slice(0, mostFound)
    .flatMap(({ id }) => {
      const text = texts.find(({ articleId }) => articleId === id)
      if (!text) return []
      const { articleId, slug, title } = text
      const spoken = { ...toWeigh(text), body: withPhone(text.body, sayPhone(phone)) }
      return [{ articleId, slug, title, snippet: snippetFor(spoken, asked, weighed) }]
    })
}

/** The approved texts that are most about the same as this one. */
export async function listSimilar(
  trx: ClinicTransaction,
  {
    language,
    articleId,
    most,
  }: { readonly language: Language; readonly articleId: string; readonly most: number },
): Promise<ApprovedText[]> {
  const texts = await readApprovedTexts(trx, language)
  return similarTexts(weighOnce(texts, language), articleId)
    .slice(0, most)
    .flatMap(({ id }) => texts.find((text) => text.articleId === id) ?? [])
}

/** Weighing reads every word; it is done once for each set of texts, whichever clinic's they are. */
const weighedBefore = new Map<string, WeighedTexts>()
const mostWeighed = 40

function weighOnce(texts: readonly ApprovedText[], language: Language): WeighedTexts {
  const name = [
    language,
    ...texts.map(({ articleId, contentVersion }) => `${articleId}:${contentVersion}`),
  ].join(' ')
  const weighed = weighedBefore.get(name) ?? weighTexts(texts.map(toWeigh), language)
  weighedBefore.delete(name)
  weighedBefore.set(name, weighed)
  if (weighedBefore.size > mostWeighed) weighedBefore.delete(weighedBefore.keys().next().value ?? '')
  return weighed
}

function toWeigh({ articleId: id, title, summary, body, questions }: ApprovedText) {
  return { id, title, summary, body, questions }
}
