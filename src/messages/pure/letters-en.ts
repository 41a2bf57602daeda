/** Each text says what happened, when it is, and what to do if it does not fit; never what the visit is for. */
import { inOneLine, type Letters, paragraphsOf } from './letter-words.ts'

const changeHere = 'See your times, move or cancel here'
const andMore = (visits: readonly string[]) => (visits.length > 1 ? ` and ${visits.length - 1} more` : '')

export const lettersEn: Letters = {
  'course-booked': ({ clinic, visits, link }) => ({
    subject: `Visit at ${clinic.name}`,
    parts: [
      { words: visits.length > 1 ? 'Your visits are booked:' : 'Your visit is booked:' },
      { list: visits },
      { words: `Address: ${clinic.address}` },
      { words: changeHere, link },
      { words: `If something does not fit, call us on ${clinic.phone}.` },
    ],
    sms: `${clinic.name}: booked ${visits[0] ?? ''}${andMore(visits)}. Your times, to move or cancel: ${link}`,
  }),
  'visit-moved': ({ clinic, visits, before, link }) => ({
    subject: `New time at ${clinic.name}`,
    parts: [
      { words: visits.length > 1 ? 'Your visits have new times:' : 'Your visit has a new time:' },
      { list: visits },
      ...(before === undefined ? [] : [{ words: `The old time, ${before}, no longer holds.` }]),
      { words: `Address: ${clinic.address}` },
      { words: changeHere, link },
      { words: `If the new time does not fit, call us on ${clinic.phone}.` },
    ],
    sms: `${clinic.name}: new time ${visits[0] ?? ''}${andMore(visits)}. If it does not fit, call ${clinic.phone}. Your times: ${link}`,
  }),
  'therapist-changed': ({ clinic, visits, link }) => ({
    subject: `About your visit at ${clinic.name}`,
    parts: [
      {
        words:
          visits.length > 1
            ? 'The times are the same, but you will see somebody else:'
            : 'The time is the same, but you will see somebody else:',
      },
      { list: visits },
      { words: `Address: ${clinic.address}` },
      { words: changeHere, link },
      { words: `If this does not suit you, call us on ${clinic.phone}.` },
    ],
    sms: `${clinic.name}: same time, somebody else: ${visits[0] ?? ''}${andMore(visits)}. If it does not suit you, call ${clinic.phone}.`,
  }),
  'visits-cancelled': ({ clinic, visits, link }) => ({
    subject: `Cancelled visit at ${clinic.name}`,
    parts: [
      { words: visits.length > 1 ? 'These visits are cancelled:' : 'This visit is cancelled:' },
      { list: visits },
      { words: 'See what is still booked here', link },
      { words: `If you wonder about anything, call us on ${clinic.phone}.` },
    ],
    sms: `${clinic.name}: cancelled ${visits[0] ?? ''}${andMore(visits)}. What is still booked: ${link}`,
  }),
  'reminder-days': ({ clinic, visits, link }) => ({
    subject: `A reminder of your visit at ${clinic.name}`,
    parts: [
      { words: 'We see you soon:' },
      { list: visits },
      { words: `Address: ${clinic.address}` },
      { words: 'If something has come up, you can move or cancel here', link },
      { words: `If no time there fits, call us on ${clinic.phone}.` },
    ],
    sms: `${clinic.name}: see you ${visits[0] ?? ''}. If something has come up, move or cancel: ${link}`,
  }),
  'reminder-hours': ({ clinic, visits, link }) => ({
    subject: `A reminder of your visit at ${clinic.name}`,
    parts: [
      { words: 'We look forward to seeing you:' },
      { list: visits },
      { words: `Address: ${clinic.address}` },
      { words: `If you are late, call us on ${clinic.phone}.` },
      { words: 'Your times', link },
    ],
    sms: `${clinic.name}: see you ${visits[0] ?? ''}, ${clinic.address}. If you are late, call ${clinic.phone}.`,
  }),
  'question-answered': ({ clinic, reply, link }) => ({
    subject: `An answer from ${clinic.name}`,
    parts: [
      ...paragraphsOf(reply),
      ...(link === '' ? [] : [{ words: 'Look at times here; your details are filled in', link }]),
      { words: `If you wonder about anything more, call us on ${clinic.phone}.` },
      { words: clinic.name },
    ],
    sms: `${clinic.name}: ${inOneLine(reply)}${link === '' ? '' : ` Times: ${link}`}`,
  }),
}
