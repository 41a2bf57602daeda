export { colourFromWords } from './contrast.ts'
export { clockFromWords, hoursFromWords, type Hours, wordsFromHours } from './hours-in-words.ts'
export { type PictureKind, pictureKind } from './picture-kind.ts'
export { minorFromWords, splitVat, wordsFromMinor } from './price.ts'
export { isDone, type Lack, lacksOf, type Step, steps, type WhatIsThere } from './progress.ts'
export {
  colourNames,
  type ColourName,
  type Colours,
  type FaintColour,
  faintColours,
  look,
  schemeOf,
  themeCss,
} from './theme.ts'
export { visitsThatFit } from './visits-that-fit.ts'
