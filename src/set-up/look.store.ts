import { sql } from 'kysely'
import type { ClinicTransaction } from '#platform/db'
import type { Look, Logo } from './contract.ts'
import type { Colours } from './pure/index.ts'

export async function getLook(trx: ClinicTransaction): Promise<Look> {
  const row = await trx
    .selectFrom('clinic')
    .leftJoin('clinic_logo', 'clinic_logo.clinic_id', 'clinic.clinic_id')
    .select(['act_light', 'act_dark', 'warmth_light', 'warmth_dark'])
    .select(sql<string | null>`left(md5(clinic_logo.bytes), 12)`.as('logo'))
    .where('clinic.clinic_id', '=', trx.clinic)
    .executeTakeFirstOrThrow()
  const colours = {
    ...(row.act_light && { actLight: row.act_light }),
    ...(row.act_dark && { actDark: row.act_dark }),
    ...(row.warmth_light && { warmthLight: row.warmth_light }),
    ...(row.warmth_dark && { warmthDark: row.warmth_dark }),
  }
  return { colours, logo: row.logo ?? undefined }
}

export async function updateColours(trx: ClinicTransaction, colours: Colours): Promise<void> {
  await trx
    .updateTable('clinic')
    .set({
      act_light: colours.actLight ?? null,
      act_dark: colours.actDark ?? null,
      warmth_light: colours.warmthLight ?? null,
      warmth_dark: colours.warmthDark ?? null,
    })
    .where('clinic_id', '=', trx.clinic)
    .execute()
}

export async function findLogo(trx: ClinicTransaction): Promise<Logo | undefined> {
  return trx
    .selectFrom('clinic_logo')
    .select(['kind', 'bytes'])
    .where('clinic_id', '=', trx.clinic)
    .executeTakeFirst()
}

export async function replaceLogo(trx: ClinicTransaction, logo: Logo | undefined): Promise<void> {
  await trx.deleteFrom('clinic_logo').where('clinic_id', '=', trx.clinic).execute()
  if (logo === undefined) return
  await trx
    .insertInto('clinic_logo')
    .values({ clinic_id: trx.clinic, kind: logo.kind, bytes: logo.bytes })
    .execute()
}
