import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { Client, type FieldDef } from 'pg'
import { DatabaseError } from '../../errors/index.ts'
import type { Cell, RawRow } from '../../schema/index.ts'
import type { Address } from '../server-address.ts'
import type { Abortable } from '../session.ts'
import { isServerError } from './database-error.ts'
import { Exchange, type ExchangeOptions, type Listener } from './exchange.ts'
import { openingError } from './opening-error.ts'
import { readingSocket } from './reading-socket.ts'
import { rowParser } from './row-parser.ts'
import { ServerMessages } from './server-messages.ts'

export interface Answer {
  /** The command's tag: `UPDATE 3`, `CREATE TABLE`. */
  readonly command: string
  readonly fields: readonly FieldDef[]
  readonly rows: readonly RawRow[]
}

/** One pg connection whose end always reaches the command that runs. */
export class Wire {
  readonly client: Client
  readonly #socket: Socket
  readonly #ssl: boolean
  #messages: ServerMessages | null = null
  #reject: ((error: unknown) => void) | null = null
  #broken: unknown = null

  constructor(client: Client, socket: Socket, ssl: boolean) {
    this.client = client
    this.#socket = socket
    this.#ssl = ssl
    client.on('error', (error) => this.break(error))
    client.on('end', () => this.break(new Error('the server closed it')))
  }

  /** Why this connection is of no use any more; null while it is. */
  get broken(): unknown {
    return this.#broken
  }

  /** Ends the connection at once; the command that runs fails with this reason, later ones too. */
  break(reason: unknown): void {
    this.#broken ??= reason
    this.client.connection.stream.destroy()
    this.#socket.destroy()
    this.#reject?.(this.#broken)
  }

  /** Logs in. */
  async connect(): Promise<void> {
    const { connection } = this.client
    const connected = this.client.connect()
    const watch = () => {
      this.#messages = new ServerMessages(connection.stream)
    }
    // pg listens to the socket from now on, or to what it makes of it when the server has agreed to encrypt; nothing has come before.
    if (this.#ssl) connection.once('sslconnect', watch)
    else watch()
    await connected
  }

  /** One command; it settles when it says so or the connection ends, whichever is first. */
  async command<T>(start: (resolve: (value: T) => void, reject: (error: unknown) => void) => void): Promise<T> {
    if (this.#broken !== null) throw this.#broken
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#reject = reject
        start(resolve, (error) => {
          // After ERROR the connection lives on, after all else it does not.
          if (!(isServerError(error) && error.severity === 'ERROR') && !(error instanceof DatabaseError))
            this.break(error)
          reject(error)
        })
      })
    } finally {
      this.#reject = null
    }
  }

  /** A statement whose rows fit in memory. */
  statement(sql: string, params: readonly Cell[] = [], options: Partial<ExchangeOptions> = {}): Promise<Answer> {
    return this.command((resolve, reject) => {
      const rows: RawRow[] = []
      let fields: readonly FieldDef[] = []
      const listener = {
        columns: (told: readonly FieldDef[]) => {
          fields = told
          return rowParser(told, (row) => void rows.push(row))
        },
        suspended: () => undefined,
        ended: (command: string) => resolve({ command, fields, rows }),
        failed: reject,
      }
      this.exchange(sql, params, { rowsAtOnce: 0, ...options }, listener)
    })
  }

  /** Begins a statement, within a command. */
  exchange(sql: string, params: readonly Cell[], options: ExchangeOptions, listener: Listener): Exchange {
    if (this.#messages === null) throw new Error('no server has been connected to')
    return this.client.query(new Exchange(this.#messages, sql, params, options, listener))
  }

  /** Terminate, then waits for the server to close; what does not close is cut. */
  async close(): Promise<void> {
    if (this.#broken !== null) return
    this.#broken = new Error('the session was closed')
    const timer = setTimeout(() => this.#socket.destroy(), 5000)
    await this.client.end().catch(() => undefined)
    clearTimeout(timer)
  }
}

/** Connects; throws a DatabaseError that says what, where, what to do. */
export async function openWire(address: Address, options?: Abortable): Promise<Wire> {
  const { host, port, user, password, database } = address
  const socket = address.ssl ? new Socket() : readingSocket()
  const signal = options?.signal
  const abort = () => socket.destroy(new Error('cancelled'))
  signal?.addEventListener('abort', abort, { once: true })
  try {
    if (signal?.aborted === true) throw signal.reason
    const client = new Client({
      stream: (): Duplex => socket,
      host,
      port,
      user,
      // As a function even an empty one counts, and nothing is looked up in the environment or in ~/.pgpass.
      password: () => password,
      database,
      ssl: address.ssl ? { rejectUnauthorized: true } : false,
      application_name: 'typeline',
      connectionTimeoutMillis: 20_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    })
    const wire = new Wire(client, socket, address.ssl)
    await wire.connect()
    return wire
  } catch (error) {
    socket.destroy()
    if (signal?.aborted === true)
      throw new DatabaseError('cancelled', `Connecting to ${address.place} was cancelled.`, { cause: signal.reason })
    throw openingError(error, address)
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}
