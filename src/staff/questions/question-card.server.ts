import { listFacts } from '#guide'
import { addAudit } from '#clinic'
import { may } from '#clinic/pure'
import { listClientMessages } from '#messages'
import { bookingLinkFor } from '#questions'
import { readQuestion } from '#questions/desk'
import type { WholeQuestion } from '#questions/contract'
import { factsOf, smellsOfHarm } from '#questions/pure'
import type { RequestContext } from '#platform/context'
import type { ClinicTransaction } from '#platform/db'
import { sayDayAndTime } from '#platform/say'
import { dayIn, minuteFrom } from '#platform/time'
import type { AtWork } from '../staff-context.ts'
import { readAbout } from './about.server.ts'
import type { QuestionCard, WrittenLine } from './question-card.ts'
import { type Saying, sayPromise, sayReachAt, sayReachWhen, sayWay, tagsOf } from './question-words.ts'
import { sayAge } from './say-age.ts'

type House = Pick<RequestContext, 'keys' | 'config' | 'now'>

/** A question as this role may see it. Who looked is written down, as when she looks at a client's card. */
export async function readCard(
  trx: ClinicTransaction,
  id: string,
  { atWork, house }: { atWork: AtWork; house: House },
) {
  const { staff, clinic, language } = atWork
  const now = house.now()
  const question = await readQuestion(trx, { question: id, now })
  if ('refused' in question) return question
  await addAudit(trx, { at: now, actor: `staff:${staff.id}`, act: 'question-looked-at', subject: id })
  const saying = { language, zone: clinic.zone }
  const about = (await readAbout(trx, language))(question.about)
  const link = bookingLinkFor({
    question: id,
    clinic: clinic.id,
    language: question.language,
    keys: house.keys,
  })
  const card: QuestionCard = {
    ...saidOf(question, saying),
    id,
    about,
    age: sayAge(question.askedAt, minuteFrom(now), saying),
    tags: tagsOf(question, saying),
    isOpen: question.state !== 'answered',
    isMine: question.takenBy?.id === staff.id,
    isTaken: question.takenBy !== undefined,
    urgency: question.state === 'answered' ? undefined : question.urgency,
    sending: await readSending(trx, question),
    isBlank: question.isBlank,
    bookingLink: house.config.url + link,
    tomorrow: dayIn(clinic.zone, now).add({ days: 1 }).toString(),
    read: may(staff.role, 'read-question') ? await readWhole(trx, question, saying) : undefined,
    mayAnswer: may(staff.role, 'answer-question'),
    mayMakeEntry: may(staff.role, 'write-guide'),
  }
  return { card }
}

/** Answered is not read: a letter may be waiting, or have come back. */
async function readSending(
  trx: ClinicTransaction,
  { client, answers }: WholeQuestion,
): Promise<QuestionCard['sending']> {
  const message = answers.at(-1)?.message
  if (client === undefined || message === undefined) return undefined
  const letters = await listClientMessages(trx, { client, limit: 100 })
  const state = letters.find(({ id }) => id === message)?.state
  if (state === 'failed' || state === 'withdrawn') return 'failed'
  return state === 'waiting' || state === 'sending' ? 'waits' : undefined
}

function saidOf(question: WholeQuestion, saying: Saying) {
  return {
    name: question.name,
    kind: question.way,
    way: sayWay(question.way, saying.language),
    reach: {
      href: `${question.way === 'email' ? 'mailto' : 'tel'}:${question.reachAt}`,
      words: sayReachAt(question),
    },
    when: sayReachWhen(question.reachWhen, saying.language),
    asked: sayDayAndTime(question.askedAt, saying),
    promise: sayPromise(question, saying),
    language: question.language,
    client: question.client,
  }
}

/** What only those who treat read: the words, the notes, the answers, and what makes it smell of harm. */
async function readWhole(trx: ClinicTransaction, question: WholeQuestion, saying: Saying) {
  const line = ({
    body,
    by,
    at,
  }: Omit<WrittenLine, 'by'> & { readonly by: string; readonly at: number }) => ({
    body,
    by: `${by}, ${sayDayAndTime(at, saying)}`,
  })
  const harm = smellsOfHarm(question.body)
  const known = harm ? await listFacts(trx) : []
  const facts = harm ? factsOf(harm).flatMap((id) => known.find(({ factId }) => factId === id) ?? []) : []
  return {
    body: question.body,
    notes: question.notes.map(line),
    answers: question.answers.map(line),
    facts: facts.map(({ factId, wording, source }) => ({
      id: factId,
      words: wording[saying.language],
      source,
    })),
  }
}
