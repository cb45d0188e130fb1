import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openEngine } from '../../../loader/engine/index.ts'
import {
  audit,
  csv,
  date,
  degenerate,
  dimension,
  fact,
  integer,
  key,
  measure,
  natural,
  nullable,
  parquet,
  source,
  table,
  varchar,
} from '../../../loader/index.ts'
import { extract } from '../../../loader/load/extract/extract.ts'
import { sourceLayout } from '../../../loader/load/extract/source-layout.ts'
import { check, type FilesShape, units, warehouse } from '../../../loader/model/index.ts'
import { columns, part, partDim } from './part.ts'
import { type FileWorld, fileWorld } from './play-files.ts'

let world: FileWorld
beforeAll(async () => {
  world = await fileWorld()
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(() => world.session.execute('DROP TABLE IF EXISTS part_dim'))

const extracting = {
  source: async () => Promise.reject(new Error('Files come from no connection.')),
  limits: { nulInText: true, wideTime: false, nonFiniteDoubles: true },
  signal: new AbortController().signal,
}
const path = (name: string) => join(world.folder, name)
const rows = async () =>
  (await world.session.query('SELECT id, name, price FROM part_dim WHERE part_key > 0 ORDER BY id')).map((row) =>
    row.map((cell) => cell ?? 'NULL').join(' | '),
  )
const loaded = async (files: FilesShape) => {
  const { error, counts } = await world.load(part(files))
  expect(error).toBeUndefined()
  return counts
}

describe('the order of rows (KIMBALL.md, Order)', () => {
  it('of one member the last line wins, and the last file by name', async () => {
    world.write('many/b.csv', 'id,name,price\n1,second,2\n')
    world.write('many/a.csv', 'price,name,id\n1,first,1\n9,nine,2\n1,again,2\n')
    world.write('many/c.txt', 'no csv')
    expect(await loaded(csv(path('many/*.csv')))).toMatchObject({ read: 4, new: 2, superseded: 2, rejected: 0 })
    expect(await rows()).toEqual(['1 | second | 2.00', '2 | again | 1.00'])
    world.write('many/0.csv', 'id,name,price\n1,zeroth,0\n')
    expect(await loaded(csv(path('many/*.csv')))).toMatchObject({ unchanged: 2 })
  })

  it('files are read in the order of their names, whatever their folder says', async () => {
    for (const name of ['Z', 'b', 'a', '10', '9']) world.write(`order/${name}.csv`, `id,name,price\n1,${name},1\n`)
    const unit = part(csv(path('order/*.csv')))
    const read: unknown[] = []
    for await (const { rows } of extract(unit, sourceLayout(unit), extracting)) read.push(...rows.map((row) => row[1]))
    expect(read).toEqual(['10', '9', 'Z', 'a', 'b'])
  })

  it('lines are numbers: the tenth comes after the ninth; a declared order goes before', async () => {
    world.write(
      'ten.csv',
      `id,name,price\n${Array.from({ length: 12 }, (_, at) => `1,n${at},${at === 4 ? 99 : 1}`).join('\n')}\n`,
    )
    await loaded(csv(path('ten.csv')))
    expect(await rows()).toEqual(['1 | n11 | 1.00'])
    const { error } = await world.load(
      dimension({
        name: 'part',
        table: partDim,
        source: source({ files: csv(path('ten.csv')), columns }),
        attributes: { name: 'type1', price: 'type1' },
        order: ['price'],
      }),
    )
    expect(error).toBeUndefined()
    expect(await rows()).toEqual(['1 | n4 | 99.00'])
  })

  it('of a grain of a fact too', async () => {
    const sold = fact({
      name: 'sold',
      table: table(
        'sold_fact',
        { no: degenerate(integer()), amount: measure(integer()), ...audit() },
        { grain: ['no'] },
      ),
      source: source({ files: csv(path('sold.csv')), columns: { no: integer(), amount: integer() } }),
    })
    world.write('sold.csv', 'no,amount\n1,10\n2,20\n1,11\n')
    const { error, counts } = await world.load(sold)
    expect(error).toBeUndefined()
    expect(counts).toMatchObject({ read: 3, new: 2, superseded: 1 })
    expect(await world.session.query('SELECT no, amount FROM sold_fact ORDER BY no')).toEqual([
      [1, 11],
      [2, 20],
    ])
  })
})

describe('Parquet', () => {
  it('types proved, decimals and NULL exact, the last row and file win', async () => {
    await using engine = await openEngine('duckdb::memory:')
    await using session = await engine.connect()
    const write = (name: string, sql: string) => session.execute(`COPY (${sql}) TO '${path(name)}' (FORMAT parquet)`)
    world.write('lake/readme.txt', '')
    await write('lake/1.parquet', "SELECT 1.10::DECIMAL(12,2) AS price, 1::INTEGER AS id, 'a' AS name, 5 AS other")
    await write(
      'lake/2.parquet',
      "SELECT 2::INTEGER AS id, NULL::VARCHAR AS name, 3::DECIMAL(12,2) AS price UNION ALL SELECT 1, 'b', NULL",
    )
    expect(await loaded(parquet(path('lake/*.parquet')))).toMatchObject({ read: 3, new: 2, superseded: 1 })
    expect(await rows()).toEqual(['1 | b | NULL', '2 | NULL | 3.00'])
    await write('lake/3.parquet', "SELECT 'x' AS id, 'a' AS name")
    await expect(world.prove(part(parquet(path('lake/*.parquet'))))).rejects.toThrow(
      /lake\/3\.parquet.*it has no price/,
    )
    await write('lake/3.parquet', "SELECT DATE '2024-01-01' AS id, 'a' AS name, 1::DECIMAL(12,2) AS price")
    await expect(world.prove(part(parquet(path('lake/*.parquet'))))).rejects.toThrow(
      /id is declared as integer, and the file has DATE/,
    )
  })
})

describe('found before any unit starts', () => {
  it.each([
    ['missing.csv', 'there is no file'],
    ['none/*.csv', 'no file matches'],
  ])('%s', async (name, sentence) => {
    await expect(world.prove(part(csv(path(name))))).rejects.toMatchObject({
      code: 'no-file',
      message: expect.stringContaining(sentence),
    })
  })

  it('a header that differs, of any of the files', async () => {
    world.write('heads/a.csv', 'id,name,price\n')
    world.write('heads/b.csv', 'id,Name,price,price\n')
    await expect(world.prove(part(csv(path('heads/*.csv'))))).rejects.toMatchObject({
      code: 'source-differs',
      message: expect.stringMatching(/heads\/b\.csv.*it has no name \(but Name.*it has price twice/),
    })
    world.write('heads/b.csv', '')
    await expect(world.prove(part(csv(path('heads/*.csv'))))).rejects.toThrow(/it is empty and has no header/)
  })

  it('options that no CSV has', () => {
    expect(() => csv('a.csv', { delimiter: '::' })).toThrow(/delimiter is one character/)
    expect(() => csv('a.csv', { quote: ',' })).toThrow(/quote and delimiter are the same/)
    expect(() => csv('a.csv', { encoding: 'utf-9' })).toThrow(/no encoding "utf-9"/)
    expect(() => csv('')).toThrow(/a path or a glob is needed/)
  })

  it('check knows sources of files', () => {
    const shop = warehouse({
      sources: {},
      warehouse: 'duckdb::memory:',
      dimensions: units({ part: part(csv('a.csv')) }),
      facts: units({}),
    })
    expect(check(shop)).toEqual([])
  })
})

describe('FAULTS 46: a file that changes while it is read', () => {
  it('fails the read at its end', async () => {
    world.write('grows.csv', `id,name,price\n${'1,a,1\n'.repeat(300_000)}`)
    const unit = part(csv(path('grows.csv')))
    const reading = async () => {
      let grown = false
      for await (const _batch of extract(unit, sourceLayout(unit), extracting)) {
        if (!grown) appendFileSync(path('grows.csv'), '2,b,2\n')
        grown = true
      }
    }
    await expect(reading()).rejects.toMatchObject({ code: 'file-changed' })
  })
})

it('derive and a date work on files as on queries', async () => {
  const dayDim = table('day_dim', { day_key: key(), on_day: natural(date()), name: varchar(20), ...audit() })
  const day = dimension({
    name: 'day',
    table: dayDim,
    source: source({
      files: csv(path('days.csv')),
      columns: { on_day: date(), word: nullable(varchar(20)) },
      derive: ({ on_day, word }) => ({ name: `day ${on_day} ${word ?? '-'}` }),
    }),
    attributes: { name: 'type1' },
  })
  world.write('days.csv', 'on_day,word\n2024-01-01,"year"\n2024-01-02,\n')
  expect((await world.load(day)).error).toBeUndefined()
  expect(await world.session.query('SELECT name FROM day_dim WHERE day_key > 0 ORDER BY 1')).toEqual([
    ['day 2024-01-01 year'],
    ['day 2024-01-02 -'],
  ])
})
