/**
 * Dragging a visit on the board, with a mouse or a finger. While a card is in the air the board shows where it may
 * be put, and beside the pointer why not elsewhere; letting go on a place that may be had leads to the page that
 * shows what happens, and nothing is moved before that is agreed to. A finger lifts a card by resting on it, so
 * that the page still scrolls under it. Everything can be done without this script, by "Move…" on each card.
 */
import { aimAt, clearAim, columnsOf, drawPlaces, type Target, words } from './move-drawing.ts'
import type { Places } from './places.ts'

type Drag = {
  readonly card: HTMLElement
  readonly pointer: number
  readonly finger: boolean
  /** Where in the card it was taken. */
  readonly grabbedAt: number
  readonly from: { readonly x: number; readonly y: number }
  x: number
  y: number
  lifted: boolean
  resting: number
  places: Places | undefined
  target: Target | undefined
}

const restMilliseconds = 350
const stillPixels = 8
const edgePixels = 56
let drag: Drag | undefined

document.addEventListener('pointerdown', take)
document.addEventListener('pointermove', follow)
document.addEventListener('pointerup', letGo)
document.addEventListener('pointercancel', () => cancel())
document.addEventListener('touchmove', keepStill, { passive: false })
document.addEventListener('contextmenu', (event) => drag?.finger && event.preventDefault())
document.addEventListener('dragstart', (event) => cardAt(event.target) && event.preventDefault())
document.addEventListener('keydown', press, true)
window.addEventListener('blur', () => cancel())

function cardAt(target: EventTarget | null): HTMLElement | undefined {
  const card = target instanceof Element ? target.closest('[data-movable]') : null
  return card instanceof HTMLElement ? card : undefined
}

function take(event: PointerEvent): void {
  const card = cardAt(event.target)
  const isLink = event.target instanceof Element && event.target.closest('.move-link')
  if (drag || !card || isLink || event.button !== 0 || !event.isPrimary || columnsOf(card).length === 0)
    return
  const finger = event.pointerType !== 'mouse'
  const at = { x: event.clientX, y: event.clientY }
  drag = {
    card,
    finger,
    pointer: event.pointerId,
    grabbedAt: at.y - card.getBoundingClientRect().top,
    from: at,
    ...at,
    lifted: false,
    resting: finger ? window.setTimeout(lift, restMilliseconds) : 0,
    places: undefined,
    target: undefined,
  }
}

function follow(event: PointerEvent): void {
  if (!drag || event.pointerId !== drag.pointer) return
  drag.x = event.clientX
  drag.y = event.clientY
  if (!drag.lifted) {
    const far = Math.hypot(drag.x - drag.from.x, drag.y - drag.from.y) > stillPixels
    if (far && drag.finger) forget()
    else if (far) lift()
    return
  }
  aim()
}

/** The first movement of a finger decides whether the page scrolls; a lifted card keeps it still. */
function keepStill(event: TouchEvent): void {
  if (drag?.lifted && event.cancelable) event.preventDefault()
}

function lift(): void {
  // The board may have been drawn anew under a resting finger: that card is no longer there to be lifted.
  if (!drag?.card.isConnected) return forget()
  const mine = drag
  mine.lifted = true
  mine.card.classList.add('is-lifted')
  mine.card.setPointerCapture(mine.pointer)
  document.body.classList.add('is-dragging')
  mine.card.closest('[data-live]')?.setAttribute('data-busy', '')
  getSelection()?.removeAllRanges()
  words.lifted(mine.card)
  requestAnimationFrame(scrollAtEdges)
  aim()
  askPlaces(mine.card)
    .then((places) => {
      if (drag !== mine) return
      mine.places = places
      drawPlaces(mine.card, places)
      aim()
    })
    .catch(() => {
      if (drag !== mine) return
      cancel()
      words.say('lost', mine)
    })
}

/** One question for the whole board: from its first day to its last, by what its columns are. */
async function askPlaces(card: HTMLElement): Promise<Places> {
  const columns = columnsOf(card)
  const days = columns.map(({ dataset }) => dataset['day'] ?? '').toSorted()
  const first = days[0] ?? ''
  const count = 1 + (Date.parse(days.at(-1) ?? '') - Date.parse(first)) / 86_400_000
  const by = columns[0]?.dataset['kind'] ?? 'therapist'
  const query = new URLSearchParams({ day: first, days: String(Math.min(7, count)), by })
  const answer = await fetch(`/staff/visits/${card.dataset['visit']}/places?${query}`)
  if (!answer.ok) throw new Error(`${answer.status}`)
  return (await answer.json()) as Places
}

function aim(): void {
  if (drag?.lifted) drag.target = aimAt(drag)
}

function scrollAtEdges(): void {
  if (!drag?.lifted) return
  const board = drag.card.closest('.board-scroller')
  const down = pull(drag.y, 0, innerHeight)
  const box = board?.getBoundingClientRect()
  const right = box ? pull(drag.x, Math.max(0, box.left), Math.min(innerWidth, box.right)) : 0
  if (down !== 0) window.scrollBy({ top: down, behavior: 'instant' })
  if (right !== 0) board?.scrollBy({ left: right, behavior: 'instant' })
  if (down !== 0 || right !== 0) aim()
  requestAnimationFrame(scrollAtEdges)
}

/** The nearer to the edge, the faster. */
function pull(at: number, start: number, end: number): number {
  if (at < start + edgePixels) return -Math.ceil(Math.min(edgePixels, start + edgePixels - at) / 4)
  if (at > end - edgePixels) return Math.ceil(Math.min(edgePixels, at - end + edgePixels) / 4)
  return 0
}

function letGo(event: PointerEvent): void {
  if (!drag || event.pointerId !== drag.pointer) return
  const { lifted, target, card, places } = drag
  if (!lifted) {
    forget()
    return
  }
  swallowClick()
  if (target && target.verdict.may !== 'no' && !target.isHere) {
    const query = new URLSearchParams({
      start: String(target.start),
      [target.kind]: target.column,
      back: here(),
    })
    forget()
    location.assign(`/staff/visits/${card.dataset['visit']}/move?${query}`)
    return
  }
  const refused = places && target && !target.isHere && target.verdict.may === 'no'
  cancel()
  if (refused) words.refused(target)
}

/** This board, without what it says of an earlier move. */
function here(): string {
  const query = new URLSearchParams(location.search)
  for (const name of ['moved', 'undo']) query.delete(name)
  return query.size > 0 ? `${location.pathname}?${query}` : location.pathname
}

/** The click that follows a drag opens nothing. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  document.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => document.removeEventListener('click', swallow, { capture: true }), 50)
}

function press(event: KeyboardEvent): void {
  if (drag?.lifted && event.key === 'Escape') {
    event.preventDefault()
    event.stopPropagation()
    cancel()
    return
  }
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && event.key.toLowerCase() === 'm'
  const link = plain ? cardAt(event.target)?.querySelector<HTMLAnchorElement>('.move-link') : undefined
  if (!link) return
  event.preventDefault()
  link.click()
}

function cancel(): void {
  if (drag?.lifted) words.say('letBe', undefined)
  forget()
}

function forget(): void {
  if (!drag) return
  const { card, resting } = drag
  clearTimeout(resting)
  drag = undefined
  card.classList.remove('is-lifted')
  document.body.classList.remove('is-dragging')
  card.closest('[data-live]')?.removeAttribute('data-busy')
  clearAim()
}
