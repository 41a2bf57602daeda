/**
 * New collagen over the year as one band, with a mark at the moment shown and one for each treatment. Marks only:
 * words, colours and the numbers beside it are the page's.
 */
import { collagenAfter, startsOf } from './collagen-course.ts'
import { daysApart } from './healing-model.ts'
import type { HealingParameters } from './healing-parameters.ts'

export const collagenView = { width: 640, height: 200 } as const

const frame = { left: 56, right: 624, top: 12, bottom: 164 }
const mostPercent = 70
const yearDays = 365

export function drawCollagen(
  parameters: HealingParameters,
  { sessions, days }: { readonly sessions: number; readonly days: number },
): string {
  const starts = startsOf(sessions, daysApart)
  const points = Array.from({ length: 74 }, (_, at) => at * 5).map((day) => {
    const since = starts.filter((start) => start <= day).map((start) => day - start)
    return { day, ...collagenAfter(since, parameters).collagen }
  })
  const upper = points.map(({ day, high }) => `${xOf(day)} ${yOf(high)}`)
  const lower = points.map(({ day, low }) => `${xOf(day)} ${yOf(low)}`).toReversed()
  return [
    ...[0, 20, 40, 60].map(gridLine),
    `<path class="chart-band" d="M${upper.join('L')}L${lower.join('L')}Z"/>`,
    ...starts.map((start) => `<path class="chart-visit" d="M${xOf(start)} ${frame.bottom}v8"/>`),
    `<path class="chart-now" d="M${xOf(days)} ${frame.top}V${frame.bottom}"/>`,
    ...[0, 3, 6, 9, 12].map(monthMark),
  ].join('')
}

function gridLine(percent: number): string {
  const y = yOf(percent)
  return `<path class="chart-line" d="M${frame.left} ${y}H${frame.right}"/><text class="model-mm" x="${frame.left - 8}" y="${y + 5}" text-anchor="end">${percent}</text>`
}

function monthMark(month: number): string {
  return `<text class="model-mm" x="${xOf((month / 12) * yearDays)}" y="${frame.bottom + 28}" text-anchor="middle">${month}</text>`
}

function xOf(day: number): number {
  return short(frame.left + ((frame.right - frame.left) * day) / yearDays)
}

function yOf(percent: number): number {
  return short(frame.bottom - ((frame.bottom - frame.top) * percent) / mostPercent)
}

function short(length: number): number {
  return Math.round(length * 10) / 10
}
