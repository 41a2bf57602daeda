/**
 * How many messages an SMS goes as, which is what it costs. A text that the telephone's own alphabet (GSM 03.38) can
 * write has 160 signs in one, or 153 in each of several, since each then carries its place in the row; a few signs
 * take two. One sign outside that alphabet, a dash or a curled quotation mark will do, and every sign is written in
 * two bytes: 70 in one, 67 in each of several. Swedish letters are inside it.
 */
export type SmsLength = {
  readonly signs: number
  readonly messages: number
  /** Signs that make it twice as long, each once. */
  readonly costly: readonly string[]
}

export function smsLength(text: string): SmsLength {
  const costly = [...new Set(text)].filter((sign) => !basic.has(sign) && !extended.has(sign))
  const signs =
    costly.length > 0 ? text.length : [...text].reduce((sum, sign) => sum + (extended.has(sign) ? 2 : 1), 0)
  const { one, several } = costly.length > 0 ? { one: 70, several: 67 } : { one: 160, several: 153 }
  return { signs, messages: signs <= one ? Math.min(signs, 1) : Math.ceil(signs / several), costly }
}

const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const extended = new Set('\f^{}\\[~]|€')
