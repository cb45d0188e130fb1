import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { quote } from './quote.ts'

type Options = Readonly<Record<string, string>>

/** DuckDB attached a file that is not let go of yet: of a stream that was left, until its garbage is collected. */
const heldStill = /Unique file handle conflict/

/** On a full disk its log of changes stays beside the file, where the next one to open it finds them. */
const detachedAsItWas = /Detached database .* but CHECKPOINT during DETACH failed/

/** How a database is attached, by the option with which it would be opened. */
const accesses: Readonly<Record<string, string>> = {
  automatic: '',
  read_only: ', READ_ONLY',
  read_write: ', READ_WRITE',
}

const homes = new Map<string, Promise<Home>>()

/**
 * An instance of DuckDB to which the databases of this process that have the same options are attached, each under a name of its own, so that one query can
 * read several. Its own database, in memory, stays empty.
 */
export class Home {
  readonly instance: DuckDBInstance
  readonly #admin: DuckDBConnection
  readonly #names = new Set(['main', 'memory', 'temp', 'system'])
  readonly #leave: () => void
  /** Below 0: closed. */
  #guests = 0
  #last: Promise<unknown> = Promise.resolve()

  private constructor(instance: DuckDBInstance, admin: DuckDBConnection, leave: () => void) {
    this.instance = instance
    this.#admin = admin
    this.#leave = leave
  }

  /** Attaches a file, or a new database in memory (null); gives its home and its name there. */
  static async attach(path: string | null, options: Options): Promise<{ readonly home: Home; readonly name: string }> {
    const { access_mode: mode, ...others } = options
    const access = accesses[mode?.toLowerCase() ?? 'automatic']
    // What DuckDB does not know it shall refuse itself.
    const rest = access === undefined ? options : others
    const key = JSON.stringify(rest)
    for (;;) {
      const home = await Home.#open(key, path, rest)
      // It may have been closed while this one waited.
      if (home.#guests < 0) continue
      try {
        return { home, name: await home.#attach(path, access ?? '') }
      } catch (error) {
        if (!(error instanceof Error) || !heldStill.test(error.message)) throw error
        // A second instance may open it: in it nobody writes any more.
        home.#leave()
      }
    }
  }

  static #open(key: string, path: string | null, options: Options): Promise<Home> {
    const known = homes.get(key)
    if (known !== undefined) return known
    const opening = Home.#create(path, options, () => {
      if (homes.get(key) === opening) homes.delete(key)
    })
    homes.set(key, opening)
    opening.catch(() => homes.delete(key))
    return opening
  }

  static async #create(path: string | null, options: Options, leave: () => void): Promise<Home> {
    // What does not fit in memory goes to a folder beside the first file, as it would if that one were opened alone.
    const spill: Options = path === null ? {} : { temp_directory: `${path}.tmp` }
    const instance = await DuckDBInstance.create(':memory:', { ...spill, ...options })
    return new Home(instance, await instance.connect(), leave)
  }

  async #attach(path: string | null, access: string): Promise<string> {
    this.#guests += 1
    const name = this.#free(path)
    this.#names.add(name)
    try {
      const what = (path ?? ':memory:').replaceAll("'", "''")
      await this.#inTurn(() => this.#admin.run(`ATTACH '${what}' AS ${quote(name)} (TYPE duckdb${access})`))
      return name
    } catch (error) {
      this.#names.delete(name)
      this.#left()
      throw error
    }
  }

  /** Lets it go; the last one closes the home. Who attaches it again at once waits for that. */
  async detach(name: string): Promise<void> {
    try {
      await this.#inTurn(() => this.#admin.run(`DETACH ${quote(name)}`))
    } catch (error) {
      if (!(error instanceof Error) || !detachedAsItWas.test(error.message)) throw error
    } finally {
      this.#names.delete(name)
      this.#left()
    }
  }

  #left(): void {
    this.#guests -= 1
    if (this.#guests > 0) return
    this.#guests = -1
    this.#leave()
    this.#admin.closeSync()
    this.instance.closeSync()
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => undefined)
    return turn
  }

  /** As DuckDB would call it, by which its own SQL may name it, as long as no other is called so. */
  #free(path: string | null): string {
    const stem = path === null ? 'memory' : (path.split('/').at(-1)?.replace(/\..*$/, '') ?? '') || 'database'
    for (let n = 1; ; n++) {
      const name = n === 1 ? stem : `${stem}_${n}`
      if (![...this.#names].some((other) => other.toLowerCase() === name.toLowerCase())) return name
    }
  }
}
