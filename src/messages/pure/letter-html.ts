/**
 * The letter as a mail program draws it: plain and quiet. One column of text, no picture, nothing fetched from
 * anywhere (a fetched picture tells its server who reads), and only what old mail programs draw too.
 */
import type { Draft, Part } from './letter-words.ts'

const page = 'padding:24px;background-color:#ffffff;color:#1e2a2c;'
const type = 'font-family:Georgia,serif;font-size:17px;line-height:1.6;'
const paragraph = 'margin:0 0 16px 0;'

export function htmlFrom({ subject, parts }: Draft, language: 'sv' | 'en'): string {
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    // No body tag: some programs drop it and its look with it, so the look stands on a box within.
    `<div style="${page}${type}">`,
    ...parts.map(partInHtml),
    '</div></html>',
  ].join('\n')
}

function partInHtml(part: Part): string {
  if ('list' in part) {
    return `<ul style="margin:0 0 16px 0;padding:0 0 0 20px;">${part.list.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`
  }
  const words = escaped(part.words)
  if (!('link' in part)) return `<p style="${paragraph}">${words}</p>`
  const to = escaped(part.link)
  // The address stands in sight, since a careful reader does not press what she cannot read.
  return `<p style="${paragraph}">${words}:<br><a href="${to}" style="color:#1d5b50;">${to}</a></p>`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
