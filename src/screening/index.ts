export { publishQuestions } from './publish-questions.ts'
export { listQuestions } from './questions.store.ts'
export { weighAnswers } from './weigh-answers.ts'
