import type { ClinicTransaction, Refusal } from '#platform/db'
import { findLogo, getLook, replaceLogo, updateColours } from './look.store.ts'
import { updateClinic } from './clinic.store.ts'
import type { Logo, Look } from './contract.ts'
import { type Colours, type FaintColour, faintColours, pictureKind } from './pure/index.ts'

/** The table's own check says the same. */
const largestLogo = 300 * 1024

/** The clinic's colours, and which logo it has. */
export async function readLook(trx: ClinicTransaction): Promise<Look> {
  return getLook(trx)
}

export async function readLogo(trx: ClinicTransaction): Promise<Logo | undefined> {
  return findLogo(trx)
}

/** All four at once: one that is left out is Lyster's own again. */
export async function setColours(
  trx: ClinicTransaction,
  colours: Colours,
): Promise<{ readonly set: true } | (Refusal<'too-faint'> & { readonly faint: readonly FaintColour[] })> {
  const faint = faintColours(colours)
  if (faint.length > 0) return { refused: 'too-faint', faint }
  await updateColours(trx, colours)
  return { set: true }
}

/** A picture in the wordmark's place; undefined takes it away. */
export async function setLogo(
  trx: ClinicTransaction,
  bytes: Uint8Array | undefined,
): Promise<{ readonly set: true } | Refusal<'no-picture' | 'too-large'>> {
  if (bytes && bytes.length > largestLogo) return { refused: 'too-large' }
  const kind = bytes && pictureKind(bytes)
  if (bytes && !kind) return { refused: 'no-picture' }
  await replaceLogo(trx, bytes && kind && { kind, bytes })
  return { set: true }
}

/** When no message goes out, on the clinic's wall clock, 'HH:MM'; the same time twice means that no hour is quiet. */
export async function setQuietHours(
  trx: ClinicTransaction,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<void> {
  await updateClinic(trx, { quiet_from: from, quiet_until: until })
}
