/** An empty stretch books from its beginning; under a pointer it books from the quarter that is pointed at. */
const minutesInDay = 24 * 60

export function pointAtTimes(): void {
  for (const kind of ['pointermove', 'pointerdown', 'click'] as const) document.addEventListener(kind, point)
  document.addEventListener('pointerout', ({ target, relatedTarget }) => {
    const free = freeAround(target)
    if (free && freeAround(relatedTarget) !== free) offer(free, 0)
  })
}

function point(event: PointerEvent | MouseEvent): void {
  const free = freeAround(event.target)
  // Pressed by the keyboard, a link has no place: it keeps its beginning.
  if (!free || (event.type === 'click' && event.detail === 0)) return
  const { top, height } = free.getBoundingClientRect()
  const [start = 0, end = 0, step = 15] = [
    free.dataset['start'],
    free.dataset['end'],
    free.dataset['step'],
  ].map(Number)
  const steps = Math.floor((((event.clientY - top) / height) * (end - start)) / step)
  const most = Math.max(0, Math.ceil((end - start) / step) - 1)
  offer(free, Math.min(Math.max(steps, 0), most) * step)
}

function freeAround(target: EventTarget | null): HTMLAnchorElement | undefined {
  return (target instanceof Element && target.closest<HTMLAnchorElement>('a[data-free]')) || undefined
}

function offer(free: HTMLAnchorElement, later: number): void {
  const { at = '', start, end } = free.dataset
  const time = laterThan(at, later)
  const address = new URL(free.href)
  if (address.searchParams.get('at') === time) return
  address.searchParams.set('at', time)
  free.href = `${address.pathname}${address.search}`
  free.style.setProperty('--down', `${(100 * later) / (Number(end) - Number(start))}%`)
  const words = free.querySelector('[data-free-time]')
  if (words) words.textContent = time
}

/** "10:00" and 45 minutes make "10:45". */
export function laterThan(time: string, minutes: number): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const sum = (hour * 60 + minute + minutes) % minutesInDay
  return [Math.floor(sum / 60), sum % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
