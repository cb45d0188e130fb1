import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { findProgram } from '../../scripts/server-programs.ts'
import { freePort } from './free-port.ts'
import { keepServer, type PrivateServer } from './keep-server.ts'
import type { KeeperJob } from './keeper.ts'
import { scratchFolder } from './scratch-folder.ts'

export interface MariadbOptions {
  /** Keeps the data on a disk; default: in memory where there is room. */
  readonly onDisk?: boolean
  /** Further options of mariadbd, e.g. `--local-infile=0`. */
  readonly args?: readonly string[]
}

/** Starts a MariaDB of one's own on a free port with a temporary data directory; about half a second. Disposing kills it (SIGKILL). */
export async function startMariadb(options: MariadbOptions = {}): Promise<PrivateServer> {
  for (let attempt = 1; ; attempt++) {
    const started = await tryToStart(await freePort(), options)
    if (typeof started !== 'string') return started
    // Another process may have taken the port between our look and the server's bind.
    if (attempt === 3 || !/Can't start server: Bind/.test(started))
      throw new Error(`mariadbd did not start:\n${started}`)
  }
}

async function tryToStart(port: number, options: MariadbOptions): Promise<PrivateServer | string> {
  const program = findProgram('mariadbd')
  if (program === null) throw new Error('mariadbd is missing: npm run install-servers')
  const directory = scratchFolder('mariadb', options.onDisk)
  const log = join(directory, 'server.log')
  const password = randomBytes(12).toString('hex')
  const init = join(directory, 'init.sql')
  writeFileSync(
    init,
    `CREATE USER 'typeline'@'%' IDENTIFIED BY '${password}';\nGRANT ALL ON *.* TO 'typeline'@'%' WITH GRANT OPTION;\n`,
  )
  const data = join(directory, 'data')
  mkdirSync(data)
  const common = [
    '--no-defaults',
    `--datadir=${data}`,
    // A server that starts clears its temporary tables out of here, another server's too.
    `--tmpdir=${directory}`,
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    // No durability: the data dies with the server.
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-flush-method=nosync',
    '--innodb-doublewrite=0',
    '--innodb-log-file-size=64M',
  ]
  const job: KeeperJob = {
    directory,
    log,
    prepare: {
      program,
      args: [...common, '--bootstrap', '--log-warnings=0', '--enforce-storage-engine='],
      input: systemTables(program, data),
    },
    end: 'SIGKILL',
    server: {
      program,
      args: [
        ...common,
        `--init-file=${init}`,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        `--socket=${join(directory, 's')}`,
        `--pid-file=${join(directory, 'pid')}`,
        '--skip-log-bin',
        '--skip-name-resolve',
        '--local-infile=1',
        '--innodb-buffer-pool-size=256M',
        // A server in another zone shows at once where a session forgets to speak UTC.
        '--default-time-zone=+05:30',
        ...(options.args ?? []),
      ],
    },
  }
  const url = `mysql://typeline:${password}@127.0.0.1:${port}`
  return await keepServer(job, url, () => answers(url))
}

/** The SQL that makes a data directory's system tables, as mariadb-install-db sends it (which needs programs of the client package). */
function systemTables(program: string, data: string): string {
  const share = [
    join(dirname(dirname(program)), 'share/mysql'),
    join(dirname(dirname(program)), 'share/mariadb'),
    '/usr/share/mysql',
    '/usr/share/mariadb',
  ].find((folder) => existsSync(join(folder, 'mysql_system_tables.sql')))
  if (share === undefined) throw new Error(`mysql_system_tables.sql was not found beside ${program} (for ${data})`)
  const files = ['mysql_system_tables.sql', 'mysql_performance_tables.sql', 'mysql_system_tables_data.sql']
  const text = files.map((file) => readFileSync(join(share, file), 'utf8')).join('\n')
  return `create database if not exists mysql;\nuse mysql;\nSET @auth_root_socket=NULL;\n${text}`
}

async function answers(url: string): Promise<boolean> {
  try {
    const connection = await createConnection({ uri: url, connectTimeout: 2000 })
    await connection.end()
    return true
  } catch {
    return false
  }
}
