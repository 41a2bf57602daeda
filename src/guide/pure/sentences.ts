/**
 * Sentences of an article as its reader meets them: from paragraphs, list points and table cells. Headings,
 * labels and cells without a full stop are not sentences and would flatter the figures, so they are left out
 * of them. Marks stay with the sentence that they follow, which lets the source check see them.
 */
import { withoutMarks } from './source-marks.ts'

const marker = /^\s*(?:[-*]|\d+\.)\s+/
const rule = /^\s*\|?[\s:|-]+\|?\s*$/
const sentenceEnd = /(?<=[.?!]["”»)*]*(?:\[\^[a-z0-9-]+\])*)\s+(?=["“”»(*[]*[\p{Lu}\d{])/u
const closed = /[.?!]["”»)*]*(?:\[\^[a-z0-9-]+\])*$/

/** Every sentence of a Markdown text, marks kept. */
export function sentencesIn(markdown: string): string[] {
  return piecesIn(markdown).filter((piece) => closed.test(piece))
}

/** Words of a sentence, without marks, addresses and emphasis. */
export function wordsIn(sentence: string): string[] {
  const plain = plainText(sentence)
  return [...plain.matchAll(/[\p{L}\d]+(?:[-–'’.,:][\p{L}\d]+)*/gu)].map(([word]) => word)
}

/** A Markdown sentence as it is heard: links are their words, marks and emphasis are gone. */
export function plainText(markdown: string): string {
  return withoutMarks(markdown)
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*+/g, '')
    .trim()
}

function piecesIn(markdown: string): string[] {
  return blocksIn(markdown).flatMap((block) => block.split(sentenceEnd).map((piece) => piece.trim()))
}

function blocksIn(markdown: string): string[] {
  return markdown
    .split(/\n\s*\n/)
    .flatMap((part) => part.split(/\n(?=\s*(?:[-*]|\d+\.)\s|\s*\||#)/))
    .filter((line) => !line.startsWith('#') && !rule.test(line))
    .flatMap((line) => (line.trimStart().startsWith('|') ? line.split('|') : [line.replace(marker, '')]))
    .map((block) => block.replace(/\s+/g, ' ').trim())
    .filter((block) => block !== '')
}
