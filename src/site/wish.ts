/**
 * What a client wishes for, as the address of the page says it: any of it may be missing, and nothing of what she
 * chose is lost when a part cannot be used.
 */
import type { Temporal } from 'temporal-polyfill'
import type { Resource, Service } from '#clinic/contract'
import {
  readWhen,
  shortValue,
  type When,
  type WhenFault,
  type WhenValues,
  whenValuesFrom,
  writeWhen,
} from './when.ts'

/** The form's own values, as they are shown again. */
export type WishValues = WhenValues & {
  readonly service: string
  readonly therapist: string
  /** From a link that the clinic sent: who she is, is known already (questions/kept-details.ts). */
  readonly kept: string
}

export type Wish = When & { readonly service: Service; readonly therapist?: string }

export type WishFault = WhenFault | 'service' | 'therapist'

type Choices = {
  readonly services: readonly Service[]
  readonly therapists: readonly Resource[]
  readonly today: Temporal.PlainDate
}

export function wishValuesFrom(query: URLSearchParams): WishValues {
  return {
    service: shortValue(query, 'service'),
    therapist: shortValue(query, 'therapist') || 'any',
    kept: shortValue(query, 'kept'),
    ...whenValuesFrom(query),
  }
}

export function readWish(
  values: WishValues,
  { services, therapists, today }: Choices,
): { readonly wish: Wish } | { readonly faults: readonly WishFault[] } {
  const service = services.find((one) => one.id === values.service)
  const therapist = therapists.find((one) => one.id === values.therapist)
  const read = readWhen(values, today)
  const faults: WishFault[] = []
  if (!service) faults.push('service')
  if (values.therapist !== 'any' && !therapist) faults.push('therapist')
  if ('faults' in read) faults.push(...read.faults)
  if (!service || 'faults' in read || faults.length > 0) return { faults }
  return { wish: { service, ...(therapist && { therapist: therapist.id }), ...read.when } }
}

/** The query that says the same wish again. */
export function queryFrom(values: WishValues): string {
  const query = new URLSearchParams({ service: values.service })
  if (values.therapist !== 'any') query.set('therapist', values.therapist)
  if (values.kept !== '') query.set('kept', values.kept)
  return writeWhen(query, values).toString()
}
