export { hoursFromWords, type Hours, wordsFromHours } from './hours-in-words.ts'
export { minorFromWords, splitVat, wordsFromMinor } from './price.ts'
export { isDone, type Lack, lacksOf, type Step, steps, type WhatIsThere } from './progress.ts'
export { visitsThatFit } from './visits-that-fit.ts'
