import type { Contact } from '#clinic/contract'
import type { Language } from '#platform/language'

export type Client = {
  readonly id: string
  readonly name: string
  /** Empty where she has none: somebody who books by phone need not have one. */
  readonly email: string
  /** E.164; empty where she has none. */
  readonly phone: string
  readonly contact: Contact
  readonly language: Language
  /** The card that this one was merged into. */
  readonly mergedInto: string | null
}

/** Why two cards may be the same person's. */
export type Likeness = 'phone' | 'email' | 'name'

/** Another card that is possibly the same person's. */
export type PossiblySame = { readonly client: Client; readonly why: readonly Likeness[] }

export type Note = {
  readonly id: string
  readonly body: string
  readonly writtenBy: string
  /** Minutes since 1970. */
  readonly writtenAt: number
}

export type Merge = {
  readonly id: string
  readonly kept: string
  readonly merged: string
  readonly mergedName: string
  /** Minutes since 1970. */
  readonly mergedAt: number
}

/** What cannot be taken of a line, in which field, and why. */
export type LineFault<Field extends string, Reason extends string> = {
  readonly line: number
  readonly field: Field | 'line'
  readonly reason: Reason
  /** The earlier line that says the same. */
  readonly other?: number
}

/** A file of lines and columns as it was sent. `line` is the file's own, counted from 1, the header among them. */
export type Table = {
  readonly header: readonly string[]
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
}
