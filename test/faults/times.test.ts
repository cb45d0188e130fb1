import { expect, it } from 'vitest'
import type { LookupShape, SourceShape } from '../../loader/model/index.ts'
import {
  date,
  degenerate,
  integer,
  measure,
  natural,
  nullable,
  reference,
  type Table,
  timestamp,
  varchar,
} from '../../loader/schema/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../load/world/shapes.ts'
import { describePairs, type Pair } from './pairs.ts'

const moment = { duckdb: 'TIMESTAMP', mysql: 'DATETIME(6)', postgres: 'TIMESTAMP' }
/** Other engines' dates know no zeros; their text does. */
const zeroable = { duckdb: 'VARCHAR', mysql: 'DATE', postgres: 'VARCHAR' }

function read(table: string, list: string, columns: SourceShape['columns']): SourceShape {
  return { from: 'shop', columns, sql: { parts: [`SELECT ${list} FROM ${table}`], values: [] } }
}

/** Rows of a fact by its number, with what a role's key is the key of. */
async function found({ world }: Pair, fact: string, dimension: string, shown: string): Promise<readonly unknown[]> {
  const key = `${dimension}_key`
  return await world.query(
    `SELECT f.no, d.${shown} FROM ${fact} f JOIN ${dimension} d ON d.${key} = f.${key} ORDER BY f.no`,
  )
}

