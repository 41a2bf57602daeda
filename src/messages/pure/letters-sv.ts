/** Each text says what happened, when it is, and what to do if it does not fit; never what the visit is for. */
import { inOneLine, type Letters, paragraphsOf } from './letter-words.ts'

const changeHere = 'Här ser du dina tider och kan flytta eller avboka'
const andMore = (visits: readonly string[]) => (visits.length > 1 ? ` och ${visits.length - 1} till` : '')

export const lettersSv: Letters = {
  'course-booked': ({ clinic, visits, link }) => ({
    subject: `Besök hos ${clinic.name}`,
    parts: [
      { words: visits.length > 1 ? 'Dina besök är bokade:' : 'Ditt besök är bokat:' },
      { list: visits },
      { words: `Adress: ${clinic.address}` },
      { words: changeHere, link },
      { words: `Passar något inte, ring oss på ${clinic.phone}.` },
    ],
    sms: `${clinic.name}: bokat ${visits[0] ?? ''}${andMore(visits)}. Se dina tider, flytta eller avboka: ${link}`,
  }),
  'visit-moved': ({ clinic, visits, before, link }) => ({
    subject: `Ny tid hos ${clinic.name}`,
    parts: [
      { words: visits.length > 1 ? 'Dina besök har fått nya tider:' : 'Ditt besök har fått en ny tid:' },
      { list: visits },
      ...(before === undefined ? [] : [{ words: `Den gamla tiden, ${before}, gäller inte längre.` }]),
      { words: `Adress: ${clinic.address}` },
      { words: changeHere, link },
      { words: `Passar den nya tiden inte, ring oss på ${clinic.phone}.` },
    ],
    sms: `${clinic.name}: ny tid ${visits[0] ?? ''}${andMore(visits)}. Passar den inte, ring ${clinic.phone}. Dina tider: ${link}`,
  }),
  'therapist-changed': ({ clinic, visits, link }) => ({
    subject: `Om ditt besök hos ${clinic.name}`,
    parts: [
      {
        words:
          visits.length > 1
            ? 'Tiderna är desamma, men du träffar någon annan:'
            : 'Tiden är densamma, men du träffar någon annan:',
      },
      { list: visits },
      { words: `Adress: ${clinic.address}` },
      { words: changeHere, link },
      { words: `Passar det inte, ring oss på ${clinic.phone}.` },
    ],
    sms: `${clinic.name}: samma tid, någon annan: ${visits[0] ?? ''}${andMore(visits)}. Passar det inte, ring ${clinic.phone}.`,
  }),
  'visits-cancelled': ({ clinic, visits, link }) => ({
    subject: `Avbokat besök hos ${clinic.name}`,
    parts: [
      { words: visits.length > 1 ? 'De här besöken är avbokade:' : 'Det här besöket är avbokat:' },
      { list: visits },
      { words: 'Här ser du vad som fortfarande är bokat', link },
      { words: `Undrar du något, ring oss på ${clinic.phone}.` },
    ],
    sms: `${clinic.name}: avbokat ${visits[0] ?? ''}${andMore(visits)}. Vad som är kvar: ${link}`,
  }),
  'reminder-days': ({ clinic, visits, link }) => ({
    subject: `Påminnelse om ditt besök hos ${clinic.name}`,
    parts: [
      { words: 'Vi ses snart:' },
      { list: visits },
      { words: `Adress: ${clinic.address}` },
      { words: 'Har något kommit emellan? Här kan du flytta eller avboka', link },
      { words: `Passar ingen tid där, ring oss på ${clinic.phone}.` },
    ],
    sms: `${clinic.name}: vi ses ${visits[0] ?? ''}. Har något kommit emellan? Flytta eller avboka: ${link}`,
  }),
  'reminder-hours': ({ clinic, visits, link }) => ({
    subject: `Påminnelse om ditt besök hos ${clinic.name}`,
    parts: [
      { words: 'Vi ser fram emot att träffa dig:' },
      { list: visits },
      { words: `Adress: ${clinic.address}` },
      { words: `Blir du sen, ring oss på ${clinic.phone}.` },
      { words: 'Dina tider', link },
    ],
    sms: `${clinic.name}: vi ses ${visits[0] ?? ''}, ${clinic.address}. Blir du sen, ring ${clinic.phone}.`,
  }),
  'question-answered': ({ clinic, reply, link }) => ({
    subject: `Svar från ${clinic.name}`,
    parts: [
      ...paragraphsOf(reply),
      ...(link === '' ? [] : [{ words: 'Här ser du tider, och dina uppgifter är redan ifyllda', link }]),
      { words: `Undrar du något mer, ring oss på ${clinic.phone}.` },
      { words: clinic.name },
    ],
    sms: `${clinic.name}: ${inOneLine(reply)}${link === '' ? '' : ` Tider: ${link}`}`,
  }),
}
