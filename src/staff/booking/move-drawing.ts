/**
 * What is drawn while a card is in the air: the places that may be had, the card's shadow where it would land, and
 * the words beside the pointer. The board is a grid of five-minute rows, so all of it is laid on rows; the page's
 * policy forbids a style attribute, not a style set by our own script.
 */
import { clockTime, nearestStart, type Places, runsIn, type Verdict } from './places.ts'

export type Target = {
  readonly column: string
  readonly kind: string
  readonly start: number
  readonly time: string
  readonly verdict: Verdict
  /** Where it stands already. */
  readonly isHere: boolean
}

type Aim = {
  readonly card: HTMLElement
  readonly places: Places | undefined
  readonly finger: boolean
  readonly grabbedAt: number
  readonly x: number
  readonly y: number
}

const rowMinutes = 5
const drawn = new Set<HTMLElement>()
let ghost: HTMLElement | undefined
let told = ''

/** The columns of the card's board that are drawn on rows; none on a phone, where a column is a list. */
export function columnsOf(card: HTMLElement): HTMLElement[] {
  const columns = card.closest('[data-board]')?.querySelectorAll<HTMLElement>('[data-column]') ?? []
  return [...columns].filter((column) => (groundOf(column)?.getBoundingClientRect().height ?? 0) > 0)
}

function groundOf(column: HTMLElement): Element | null {
  return column.querySelector('.board-ground')
}

function numberIn(element: HTMLElement, name: string): number {
  return Number(element.dataset[name])
}

/** In a pen's column a card begins where the pen is held, some minutes into the visit. */
function offsetOf(card: HTMLElement): number {
  return Number(card.dataset['offset'] ?? 0)
}

function countRows(column: HTMLElement): number {
  return Number(column.closest<HTMLElement>('[data-board]')?.dataset['rows'])
}

function rowHeightOf(column: HTMLElement): number {
  return (groundOf(column)?.getBoundingClientRect().height ?? 1) / countRows(column)
}

/** Tints each stretch of starts that may be had. */
export function drawPlaces(card: HTMLElement, places: Places): void {
  for (const column of columnsOf(card)) {
    const runs = runsIn(places, column.dataset['column'] ?? '', column.dataset['day'] ?? '')
    for (const [first, count, number] of runs) {
      const may = places.verdicts[number]?.may
      if (!may || may === 'no') continue
      const place = document.createElement('li')
      place.className = `board-place is-${may}`
      place.ariaHidden = 'true'
      if (!layOn(place, column, { start: first + offsetOf(card), minutes: count * places.stepMinutes }))
        continue
      drawn.add(place)
      column.querySelector('.board-visits')?.append(place)
    }
  }
}

/** Whether any of it is on the board. */
function layOn(
  element: HTMLElement,
  column: HTMLElement,
  { start, minutes }: { readonly start: number; readonly minutes: number },
): boolean {
  const rows = countRows(column)
  const from = Math.floor((start - numberIn(column, 'firstMinute')) / rowMinutes)
  const top = Math.max(0, from)
  const bottom = Math.min(rows, from + Math.ceil(minutes / rowMinutes))
  element.style.gridRow = `${top + 1} / ${bottom + 1}`
  element.style.gridColumn = '1 / -1'
  return bottom > top
}

/** Where the card would land, drawn and said. */
export function aimAt(aim: Aim): Target | undefined {
  const column = nearestColumn(aim)
  const target = column && aim.places && targetIn(aim, column, aim.places)
  if (column && target) drawGhost(aim, column, target)
  else takeGhostAway()
  tell(aim, target)
  return target
}

function nearestColumn({ card, x }: Aim): HTMLElement | undefined {
  return columnsOf(card).find((column) => {
    const { left, right } = column.getBoundingClientRect()
    return left <= x && x <= right
  })
}

