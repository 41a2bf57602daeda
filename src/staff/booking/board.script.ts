/**
 * The script of the boards: keeps an open board as it is by now, offers the time under the pointer, and prints.
 * Without it the pages are whole: one loads them again oneself.
 */
import { keepLive } from './live-board.script.ts'
import { pointAtTimes } from './point-at-times.script.ts'

keepLive()
pointAtTimes()

const print = document.querySelector<HTMLButtonElement>('[data-print]')
if (print) {
  print.hidden = false
  print.addEventListener('click', () => globalThis.print())
}
