import { createReadStream } from 'node:fs'
import { Client, type Connection, type Submittable } from 'pg'
import { startPostgres } from '../../test/servers/start-postgres.ts'

/** Takes back what the tests' servers leave out for speed: figures are those of a durable server with PostgreSQL's defaults. */
const durable = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_level: 'replica',
  max_wal_senders: '10',
  max_wal_size: '1GB',
  shared_buffers: '128MB',
}

export function startBenchPostgres(): ReturnType<typeof startPostgres> {
  return startPostgres({ settings: durable })
}

/** The server as its own driver shows it, for limits: nothing of the loader is in between. */
export class RawPostgres implements AsyncDisposable {
  readonly #client: Client

  static async open(url: string): Promise<RawPostgres> {
    const client = new Client({ connectionString: url })
    await client.connect()
    return new RawPostgres(client)
  }

  private constructor(client: Client) {
    this.#client = client
  }

  async run(...statements: readonly string[]): Promise<void> {
    for (const sql of statements) await this.#client.query(sql)
  }

  /** COPY FROM STDIN of a file of ready-made rows. */
  async copyFile(table: string, file: string): Promise<void> {
    const copy = new Copy(`COPY ${table} FROM STDIN`, file)
    this.#client.query(copy)
    await copy.ended.promise
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.end()
  }
}

/** Sends a file as CopyData messages (PostgreSQL manual, Message Formats), as fast as the server takes them. */
class Copy implements Submittable {
  readonly ended = Promise.withResolvers<void>()
  readonly #sql: string
  readonly #file: string

  constructor(sql: string, file: string) {
    this.#sql = sql
    this.#file = file
  }

  submit(connection: Connection): void {
    connection.query(this.#sql)
  }

  handleCopyInResponse(connection: Connection): void {
    this.#send(connection).catch((error: unknown) => this.ended.reject(error))
  }

  async #send({ stream }: Connection): Promise<void> {
    for await (const chunk of createReadStream(this.#file, { highWaterMark: 1024 * 1024 })) {
      const header = Buffer.from([0x64, 0, 0, 0, 0])
      header.writeUInt32BE(chunk.length + 4, 1)
      stream.cork()
      stream.write(header)
      const goOn = stream.write(chunk)
      stream.uncork()
      if (!goOn) await new Promise((resolve) => stream.once('drain', resolve))
    }
    stream.write(Buffer.from([0x63, 0, 0, 0, 4]))
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.ended.resolve()
  }

  handleError(error: unknown): void {
    this.ended.reject(error)
  }
}
