import type { Connection, FieldDef, Submittable } from 'pg'
import { DatabaseError } from '../../errors/index.ts'
import type { Cell } from '../../schema/index.ts'
import { boundValues } from './parameters.ts'
import type { RowTaker, ServerMessages } from './server-messages.ts'

/** What becomes of a statement, told in the order in which the server says it. */
export interface Listener {
  /** Gives who takes the rows of these columns. */
  readonly columns: (fields: readonly FieldDef[]) => RowTaker
  /** As many rows as were asked for are there, and perhaps more to come. */
  readonly suspended: () => void
  /** CommandComplete was there, and the server takes the next statement; `command` is its tag, as in `UPDATE 3`. */
  readonly ended: (command: string) => void
  readonly failed: (error: unknown) => void
}

export interface ExchangeOptions {
  /** Rows until the server waits to be asked for more; 0: all at once. */
  readonly rowsAtOnce: number
  /** Only what columns there would be. */
  readonly describeOnly?: boolean
}

/** What of pg's connection its types leave out or spell wrong. */
interface Sender {
  execute(config: { readonly portal: string; readonly rows: number }): void
  sendCopyFail(message: string): void
}

/**
 * One statement by the extended protocol (PostgreSQL manual, Message Flow), which takes one statement alone and gives rows through a portal: as many
 * as are asked for, and a portal can be closed early without an error that would spoil the transaction. pg hands it the server's messages but for the rows.
 */
export class Exchange implements Submittable {
  readonly #messages: ServerMessages
  readonly #sql: string
  readonly #values: (string | null)[]
  readonly #options: ExchangeOptions
  readonly #listener: Listener
  #connection: Connection | null = null
  #synced = false
  #command: string | null = null
  #failure: unknown = null

  constructor(
    messages: ServerMessages,
    sql: string,
    params: readonly Cell[],
    options: ExchangeOptions,
    listener: Listener,
  ) {
    this.#messages = messages
    this.#sql = sql
    this.#values = boundValues(params)
    this.#options = options
    this.#listener = listener
  }

  submit(connection: Connection): void {
    this.#connection = connection
    const { describeOnly = false, rowsAtOnce } = this.#options
    connection.stream.cork()
    connection.parse({ name: '', text: this.#sql, types: [] }, true)
    if (describeOnly) {
      connection.describe({ type: 'S', name: '' }, true)
    } else {
      connection.bind({ portal: '', statement: '', values: this.#values }, true)
      connection.describe({ type: 'P', name: '' }, true)
      sender(connection).execute({ portal: '', rows: rowsAtOnce })
    }
    if (rowsAtOnce === 0) this.#sync(connection)
    else connection.flush()
    connection.stream.uncork()
  }

  /** After `suspended`: asks for more rows. */
  more(): void {
    const connection = this.#connection
    if (connection === null) return
    connection.stream.cork()
    sender(connection).execute({ portal: '', rows: this.#options.rowsAtOnce })
    connection.flush()
    connection.stream.uncork()
  }

  /** After `suspended`: ends the server's query; `ended` follows. */
  close(): void {
    const connection = this.#connection
    if (connection === null) return
    this.#command = 'CLOSE'
    connection.close({ type: 'P', name: '' }, true)
    this.#sync(connection)
  }

  handleRowDescription({ fields }: { readonly fields: readonly FieldDef[] }): void {
    this.#messages.rowsTo(this.#listener.columns(fields))
  }

  handlePortalSuspended(): void {
    this.#listener.suspended()
  }

  handleCommandComplete({ text }: { readonly text: string }, connection: Connection): void {
    this.#command = text
    if (!this.#synced) this.#sync(connection)
  }

  handleEmptyQuery(connection: Connection): void {
    this.#failure = new DatabaseError('bad-sql', 'A statement is empty. Write one.')
    if (!this.#synced) this.#sync(connection)
  }

  handleReadyForQuery(): void {
    this.#messages.rowsTo(null)
    if (this.#failure !== null) this.#listener.failed(this.#failure)
    else if (this.#command === null && this.#options.describeOnly !== true)
      this.#listener.failed(new Error('the server ended a statement without its end'))
    else this.#listener.ended(this.#command ?? '')
  }

  /** pg forgets a statement that failed; what state the transaction is in is known when the server is ready again. */
  handleError(error: unknown, connection: Connection): void {
    this.#messages.rowsTo(null)
    if (!isMessage(error)) {
      this.#listener.failed(error)
      return
    }
    connection.once('readyForQuery', () => this.#listener.failed(error))
    if (!this.#synced) this.#sync(connection)
  }

  handleCopyInResponse(connection: Connection): void {
    sender(connection).sendCopyFail('COPY FROM STDIN is the bulk load’s alone')
    // The server reads past what was sent before it knew of the failure.
    this.#sync(connection)
  }

  handleCopyData(): void {
    this.#failure ??= new DatabaseError('bad-sql', 'A statement copies data out. Write a SELECT instead.')
  }

  #sync(connection: Connection): void {
    this.#synced = true
    connection.sync()
  }
}

function sender(connection: Connection): Sender {
  return connection as unknown as Sender
}

/** The server's own words, after which it waits for a Sync; anything else is the end of the connection. */
function isMessage(error: unknown): boolean {
  return error instanceof Error && 'severity' in error && error.severity === 'ERROR'
}
