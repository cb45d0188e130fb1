import { once } from 'node:events'
import { Socket } from 'node:net'
import type { Duplex, Readable } from 'node:stream'
import {
  createConnection,
  type Connection as Driver,
  type FieldPacket,
  type QueryError,
  type ResultSetHeader,
} from 'mysql2'
import { DatabaseError } from '../../errors/index.ts'
import type { Address } from '../server-address.ts'
import type { Abortable } from '../session.ts'
import { openingError } from './opening-error.ts'
import { type RowTap, type RowTarget, tapRows } from './row-tap.ts'
import { copyShortWrites } from './short-writes.ts'

/** Asked by the server for a local file: gives the stream of our own statement, or throws. */
export type InfileSource = (name: string) => Readable

/** One mysql2 connection whose end always reaches the command that runs. */
export class Wire {
  readonly driver: Driver
  readonly #streams: readonly Duplex[]
  readonly #tap: RowTap
  #reject: ((error: unknown) => void) | null = null
  #broken: unknown = null
  #disorder: unknown = null

  /** `talking`: the stream that the driver talks to, with ssl another one than the socket. */
  constructor(driver: Driver, socket: Socket, talking: Duplex) {
    this.driver = driver
    this.#streams = [...new Set([socket, talking])]
    this.#tap = tapRows(talking, (error) => this.break(error))
    driver.on('error', (error) => this.break(error))
    // The driver only warns of packets out of order. The server's own error may be what comes; nothing else can be trusted.
    driver.on('warn', (error) => {
      this.#disorder ??= error
    })
  }

  /** Why this connection is of no use any more; null while it is. */
  get broken(): unknown {
    return this.#broken
  }

  /** Ends the connection at once; the command that runs fails with this reason, later ones too. */
  break(reason: unknown): void {
    this.#broken ??= reason
    for (const stream of this.#streams) stream.destroy()
    this.#reject?.(this.#broken)
  }

  /** One command; it settles when the driver says so or the connection ends, whichever is first. */
  async command<T>(start: (resolve: (value: T) => void, reject: (error: unknown) => void) => void): Promise<T> {
    if (this.#broken !== null) throw this.#broken
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#reject = reject
        const settle = (value: T) => (this.#disorder === null ? resolve(value) : this.break(this.#disorder))
        start(settle, (error) => {
          reject(error)
          if (isFatal(error) || this.#disorder !== null) this.break(error)
        })
      })
    } finally {
      this.#reject = null
    }
  }

  /** A statement of our own, with a few rows at most, as the driver reads them. */
  statement(sql: string, infile?: InfileSource): Promise<ResultSetHeader | unknown[][]> {
    return this.command((resolve, reject) => {
      const options = infile === undefined ? { sql } : { sql, infileStreamFactory: infile }
      this.driver.query(options, (error: QueryError | null, result: unknown) =>
        // The driver's result types are the caller's claim; these are the two it makes.
        error === null ? resolve(result as ResultSetHeader | unknown[][]) : reject(error),
      )
    })
  }

  /**
   * A query whose rows go to a target as they come; it settles at the protocol's end of the result, which alone proves that it is whole. `target`: is given what tells the
   * columns, before the first row.
   */
  query(sql: string, target: (fields: () => readonly FieldPacket[]) => RowTarget): Promise<void> {
    return this.command((resolve, reject) => {
      let columns: readonly FieldPacket[] = []
      this.#tap.expect(target(() => columns))
      const query = this.driver.query({ sql })
      query.on('fields', (fields: readonly FieldPacket[] = []) => {
        columns = fields
      })
      query.on('error', reject)
      query.on('end', () => resolve())
    })
  }

  /** COM_RESET_CONNECTION. */
  reset(): Promise<void> {
    return this.command((resolve, reject) => this.driver.reset((error) => (error === null ? resolve() : reject(error))))
  }

  /** COM_QUIT, then waits for the server to close; what does not close is cut. */
  async close(): Promise<void> {
    const [socket] = this.#streams
    if (this.#broken !== null || socket === undefined || socket.destroyed) return
    this.#broken = new Error('the session was closed')
    const closed = once(socket, 'close')
    const timer = setTimeout(() => socket.destroy(), 5000)
    this.driver.end()
    await closed.catch(() => undefined)
    clearTimeout(timer)
  }
}

/** Connects; throws a DatabaseError that says what, where, what to do. */
export async function openWire(address: Address, options?: Abortable): Promise<Wire> {
  const { host, port, user, password, database } = address
  const socket = new Socket()
  const signal = options?.signal
  const abort = () => socket.destroy(new Error('cancelled'))
  signal?.addEventListener('abort', abort, { once: true })
  try {
    if (signal?.aborted === true) throw signal.reason
    socket.setNoDelay(true).setKeepAlive(true, 10_000).connect({ host, port })
    const driver = createConnection({
      stream: socket,
      host,
      port,
      user,
      password,
      database,
      connectTimeout: 20_000,
      charset: 'utf8mb4_general_ci',
      rowsAsArray: true,
      // Values travel as text (ARCHITECTURE.md).
      dateStrings: true,
      supportBigNumbers: true,
      bigNumberStrings: true,
      jsonStrings: true,
      // No statement but our own LOAD DATA is given a file; it brings its own stream.
      infileStreamFactory: (name) => {
        throw refusedFile(name, address.place)
      },
      ...(address.ssl ? { ssl: { rejectUnauthorized: true, verifyIdentity: true } } : {}),
    })
    await new Promise<void>((resolve, reject) => {
      driver.once('error', reject)
      driver.connect((error) => (error === null ? resolve() : reject(error)))
    })
    // Not in the driver's types: the stream it writes to, with ssl another one than ours.
    const { stream } = driver as unknown as { readonly stream: Duplex }
    copyShortWrites(stream)
    return new Wire(driver, socket, stream)
  } catch (error) {
    socket.destroy()
    if (signal?.aborted === true)
      throw new DatabaseError('cancelled', `Connecting to ${address.place} was cancelled.`, { cause: signal.reason })
    throw openingError(error, address)
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}

/** FAULTS.md 73: a rogue server asks for a file of this machine. */
export function refusedFile(name: string, place: string): DatabaseError {
  return new DatabaseError(
    'file-request-refused',
    `The server at ${place} asked for the local file ${JSON.stringify(name.slice(0, 200))}, which no statement of ours offered. ` +
      'Nothing was sent and the connection was ended. Do not trust this server; look who runs it.',
    { fields: { place, file: name.slice(0, 200) } },
  )
}

function isFatal(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'fatal' in error && error.fatal === true
}
