/**
 * Keeps an open board true. Our server says when something in the clinic has changed, and no more; the page then
 * asks for the board's version, and only where it is another one for the board itself. Where nothing can be heard it
 * asks every twenty seconds, and otherwise each minute, for what ends by the clock alone. A page that nobody sees is
 * silent: a browser keeps few connections to one place open. Its pace is in live-pace.ts.
 */
import { againHeaders } from './again.ts'
import { waitBeforeLook, waitBeforeSaying } from './live-pace.ts'
import { laterThan } from './point-at-times.script.ts'

const deafMilliseconds = 20_000
const listeningMilliseconds = 60_000
const tryAgainMilliseconds = 60_000

export function keepLive(): void {
  if (!board()) return
  let stream: EventSource | undefined
  let asking: { readonly each: number; readonly timer: ReturnType<typeof setInterval> } | undefined
  const askEach = (milliseconds: number) => {
    // A browser that hears nothing says so every few seconds: each time anew would mean never.
    if (asking?.each === milliseconds) return
    clearInterval(asking?.timer)
    asking = { each: milliseconds, timer: setInterval(look, milliseconds) }
  }
  const listen = () => {
    stream?.close()
    stream = new EventSource('/staff/changes')
    stream.addEventListener('open', () => {
      askEach(listeningMilliseconds)
      look()
    })
    stream.addEventListener('changed', look)
    stream.addEventListener('error', () => {
      askEach(deafMilliseconds)
      // The browser tries again by itself, unless it was answered that there is nothing to hear.
      if (stream?.readyState === EventSource.CLOSED)
        setTimeout(() => stream && listen(), tryAgainMilliseconds)
    })
  }
  const rest = () => {
    stream?.close()
    stream = undefined
    clearInterval(asking?.timer)
    asking = undefined
  }
  document.addEventListener('visibilitychange', () => (document.hidden ? rest() : listen()))
  addEventListener('pagehide', rest)
  if (!document.hidden) listen()
  setInterval(moveNow, 30_000)
}

function board(): HTMLElement | undefined {
  return document.querySelector<HTMLElement>('[data-live]') ?? undefined
}

let looking: Promise<void> | undefined
let lookedAt = -Infinity
let again = false

/** One look at a time, at its pace; what is heard meanwhile is looked at after it. */
function look(): void {
  if (looking) {
    again = true
    return
  }
  looking = pause(waitBeforeLook(performance.now() - lookedAt, Math.random()))
    .then(() => {
      again = false
      lookedAt = performance.now()
      return compare()
    })
    .catch(() => undefined)
    .finally(() => {
      looking = undefined
      if (again) look()
    })
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}

async function compare(): Promise<void> {
  const shown = board()
  if (!shown) return
  const answer = await fetch(shown.dataset['asks'] ?? '', { headers: { accept: 'application/json' } })
  if (answer.status === 401 || answer.status === 403) return location.reload()
  if (!answer.ok) return
  const { version } = (await answer.json()) as { readonly version: string }
  if (version === shown.dataset['version']) return
  await unoccupied(shown)
  const page = await fetch(location.href, { headers: againHeaders })
  if (!page.ok) return
  const fresh = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('[data-live]')
  await unoccupied(shown)
  if (fresh instanceof HTMLElement) swap(shown, fresh)
}

/** While a visit is being dragged, or its dialog stands open, nothing may move under it. */
function unoccupied(shown: HTMLElement): Promise<void> {
  if (!shown.hasAttribute('data-busy')) return Promise.resolve()
  return new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (shown.hasAttribute('data-busy')) return
      watch.disconnect()
      resolve()
    })
    watch.observe(shown, { attributeFilter: ['data-busy'] })
  })
}

function swap(shown: HTMLElement, fresh: HTMLElement): void {
  const focused = document.activeElement
  const at = focused && shown.contains(focused) ? focused.getAttribute('href') : undefined
  const known = new Set([...shown.querySelectorAll<HTMLElement>('[data-visit]')].map(placeOf))
  const scrolled = shown.querySelector('[data-board-scroller]')?.scrollLeft ?? 0
  shown.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)))
  shown.dataset['version'] = fresh.dataset['version'] ?? ''
  const scroller = shown.querySelector('[data-board-scroller]')
  if (scroller) scroller.scrollLeft = scrolled
  const cards = [...shown.querySelectorAll<HTMLElement>('[data-visit]')]
  const added = cards.filter((card) => !known.has(placeOf(card)))
  for (const card of added) card.classList.add('is-fresh')
  if (at) refocus(shown, at)
  // That a time is held for a moment, or that a day begins to end, is seen and not said.
  const places = new Set(cards.map(placeOf))
  if (added.length > 0 || [...known].some((place) => !places.has(place))) say()
  document.dispatchEvent(new Event('board-swapped'))
}

/** What had the focus has it again; where it is gone, the board itself. */
function refocus(shown: HTMLElement, href: string): void {
  const same = [...shown.querySelectorAll<HTMLElement>('[href]')].find(
    (one) => one.getAttribute('href') === href,
  )
  const scroller = shown.querySelector<HTMLElement>('[data-board-scroller]')
  if (!same) scroller?.setAttribute('tabindex', '-1')
  const place = same ?? scroller
  place?.focus({ preventScroll: true })
}

function placeOf(card: HTMLElement): string {
  const { visit, start, state } = card.dataset
  return `${visit} ${start} ${state} ${card.closest<HTMLElement>('[data-column]')?.dataset['column']}`
}

let saying: ReturnType<typeof setTimeout> | undefined
let saidAt = -Infinity

function say(): void {
  const place = document.querySelector<HTMLElement>('[data-live-said]')
  if (!place || saying !== undefined) return
  // Emptied first, so that the same words are said again.
  place.textContent = ''
  saying = setTimeout(
    () => {
      saying = undefined
      saidAt = performance.now()
      place.textContent = place.dataset['words'] ?? ''
    },
    waitBeforeSaying(performance.now() - saidAt),
  )
}

/** The line of this moment goes on while nothing else happens. */
function moveNow(): void {
  const now = Math.floor(Date.now() / 60_000)
  for (const one of document.querySelectorAll<HTMLElement>('[data-now]')) {
    const [was = now, first = 0, rows = 0] = [
      one.dataset['now'],
      one.dataset['first'],
      one.closest<HTMLElement>('[data-board]')?.dataset['rows'],
    ].map(Number)
    const row = Math.floor((now - first) / 5)
    if (row >= rows) continue
    one.className = one.className.replace(/\bfrom-\d+/, `from-${row}`)
    if (one.textContent) one.textContent = laterThan(one.textContent, now - was)
    one.dataset['now'] = String(now)
  }
}