function targetIn({ card, y, grabbedAt }: Aim, column: HTMLElement, places: Places): Target | undefined {
  const { column: id = '', day = '', kind = '' } = column.dataset
  const box = groundOf(column)?.getBoundingClientRect()
  if (!box || y < box.top - 60 || y > box.bottom + 60) return undefined
  const row = (y - grabbedAt - box.top) / rowHeightOf(column)
  const near = nearestStart(
    places,
    runsIn(places, id, day),
    numberIn(column, 'firstMinute') + row * rowMinutes,
  )
  if (!near) return undefined
  const own = card.closest('[data-column]')
  const isHere = own === column && near.start === numberIn(card, 'start')
  return { column: id, kind, ...near, time: clockTime(places, near.start), isHere }
}

function drawGhost({ card }: Aim, column: HTMLElement, { start, time, verdict, isHere }: Target): void {
  const list = column.querySelector('.board-visits')
  ghost ??= document.createElement('li')
  ghost.className = `board-ghost is-${isHere ? 'here' : verdict.may}`
  ghost.ariaHidden = 'true'
  ghost.textContent = `${time} ${card.querySelector('.board-client')?.textContent ?? ''}`
  const minutes =
    rowMinutes * Math.max(1, Math.round(card.getBoundingClientRect().height / rowHeightOf(column)))
  layOn(ghost, column, { start: start + offsetOf(card), minutes })
  if (ghost.parentElement !== list) list?.append(ghost)
}

function takeGhostAway(): void {
  ghost?.remove()
}

function tell({ x, y, finger, places }: Aim, target: Target | undefined): void {
  const { bubble } = parts()
  if (!bubble) return
  const text = places
    ? target && !target.isHere
      ? [target.time, target.verdict.words].filter(Boolean).join(' · ')
      : ''
    : (parts().root?.dataset['wait'] ?? '')
  show(bubble, text, target?.verdict.may ?? 'yes')
  // Above a finger, which covers what is under it; beside a mouse; never out of the window.
  const { width, height } = bubble.getBoundingClientRect()
  const left = Math.min(innerWidth - width - 8, Math.max(8, finger ? x - width / 2 : x + 18))
  const top = finger ? Math.max(8, y - height - 56) : Math.min(innerHeight - height - 8, y + 18)
  bubble.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
  if (target && text !== told) speak(text)
  told = text
}

function show(bubble: HTMLElement, text: string, may: Verdict['may']): void {
  bubble.hidden = text === ''
  bubble.className = `move-why is-${may}`
  bubble.textContent = text
}

export function clearAim(): void {
  takeGhostAway()
  for (const place of drawn) place.remove()
  drawn.clear()
  const { bubble } = parts()
  if (bubble) bubble.hidden = true
}

function parts() {
  const root = document.querySelector<HTMLElement>('[data-move-board]')
  return {
    root,
    status: root?.querySelector<HTMLElement>('[role="status"]'),
    bubble: root?.querySelector<HTMLElement>('.move-why'),
  }
}

function speak(text: string): void {
  const { status } = parts()
  if (status) status.textContent = text
}

const readMilliseconds = 5000
let fading = 0

/** Stays a while after the card is back, so that it can be read. */
function leaveStanding(text: string, may: Verdict['may']): void {
  const { bubble } = parts()
  if (!bubble) return
  show(bubble, text, may)
  clearTimeout(fading)
  fading = window.setTimeout(() => {
    if (!document.body.classList.contains('is-dragging')) bubble.hidden = true
  }, readMilliseconds)
}

export const words = {
  lifted(card: HTMLElement): void {
    const name = card.querySelector('.board-client')?.textContent ?? ''
    speak((parts().root?.dataset['lifted'] ?? '').replace('…', name))
  },
  say(which: 'lost' | 'letBe', shown: object | undefined): void {
    const text = parts().root?.dataset[which] ?? ''
    speak(text)
    if (shown) leaveStanding(text, 'no')
  },
  refused({ time, verdict }: Target): void {
    const text = `${time} · ${verdict.words}`
    speak(text)
    leaveStanding(text, 'no')
  },
}
