/** The code that Node and Postgres put on their errors: 'ENOENT', '57P03'; '' when there is none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
