import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { findProgram } from '../../scripts/server-programs.ts'
import { freePort } from './free-port.ts'
import { keepServer, type PrivateServer } from './keep-server.ts'
import type { KeeperJob } from './keeper.ts'
import { scratchFolder } from './scratch-folder.ts'

export interface PostgresOptions {
  /** Keeps the data on a disk; default: in memory where there is room. */
  readonly onDisk?: boolean
  /** Further settings, e.g. `{ max_connections: '5' }`. */
  readonly settings?: Readonly<Record<string, string>>
}

/** Starts a PostgreSQL of one's own on a free port with a temporary data directory; about two seconds. Disposing ends it (SIGQUIT). */
export async function startPostgres(options: PostgresOptions = {}): Promise<PrivateServer> {
  for (let attempt = 1; ; attempt++) {
    const started = await tryToStart(await freePort(), options)
    if (typeof started !== 'string') return started
    // Another process may have taken the port between our look and the server's bind.
    if (attempt === 3 || !/could not bind/.test(started)) throw new Error(`postgres did not start:\n${started}`)
  }
}

async function tryToStart(port: number, options: PostgresOptions): Promise<PrivateServer | string> {
  const program = findProgram('postgres')
  if (program === null) throw new Error('postgres is missing: npm run install-servers')
  const user = anotherThanRoot()
  const directory = scratchFolder('postgres', options.onDisk)
  const password = randomBytes(12).toString('hex')
  const passwordFile = join(directory, 'password')
  writeFileSync(passwordFile, password)
  if (user !== null) giveTo(user, [passwordFile, directory])
  const data = join(directory, 'data')
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: directory,
    // No durability: the data dies with the server.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '2GB',
    shared_buffers: '256MB',
    max_connections: '100',
    // What a session forgets to say for itself shows at once.
    timezone: 'Asia/Kolkata',
    datestyle: 'SQL, DMY',
    bytea_output: 'escape',
    extra_float_digits: '0',
    default_transaction_isolation: 'repeatable read',
    lc_messages: 'C',
    ...options.settings,
  }
  const job: KeeperJob = {
    directory,
    log: join(directory, 'server.log'),
    prepare: {
      program: join(dirname(program), 'initdb'),
      args: [
        ...['--pgdata', data, '--username', 'typeline', '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
        ...['--encoding', 'UTF8', '--locale', 'C', '--no-sync', ...linguistic(program)],
      ],
      input: '',
    },
    server: {
      program,
      args: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    },
    // Killed it would leave its shared memory behind.
    end: 'SIGQUIT',
    ...(user === null ? {} : { user }),
  }
  const url = `postgres://typeline:${password}@127.0.0.1:${port}`
  return await keepServer(job, url, () => answers(url))
}

/** A database that sorts as people do shows where a collation was forgotten; servers since 15 bring one that needs no locale of the system. */
function linguistic(program: string): readonly string[] {
  const version = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout
  return Number(/(\d+)/.exec(version)?.[1] ?? 0) >= 15 ? ['--locale-provider', 'icu', '--icu-locale', 'en-US'] : []
}

/** PostgreSQL refuses to be run by root, and its user must be one that the system knows. */
function anotherThanRoot(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find(([one]) => one === name) ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error('PostgreSQL refuses to be run by root, and there is neither a user postgres nor a user nobody.')
}

/** Not possible in a container whose root is nobody's root outside. */
function giveTo(user: { readonly uid: number; readonly gid: number }, paths: readonly string[]): void {
  try {
    for (const path of paths) chownSync(path, user.uid, user.gid)
  } catch (error) {
    for (const path of paths) rmSync(path, { recursive: true, force: true })
    throw new Error(
      'PostgreSQL refuses to be run by root, and no file can be given to another user here. Run the tests as an ordinary user, or name a server in TEST_POSTGRES_URL.',
      { cause: error },
    )
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: `${url}/postgres`, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}
