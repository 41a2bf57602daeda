import { join } from 'node:path'
import type { Folders } from './folders.ts'

/** On the command line, so that neither ALTER SYSTEM nor a file in the cluster can loosen them. */
export function settingsFor(folders: Folders, place: { readonly port: number }): Record<string, string> {
  const onWindows = process.platform === 'win32'
  return {
    cluster_name: 'lyster',
    listen_addresses: onWindows ? '127.0.0.1' : '',
    port: String(place.port),
    ...(onWindows
      ? {}
      : { unix_socket_directories: quoted(folders.socket), unix_socket_permissions: '0700' }),
    max_connections: '60',
    // A backup takes one of each while it runs (src/platform/backup).
    wal_level: 'replica',
    max_wal_senders: '4',
    max_replication_slots: '4',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    // After a crash of one backend the supervisor decides, not Postgres: it may have been the disk.
    restart_after_crash: 'off',
    deadlock_timeout: '200ms',
    log_lock_waits: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'on',
    log_directory: join(folders.log),
    // Seven files by weekday, each written over a week later.
    log_filename: 'postgres-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_file_mode: '0600',
  }
}

export function asArguments(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** The setting is a list: a comma in a folder's name must not part it. */
function quoted(path: string): string {
  return `"${path.replaceAll('"', '""')}"`
}
