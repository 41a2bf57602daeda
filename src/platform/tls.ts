/** The certificate that the clinic's own server shows: read, checked, and read again when it is renewed. */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync, unwatchFile, watchFile } from 'node:fs'

export type TlsFiles = { readonly cert: string; readonly key: string }

export type Certificate = { readonly cert: Buffer; readonly key: Buffer; readonly validUntil: Date }

/** Throws one sentence when the files are missing, are not what they should be, or do not belong together. */
export function readCertificate(files: TlsFiles): Certificate {
  const cert = readOne('LYSTER_TLS_CERT', files.cert)
  const key = readOne('LYSTER_TLS_KEY', files.key)
  const shown = parsed('LYSTER_TLS_CERT', files.cert, () => new X509Certificate(cert))
  const secret = parsed('LYSTER_TLS_KEY', files.key, () => createPrivateKey(key))
  if (!shown.checkPrivateKey(secret)) {
    throw new Error(`LYSTER_TLS_KEY (${files.key}) is not the key of LYSTER_TLS_CERT (${files.cert}).`)
  }
  return { cert, key, validUntil: new Date(shown.validTo) }
}

/** Calls when the certificate has been renewed: on SIGHUP, or when a file has changed. Returns what ends it. */
export function onRenewal(files: TlsFiles, renewed: () => void): () => void {
  const changed = () => renewed()
  const paths = [files.cert, files.key]
  for (const path of paths) watchFile(path, { interval: 5_000, persistent: false }, changed)
  process.on('SIGHUP', changed)
  return () => {
    for (const path of paths) unwatchFile(path, changed)
    process.off('SIGHUP', changed)
  }
}

function readOne(setting: string, path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new Error(`${setting} names the file ${path}, which cannot be read (${code}).`, { cause: error })
  }
}

function parsed<T>(setting: string, path: string, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new Error(`${setting} names the file ${path}, which holds nothing of that kind in PEM form.`, {
      cause: error,
    })
  }
}
