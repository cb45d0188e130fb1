import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  mysqlDatabase,
  type PrivateServer,
  postgresDatabase,
  startMariadb,
  startPostgres,
  type TestDatabase,
} from '../../servers/index.ts'

/** How a server of one's own is started that other hosts reach at `address`, from all of `network`. */
export interface ReachableServer {
  /** `folder`: for its rules. */
  start(address: string, network: string, folder: string): Promise<PrivateServer>
  database(server: string): Promise<TestDatabase>
}

export const reachableServers: Readonly<Record<'mysql' | 'postgres', ReachableServer>> = {
  mysql: {
    start: (address) => startMariadb({ args: [`--bind-address=127.0.0.1,${address}`] }),
    database: mysqlDatabase,
  },
  postgres: {
    start(address, network, folder) {
      const rules = join(folder, 'pg_hba.conf')
      writeFileSync(rules, ['127.0.0.1/32', network].map((from) => `host all all ${from} scram-sha-256\n`).join(''))
      // PostgreSQL is run by another user.
      chmodSync(folder, 0o755)
      return startPostgres({ settings: { listen_addresses: `127.0.0.1,${address}`, hba_file: rules } })
    },
    database: postgresDatabase,
  },
}
