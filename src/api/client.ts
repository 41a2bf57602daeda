import { z } from '@hono/zod-openapi'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** Control characters, halves of a character, and marks that turn the direction of what stands around them. */
const unreadable = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u

const readable = z.string().refine((text) => !unreadable.test(text), { error: 'invalid-field', abort: true })

export const clientFaults = ['invalid-name', 'invalid-email', 'invalid-phone'] as const

/** Only what is listed here is taken; whoever sends more is told. */
export const client = z
  .strictObject({
    name: readable
      .trim()
      .min(1)
      .max(200)
      .refine((text) => /\p{L}/u.test(text), { error: 'invalid-name' }),
    email: z
      .string()
      .trim()
      .min(1)
      .max(254)
      .pipe(z.email({ error: 'invalid-email' }))
      .openapi({ type: 'string', format: 'email', maxLength: 254 }),
    phone: z
      .string()
      .trim()
      .min(1)
      .max(40)
      .transform((text, ctx) => {
        const number = parsePhoneNumberFromString(text, 'SE')
        if (number?.isValid() && !number.ext) return number.number
        ctx.addIssue({ code: 'custom', message: 'invalid-phone' })
        return z.NEVER
      })
      .openapi({ type: 'string', maxLength: 40, description: 'With the country code unless it is Swedish' }),
    contact: z.enum(['email', 'sms', 'phone']).openapi({ description: 'How she wants to be reached' }),
  })
  .openapi('NewClient')
