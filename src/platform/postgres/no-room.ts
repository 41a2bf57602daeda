/** A full disk and one that cannot be written to, told in one sentence whatever the program that met them said. */
import { statfsSync } from 'node:fs'
import { errorCode } from './error-code.ts'

/** The error itself where it is neither. */
export function inWordsOfTheDisk(error: unknown, folder: string): unknown {
  const words = wordsOf(error)
  if (/ENOSPC|EDQUOT|No space left on device|Check free disk space|Disk quota exceeded/.test(words)) {
    return new Error(
      `The disk is full: ${megabytesFree(folder)} MB are left for ${folder}, and Lyster needs at least 500. Make room and start it again; nothing that was booked is lost.`,
      { cause: error },
    )
  }
  if (/EROFS|Read-only file system|EACCES|EPERM/.test(words)) {
    return new Error(
      `The folder ${folder} cannot be written to (${/EROFS|Read-only/.test(words) ? 'the file system is read-only' : errorCode(error)}): let the user who starts Lyster write there, or set LYSTER_DATA to another folder.`,
      { cause: error },
    )
  }
  return error
}

/** With those of the programs that it comes from. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const told = 'stderr' in error ? String(error.stderr) : ''
  return [errorCode(error), error.message, told, error.cause ? wordsOf(error.cause) : ''].join(' ')
}

function megabytesFree(folder: string): string {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return String(Math.floor((bavail * bsize) / 1_000_000))
  } catch {
    return 'no'
  }
}
