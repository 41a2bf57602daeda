/** What every page of the set-up begins and ends with: may she, what is there, and a line of who changed what. */
import { redirect, type RouterContextProvider } from 'react-router'
import { addAudit } from '#clinic'
import { canSend } from '#messages'
import { requestContext } from '#platform/context'
import type { ClinicTransaction } from '#platform/db'
import { readSetUp, whatIsThere } from '#set-up'
import type { SetUp } from '#set-up/contract'
import { isDone, lacksOf, steps } from '#set-up/pure'
import { atWorkFor } from '../may.server.ts'
import type { AtWork } from '../staff-context.ts'
import type { FrameProps } from './set-up-frame.panel.tsx'
import type { SetUpPage } from './set-up-words.ts'

type Context = Readonly<RouterContextProvider>

export type PageReading = { readonly atWork: AtWork; readonly setUp: SetUp; readonly frame: FrameProps }

export async function readPage(
  { context, url }: { readonly context: Context; readonly url: URL },
  here: SetUpPage,
): Promise<PageReading> {
  const atWork = atWorkFor(context, 'set-up-clinic')
  const { inClinic, config } = context.get(requestContext)
  const setUp = await inClinic(readSetUp)
  const can = canSend(config)
  const there = whatIsThere(setUp, can.email || can.sms)
  const step = steps.find((one) => one === here)
  const frame = {
    language: atWork.language,
    clinic: setUp.clinic.name,
    here,
    steps: steps.map((one) => ({ step: one, done: isDone(one, there) })),
    lacks: step ? lacksOf(step, there) : [],
    saved: url.searchParams.has('saved'),
    demonstration: setUp.clinic.demonstration,
  }
  return { atWork, setUp, frame }
}

/** Runs a change in the clinic and writes down who made it; a refusal undoes both. */
export async function change<T>(
  context: Context,
  what: SetUpPage,
  work: (trx: ClinicTransaction) => Promise<T>,
): Promise<T> {
  const { staff, clinic } = atWorkFor(context, 'set-up-clinic')
  const { inClinic, now } = context.get(requestContext)
  return inClinic(async (trx) => {
    const actor = `staff:${staff.id}` as const
    await addAudit(trx, { at: now(), actor, act: 'clinic-changed', subject: clinic.id, detail: { what } })
    return work(trx)
  })
}

/** Back to a page by GET, with a word that it was saved. */
export function saved(path: string): Response {
  return redirect(`${path}?saved=1`, 303)
}
