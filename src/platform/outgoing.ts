/** What goes out of the house, and what can come of a try. */
export type SendOutcome =
  | { readonly sent: true }
  | {
      readonly sent: false
      /** In doubt: it was handed over, and no answer came. */
      readonly again: 'later' | 'never' | 'in-doubt'
      readonly why: 'no-answer' | 'later' | 'refused' | 'sign-in' | 'address' | 'in-doubt'
      /** What the server answered with. */
      readonly code?: number | undefined
    }

export type Mail = {
  /** Makes the Message-ID, so that a repeat can be known for one. */
  readonly id: string
  readonly from: string
  readonly replyTo: string
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly calendar?: { readonly fileName: string; readonly method: string; readonly text: string }
}

export type Sms = { readonly to: string; readonly text: string }