describePairs('from $source into $warehouse, times', (pair) => {
  it('FAULTS 7: versions a microsecond apart touch, and a fact finds the one that holds at its own microsecond', async () => {
    const { world, from } = pair
    await world.fill('grade', `id INTEGER, name VARCHAR(9), city VARCHAR(9), since ${moment[from]}`, [
      [1, 'A', null, '2024-02-29 23:59:59.999998'],
      [1, 'B', null, '2024-02-29 23:59:59.999999'],
      [1, 'C', null, '2024-03-01 00:00:00.000000'],
      [1, 'D', null, '2024-03-01 00:00:00.000001'],
    ])
    const grades = drawDimension('grade', {
      effectiveFrom: 'since',
      source: drawSource('grade', { id: integer(), name: varchar(9), city: nullable(varchar(9)), since: timestamp() }),
    })
    expect((await world.load(grades, { at: '2024-03-02' })).counts).toMatchObject({ new: 1, version: 3, rejected: 0 })
    expect((await world.load(grades, { at: '2024-03-03' })).counts).toMatchObject({ read: 4, unchanged: 4 })
    expect(await world.rows(grades.table, 'name, valid_from, valid_to, version', 'grade_key > 0')).toEqual([
      'A | 2024-02-29 23:59:59.999998 | 2024-02-29 23:59:59.999999 | 1',
      'B | 2024-02-29 23:59:59.999999 | 2024-03-01 00:00:00.000000 | 2',
      'C | 2024-03-01 00:00:00.000000 | 2024-03-01 00:00:00.000001 | 3',
      'D | 2024-03-01 00:00:00.000001 | 9999-12-31 23:59:59.999999 | 4',
    ])
    const asked = [
      ['2024-02-29 23:59:59.999997', 'Unknown'],
      ['2024-02-29 23:59:59.999998', 'A'],
      ['2024-02-29 23:59:59.999999', 'B'],
      ['2024-03-01 00:00:00.000000', 'C'],
      ['2024-03-01 00:00:00.000001', 'D'],
      ['9999-12-31 23:59:59.999998', 'D'],
    ] as const
    await world.fill(
      'exam',
      `no INTEGER, taken ${moment[from]}`,
      asked.map(([time], no) => [no, time]),
    )
    const exams = drawFact('exam', {
      columns: { no: degenerate(integer()), grade_key: reference(grades.table as Table) },
      grain: ['no'],
      source: read('exam', 'no, 1 AS id, taken', { no: integer(), id: integer(), taken: timestamp() }),
      lookups: { grade_key: drawLookup(grades, { asOf: 'taken', beforeFirst: 'unknown' }) },
    })
    expect((await world.load(exams)).error).toBeUndefined()
    expect(await found(pair, 'exam', 'grade', 'name')).toEqual(asked.map(([, name], no) => [no, name]))
  })

  it('FAULTS 6: a moment in a source of local times is refused before a zone can move it', async () => {
    const { world, from } = pair
    const type = { duckdb: 'TIMESTAMP WITH TIME ZONE', mysql: 'timestamp', postgres: 'timestamp with time zone' }[from]
    await world.fill('paid', `no INTEGER, paid_at ${type}, shown ${moment[from]}`, [
      [1, '2024-07-01 12:00:00', '2024-07-01 12:00:00'],
    ])
    const source = {
      ...drawSource('paid', { no: integer(), paid_at: timestamp(), shown: timestamp() }),
      zone: 'America/New_York',
    }
    const columns = { no: degenerate(integer()), paid_at: measure(timestamp()), shown: measure(timestamp()) }
    const { error } = await world.load(drawFact('paid_fact', { columns, grain: ['no'], source }))
    expect(error).toMatchObject({
      code: 'source-differs',
      message: expect.stringContaining(`: paid_at is a moment (${type}), and`),
    })
    const { zone: _, ...utc } = source
    expect((await world.load(drawFact('paid_fact', { columns, grain: ['no'], source: utc }))).error).toBeUndefined()
    expect(await world.query('SELECT * FROM paid_fact WHERE paid_at = shown')).toHaveLength(1)
  })

  it('FAULTS 4: a zero date as date of a version, as-of time, key and attribute: rejected, or what the definition says', async () => {
    const { world, from } = pair
    const days = ['0000-00-00', '2021-00-10', '0000-11-30', '2021-11-30']
    await world.fill(
      'zero',
      `no INTEGER, day ${zeroable[from]}`,
      days.map((day, no) => [no, day]),
    )
    const strict = { id: integer(), name: varchar(9), day: date(), since: date() }
    const lenient = { ...strict, day: date({ zeroDate: 'null' }), since: date({ zeroDate: 'null' }) }
    const dimension = (name: string, columns: SourceShape['columns'], dated: boolean) =>
      drawDimension(name, {
        attributes: { name: 'type2', day: 'type1' },
        columns: { id: natural(integer()), name: varchar(9), day: nullable(date()) },
        ...(dated ? { effectiveFrom: 'since' } : {}),
        source: read('zero', "no AS id, 'x' AS name, day, day AS since", columns),
      })
    const counts = async (...drawn: Parameters<typeof dimension>) => {
      const unit = dimension(...drawn)
      const { counts, error } = await world.load(unit, { at: '2022-01-01' })
      expect(error).toBeUndefined()
      const reasons = (await world.rejects(unit.name)).map((line) => line.split(' ')[0])
      return {
        made: counts.new,
        reasons: [...new Set(reasons)],
        rows: await world.rows(unit.table, 'id, day', `${unit.name}_key > 0`),
      }
    }
    expect(await counts('zero_strict', strict, true)).toEqual({ made: 1, reasons: ['type'], rows: ['3 | 2021-11-30'] })
    expect(await counts('zero_dated', { ...lenient, day: date() }, true)).toMatchObject({ made: 1, reasons: ['type'] })
    const nullDates = { ...lenient, day: nullable(date({ zeroDate: 'null' })) }
    expect(await counts('zero_null', nullDates, true)).toMatchObject({ made: 1, reasons: ['null-date'] })
    expect(await counts('zero_kept', lenient, false)).toEqual({
      made: 4,
      reasons: [],
      rows: ['0 | -', '1 | -', '2 | -', '3 | 2021-11-30'],
    })

    // Looked up by day, and as of that day.
    const calendar = drawDimension('calendar', {
      keep: 'nothing',
      attributes: { name: 'type1' },
      columns: { day: natural(date()), name: varchar(9) },
      source: read('zero', "DATE '2021-11-30' AS day, 'x' AS name", { day: date(), name: varchar(9) }),
    })
    expect((await world.load(calendar)).counts).toMatchObject({ new: 1, duplicate: 3 })
    const kept = dimension('zero_kept', lenient, false)
    const fact = (
      name: string,
      column: SourceShape['columns'][string],
      lookups: Readonly<Record<string, LookupShape>>,
    ) =>
      drawFact(name, {
        columns: {
          no: degenerate(integer()),
          ...Object.fromEntries(
            Object.entries(lookups).map(([role, { dimension: to }]) => [role, reference(to.table as Table)]),
          ),
        },
        grain: ['no'],
        source: read('zero', 'no, day', { no: integer(), day: column }),
        lookups,
      })
    const byDay = { calendar_key: drawLookup(calendar, { on: { day: 'day' } }) }
    const asOf = { zero_kept_key: drawLookup(kept, { on: { id: 'no' }, asOf: 'day' }) }
    const load = async (unit: ReturnType<typeof fact>) => {
      const { error, counts } = await world.load(unit)
      expect(error).toBeUndefined()
      return counts
    }
    await load(fact('on_day', date(), byDay))
    expect(await found(pair, 'on_day', 'calendar', 'name')).toEqual([
      [0, 'Error'],
      [1, 'Error'],
      [2, 'Error'],
      [3, 'x'],
    ])
    await load(fact('on_null', date({ zeroDate: 'null' }), byDay))
    expect((await found(pair, 'on_null', 'calendar', 'name')).map((row) => (row as unknown[])[1])).toEqual([
      ...Array(3).fill('Not appli'),
      'x',
    ])
    expect(await load(fact('as_of_day', date(), asOf))).toMatchObject({ new: 1, rejected: 3 })
    await load(fact('as_of_null', date({ zeroDate: 'null' }), asOf))
    expect(await found(pair, 'as_of_null', 'zero_kept', 'name')).toEqual([
      [0, 'Unknown'],
      [1, 'Unknown'],
      [2, 'Unknown'],
      [3, 'x'],
    ])
  })
})
