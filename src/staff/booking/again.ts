/** The mark of a request by which an open board draws itself anew, which nobody has asked for with her hand. */
const againHeader = 'lyster-again'

export const againHeaders = { [againHeader]: 'yes' }

export function isAgain({ headers }: Request): boolean {
  return headers.get(againHeader) === 'yes'
}
