/** Tells a database that is away for a moment from a breakage of ours: the first passes, and says when to come back. */

// Shutting down, crashed, starting (57P01-57P03), connection exceptions (class 08), and what sockets say.
const codes = /^(57P0[123]|08\w{3}|ENOENT|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/
const words =
  /^(Connection terminated|timeout exceeded when trying to connect|terminating connection|Client has encountered a connection error)/

export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (words.test(error.message)) return true
  if (!('code' in error) || typeof error.code !== 'string' || !codes.test(error.code)) return false
  // A file that is missing has the same code as a socket that is.
  return error.code !== 'ENOENT' || ('syscall' in error && error.syscall === 'connect')
}
