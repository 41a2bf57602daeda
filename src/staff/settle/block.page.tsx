import { data, redirect } from 'react-router'
import { z } from 'zod'
import { addAudit, readResources } from '#clinic'
import { requestContext } from '#platform/context'
import type { ClinicTransaction } from '#platform/db'
import { dayIn, instantFrom } from '#platform/time'
import { m } from '#platform/words'
import { giveTimeBack, listComingTimesOff, takeTimeOff } from '#set-up'
import type { Route } from './+types/block.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { blockFieldsFrom, readBlock } from './block-form.server.ts'
import { BlockPanel } from './block.panel.tsx'
import { timeOffInWords } from './time-off-words.ts'

/** A new block, or one that is there. */
export async function loader({ params, url, context }: Route.LoaderArgs) {
  const { clinic, language } = atWorkFor(context, 'block-time')
  const { inClinic, now } = context.get(requestContext)
  const wanted = params.timeOff
  const { resources, block } = await inClinic(async (trx) => ({
    resources: await readResources(trx),
    block: wanted === undefined ? undefined : await findBlock(trx, wanted, now()),
  }))
  if (wanted !== undefined && !block) throw data(null, { status: 404 })
  return {
    language,
    clinic: clinic.name,
    resources: resources.map(({ id, name }) => ({ value: id, words: name })),
    fields: blockFieldsFrom(url.searchParams, { zone: clinic.zone, now: now() }),
    block: block && {
      ...timeOffInWords(block, { zone: clinic.zone, language }),
      why: block.why,
      visits: block.touches.length,
      id: block.id,
      day: dayIn(clinic.zone, instantFrom(block.start)).toString(),
    },
  }
}

/** Blocks a stretch, and leads to the visits in it where there are any; or gives it back. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const { staff, clinic, language } = atWorkFor(context, 'block-time')
  const { inClinic, now } = context.get(requestContext)
  const by = { at: now(), actor: `staff:${staff.id}` } as const
  const values = await readForm(request)
  const id = params.timeOff
  if (id !== undefined) {
    const day = await inClinic(async (trx) => {
      const block = await findBlock(trx, id, now())
      if (!block) return undefined
      await giveTimeBack(trx, block.id, 'block')
      await addAudit(trx, { ...by, act: 'time-given-back', subject: block.id })
      return dayIn(clinic.zone, instantFrom(block.start)).toString()
    })
    throw redirect(day === undefined ? '/staff/day' : `/staff/day/${day}?unblocked=1`, 303)
  }
  const read = readBlock(values, clinic.zone, language)
  if ('problems' in read) return data({ values, problems: read.problems }, { status: 422 })
  const answer = await inClinic(async (trx) => {
    const taken = await takeTimeOff(trx, [{ ...read.time, isBlock: true }])
    if ('refused' in taken) return taken
    const [block = ''] = taken.taken
    await addAudit(trx, { ...by, act: 'time-blocked', subject: block })
    return { block, touched: (await findBlock(trx, block, now()))?.touches.length ?? 0 }
  })
  if (!('refused' in answer)) {
    const day = dayIn(clinic.zone, read.time.from).toString()
    throw redirect(
      answer.touched > 0 ? `/staff/settle/${answer.block}` : `/staff/day/${day}?blocked=${answer.block}`,
      303,
    )
  }
  const locale = { locale: language }
  const problems =
    answer.refused === 'unknown-resource'
      ? { whose: m.setup_missing({}, locale) }
      : { 'until-time': m.setup_ends_before({}, locale) }
  return data({ values, problems }, { status: 422 })
}

async function findBlock(trx: ClinicTransaction, id: string, now: Parameters<typeof listComingTimesOff>[1]) {
  if (!z.uuid().safeParse(id).success) return undefined
  return (await listComingTimesOff(trx, now)).find((time) => time.id === id && time.isBlock)
}

export default function BlockPage({ loaderData, actionData }: Route.ComponentProps) {
  return <BlockPanel {...loaderData} sent={actionData} />
}
