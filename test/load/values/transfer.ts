import { openEngine } from '../../../loader/engine/index.ts'
import { compileReadBack } from '../../../loader/load/conform/read-back.ts'
import { loadUnit } from '../../../loader/load/index.ts'
import { beginRun, openLog } from '../../../loader/log/index.ts'
import { defaultRejectLimits, sql, type UnitDefinition } from '../../../loader/model/index.ts'
import { type Cell, type ColumnShape, degenerate, integer } from '../../../loader/schema/index.ts'
import { drawFact } from '../world/shapes.ts'

/** One column's way from a source table into a fact. */
export interface Journey {
  /** The source column's SQL type. */
  readonly type: string
  /** SQL expressions, or values to be bound. */
  readonly values: readonly (string | { readonly bound: Cell })[]
  /** The fact's column; the source declares the same unless `declared` says otherwise. */
  readonly column: ColumnShape
  readonly declared?: ColumnShape
  readonly zone?: string
  /** Statements before the table is filled. */
  readonly before?: string
}

export interface Arrival {
  /** By value, in order: the stored cell, canonical, or why its row is in etl_reject. */
  readonly cells: readonly (Cell | { readonly reject: string })[]
}

export interface Transfer extends AsyncDisposable {
  load(journey: Journey): Promise<Arrival>
  /** Any unit; its source reads from the source database. */
  unit(unit: UnitDefinition): Promise<void>
  source(...statements: readonly string[]): Promise<void>
  query(text: string): Promise<readonly (readonly unknown[])[]>
  /** A name in the warehouse. */
  quote(name: string): string
}

/** Two databases and loads between them, each a real one: driver, conform, bulk load. */
export async function openTransfer(sourceUrl: string, warehouseUrl: string): Promise<Transfer> {
  await using stack = new AsyncDisposableStack()
  const origin = stack.use(await openEngine(sourceUrl))
  const warehouse = stack.use(await openEngine(warehouseUrl))
  const source = stack.use(await origin.connect())
  const target = stack.use(await warehouse.connect())
  const log = await openLog(warehouse)
  const owned = stack.move()
  let number = 0

  const run = async (unit: UnitDefinition): Promise<void> => {
    const outcome = await loadUnit(unit, {
      warehouse,
      source: async () => origin,
      log,
      run: await beginRun(log, { software: 'test', command: 'test' }),
      signal: new AbortController().signal,
      progress: () => undefined,
      acceptShrink: true,
      rejects: { ...defaultRejectLimits, warn: 1, fail: 1 },
    })
    // Where all rows are rejected nothing is published, and the rejects are kept all the same.
    const code = (outcome.error as { code?: string } | undefined)?.code
    if (outcome.status !== 'done' && code !== 'too-many-rejects') throw outcome.error
  }

  const load = async ({ type, values, column, declared = column, zone, before }: Journey): Promise<Arrival> => {
    number += 1
    const table = `faults_${number}`
    if (before !== undefined) await source.execute(before)
    await source.execute(`CREATE TABLE ${table} (id INTEGER, value ${type})`)
    for (const [id, value] of values.entries()) {
      const insert = sql`INSERT INTO `
      const parts = [`INSERT INTO ${table} VALUES (${id}, `, ')']
      const statement =
        typeof value === 'string'
          ? `${parts[0]}${value})`
          : source.dialect.render({ ...insert, parts, values: [value.bound] })
      await source.execute(statement)
    }
    const fact = drawFact(table, {
      columns: { id: degenerate(integer()), value: { ...column, purpose: 'measure' } as never },
      grain: ['id'],
      source: {
        from: 'shop',
        columns: { id: integer(), value: declared as never },
        sql: { ...sql``, parts: [`SELECT id, value FROM ${table}`] },
        ...(zone === undefined ? {} : { zone }),
      },
    })
    await run(fact)
    const columns = [
      { name: 'id', column: integer() },
      { name: 'value', column },
    ]
    const readBack = compileReadBack(table, columns, target.capabilities)
    const stored = await target.query(`SELECT id, value FROM ${table}`)
    const rejected = await target.query(`SELECT row_json, reason, message FROM etl_reject WHERE unit = '${table}'`)
    const cells = new Map<unknown, Arrival['cells'][number]>(stored.map((row) => readBack(row) as [Cell, Cell]))
    for (const [json, reason, message] of rejected) {
      const { id } = JSON.parse(String(json)) as { id: unknown }
      cells.set(Number(id), { reject: `${reason}: ${message}` })
    }
    return {
      cells: values.map((_, id) => {
        const cell = cells.get(id)
        if (cell === undefined) throw new Error(`The row ${id} of ${table} is neither stored nor rejected.`)
        return cell
      }),
    }
  }

  return {
    load,
    unit: run,
    source: async (...statements) => {
      for (const statement of statements) await source.execute(statement)
    },
    query: (text) => target.query(text),
    quote: (name) => target.dialect.quote(name),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
