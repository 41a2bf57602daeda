/** The door for whoever works here: the inbox, and the entries that good answers become. */
export { answerQuestion } from './answer-question.ts'
export { listFaq } from './faq.store.ts'
export { countAnsweredQuestions, countQuestions, listQuestions } from './questions.store.ts'
export { setAnswerDays } from './set-answer-days.ts'
export { addNote, giveBackQuestion, readQuestion, setWaiting, takeQuestion } from './take-question.ts'
export { approveFaq, changeFaq, draftFaqFrom, withdrawFaq } from './write-faq.ts'
