import { createReadStream } from 'node:fs'
import { type Connection, createConnection, type QueryOptions, type ResultSetHeader } from 'mysql2'
import { startMariadb } from '../../test/servers/start-mariadb.ts'

/** Options that take back what the tests' servers leave out for speed: figures are those of a durable server. */
const durable = [
  '--innodb-flush-log-at-trx-commit=1',
  '--innodb-flush-method=O_DIRECT',
  '--innodb-doublewrite=1',
  '--innodb-log-file-size=96M',
]

/** A MariaDB of the bench's own, with MariaDB's defaults but for the buffer pool and local_infile. */
export function startMysql(rows: number): ReturnType<typeof startMariadb> {
  return startMariadb({
    onDisk: true,
    args: [...durable, `--innodb-buffer-pool-size=${rows >= 1_000_000 ? '2G' : '512M'}`],
  })
}

/** The server as its own driver shows it, for limits: nothing of the loader is in between. */
export class RawMysql implements AsyncDisposable {
  readonly #connection: Connection

  static async open(url: string): Promise<RawMysql> {
    const connection = createConnection({ uri: url, rowsAsArray: true })
    await new Promise<void>((resolve, reject) =>
      connection.connect((error) => (error === null ? resolve() : reject(error))),
    )
    return new RawMysql(connection)
  }

  private constructor(connection: Connection) {
    this.#connection = connection
  }

  async run(...statements: readonly string[]): Promise<void> {
    for (const sql of statements) await this.#query({ sql })
  }

  /** The first cell of a query. */
  async cell(sql: string): Promise<unknown> {
    const rows = (await this.#query({ sql })) as readonly (readonly unknown[])[]
    return rows[0]?.[0]
  }

  /** LOAD DATA LOCAL of a file of ready-made rows. */
  async loadFile(table: string, file: string): Promise<void> {
    const header = (await this.#query({
      sql: `LOAD DATA LOCAL INFILE 'ready' INTO TABLE ${table} CHARACTER SET utf8mb4`,
      infileStreamFactory: () => createReadStream(file, { highWaterMark: 1024 * 1024 }),
    })) as ResultSetHeader
    if (header.warningStatus > 0) throw new Error(`LOAD DATA into ${table} warns.`)
  }

  /** Reads a query to its end, keeping nothing; gives the rows. */
  async readOut(sql: string): Promise<number> {
    let rows = 0
    await new Promise<void>((resolve, reject) => {
      const query = this.#connection.query(sql)
      query.on('result', () => {
        rows += 1
      })
      query.on('error', reject)
      query.on('end', () => resolve())
    })
    return rows
  }

  #query(options: QueryOptions): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#connection.query(options, (error, result) => (error === null ? resolve(result) : reject(error)))
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => this.#connection.end(() => resolve()))
  }
}
