/**
 * The day board puts a visit where its time is. The policy of our pages forbids style attributes, and CSS cannot
 * count, so each place on the board is a class: `.from-6` begins six rows of five minutes after the board's first
 * row, `.span-18` is ninety minutes long. Inside a visit `.span-6` is also the share of a segment. A day has 288
 * rows.
 *
 * Run: `node scripts/board-grid.ts`. What it writes is committed.
 */
import { writeFile } from 'node:fs/promises'

const rowsInADay = 288
const mostLanes = 4
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, step) => from + step)

const rules = [
  '/* Written by scripts/board-grid.ts: change it there. Rows are five minutes; see staff/look/board.css. */',
  ...numbers(0, rowsInADay - 1).map((row) => `.from-${row}{grid-row-start:${row + 1}}`),
  ...numbers(1, rowsInADay).map((rows) => `.span-${rows}{grid-row-end:span ${rows};flex-grow:${rows}}`),
  ...numbers(1, mostLanes).map(
    (lanes) => `.lanes-${lanes}{grid-template-columns:repeat(${lanes},minmax(0,1fr))}`,
  ),
  ...numbers(1, mostLanes).map((lane) => `.lane-${lane}{grid-column:${lane}}`),
]
await writeFile(new URL('../src/staff/look/board-grid.css', import.meta.url), `${rules.join('\n')}\n`)
