export { canSend } from './can-send.ts'
export { letterFromMessage } from './letter-from-message.ts'
export {
  countMessages,
  getQuietHours,
  type KeptMessage,
  listClientMessages,
  listMessages,
  withdrawReminders,
} from './messages.store.ts'
export { postMessage, postReminder } from './post-message.ts'
export { resendMessage, tellCalled } from './resend-message.ts'
export { writeCalendar } from './write-calendar.ts'
