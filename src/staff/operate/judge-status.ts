/**
 * Green, amber or red, part by part. Red is what loses work if it is left until tomorrow; amber is what will; the rest
 * is green. Kept apart from the page, so that the judgement can be read and tested by itself.
 */
export type Light = 'green' | 'amber' | 'red'

export type StatusFacts = {
  readonly backup: { readonly ageHours: number | undefined; readonly broken: number }
  readonly messages: { readonly waiting: number; readonly failed: number; readonly canSend: boolean }
  readonly jobs: { readonly failed: number } | undefined
  readonly disk: 'well' | 'low' | 'full'
  readonly rottenPages: number
}

export type Lights = {
  readonly backup: Light
  readonly messages: Light
  readonly jobs: Light
  readonly disk: Light
  readonly database: Light
}

/** Hours. One is made each night: a day and some, and it has been missed once; two days, and it is not being made. */
const late = { amber: 26, red: 50 }

export function judgeStatus({ backup, messages, jobs, disk, rottenPages }: StatusFacts): Lights {
  const stuck = messages.failed > 0 || (messages.waiting > 0 && !messages.canSend)
  return {
    backup: backup.broken > 0 ? 'red' : judgeAge(backup.ageHours),
    messages: stuck ? 'amber' : 'green',
    jobs: jobs !== undefined && jobs.failed > 0 ? 'amber' : 'green',
    disk: disk === 'full' ? 'red' : disk === 'low' ? 'amber' : 'green',
    database: rottenPages > 0 ? 'red' : 'green',
  }
}

function judgeAge(hours: number | undefined): Light {
  if (hours === undefined || hours > late.red) return 'red'
  return hours > late.amber ? 'amber' : 'green'
}

export function worstOf(lights: Lights): Light {
  const all: readonly Light[] = Object.values(lights)
  return all.includes('red') ? 'red' : all.includes('amber') ? 'amber' : 'green'
}
