export { askQuestion } from './ask-question.ts'
export { closestAnswers, countAnswered } from './closest-answers.ts'
export { bookingLinkFor, readKeptDetails } from './kept-details.ts'
export { getAnswerDays } from './questions.store.ts'
