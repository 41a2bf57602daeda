export { fold, isMuchAlike, soundOf, wordsAsked, wordsOf } from './client-words.ts'
export {
  cellsByField,
  type ClientField,
  clientFields,
  type Columns,
  guessClientColumns,
  guessVisitColumns,
  type VisitField,
  visitFields,
} from './columns.ts'
