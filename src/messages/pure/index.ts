export { type Letter, type LetterWords, writeLetter } from './write-letter.ts'
