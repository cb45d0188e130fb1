import { accessSync, constants, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A database server that the tests start for themselves; a further engine is a further entry. */
export interface ServerProgram {
  /** The engine's name in tests and messages. */
  readonly engine: 'mysql' | 'postgres' | 'redis'
  readonly title: string
  /** The server's own program. */
  readonly program: string
  /** The same binary under another name: it acts as the server when its argv[0] says so. */
  readonly sameBinary?: string
  /** Brings the program without a service; the first that apt knows is taken. */
  readonly aptPackages: readonly string[]
  /** The package would make a database cluster and start it: see without-cluster.ts. */
  readonly makesCluster?: true
  /** What to type where there is no apt. */
  readonly elsewhere: string
}

export const serverPrograms: readonly ServerProgram[] = [
  {
    engine: 'mysql',
    title: 'MariaDB',
    program: 'mariadbd',
    // Ubuntu 22.04 carries the version in the name, newer ones and Debian do not.
    aptPackages: ['mariadb-server-core', 'mariadb-server-core-10.6'],
    elsewhere: 'brew install mariadb (macOS), dnf install mariadb-server (Fedora), pacman -S mariadb (Arch)',
  },
  {
    engine: 'postgres',
    title: 'PostgreSQL',
    program: 'postgres',
    aptPackages: ['postgresql'],
    makesCluster: true,
    elsewhere:
      'brew install postgresql@17 (macOS), dnf install postgresql-server (Fedora), pacman -S postgresql (Arch)',
  },
  {
    engine: 'redis',
    title: 'Redis',
    program: 'redis-server',
    // Debian's and Ubuntu's package redis-server registers a service and starts it; all that it adds to redis-tools is that service and a link
    // named redis-server to this file. Redis builds one binary for both (its Makefile copies it), which goes by the name it is called by.
    sameBinary: 'redis-check-rdb',
    aptPackages: ['redis-tools'],
    elsewhere: 'brew install redis (macOS), dnf install redis or valkey-compat-redis (Fedora), pacman -S valkey (Arch)',
  },
]

/** The path of the file that is the server, or null where it is not installed. */
export function findServer({ program, sameBinary }: ServerProgram): string | null {
  return findProgram(program) ?? (sameBinary === undefined ? null : findProgram(sameBinary))
}

// Servers often stand outside an ordinary user's PATH.
const folders = ['/usr/sbin', '/usr/libexec', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin', '/usr/bin']

/** The full path of a server's program, or null where it is not installed. */
export function findProgram(program: string): string | null {
  for (const folder of [...(process.env['PATH'] ?? '').split(delimiter), ...folders, ...versionFolders()]) {
    if (folder === '') continue
    const path = join(folder, program)
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      // Not here: the next folder.
    }
  }
  return null
}

/** Debian keeps PostgreSQL's servers apart by version, Homebrew too; the newest first. */
function versionFolders(): readonly string[] {
  const places = [
    { root: '/usr/lib/postgresql', folder: /^(\d+)$/ },
    { root: '/opt/homebrew/opt', folder: /^postgresql@(\d+)$/ },
    { root: '/usr/local/opt', folder: /^postgresql@(\d+)$/ },
  ]
  return places.flatMap(({ root, folder }) =>
    entries(root)
      .flatMap((name) => {
        const version = folder.exec(name)?.[1]
        return version === undefined ? [] : [{ name, version: Number(version) }]
      })
      .sort((left, right) => right.version - left.version)
      .map(({ name }) => join(root, name, 'bin')),
  )
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
