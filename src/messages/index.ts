export { type KeptMessage, listMessages, postMessage } from './messages.store.ts'
export { writeCalendar } from './write-calendar.ts'
