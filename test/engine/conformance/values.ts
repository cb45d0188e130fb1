import { expect } from 'vitest'
import type { Capabilities, Session } from '../../../loader/engine/index.ts'
import type { Cell, Cells, Kind, NamedColumn, RawRow } from '../../../loader/schema/index.ts'
import { collect, column, make, type Stand } from './stand.ts'

const emoji = '👩‍👩‍👧‍👦 𝒳 é é Ω ß'
const nasty = `'; DROP TABLE x; -- " \` \\ \\n \\N \\\\ %s $1 ? :a \t tab \r\n lines \u00a0\ufeff`

/** A column and the canonical cells that must come back as they went in. */
function cases(can: Capabilities): readonly (readonly [NamedColumn, readonly Cell[]])[] {
  const wideDecimal: readonly (readonly [NamedColumn, readonly Cell[]])[] =
    can.decimalPrecision < 65
      ? []
      : [
          [
            column('d65', 'decimal', { precision: 65, scale: 30 }),
            [`${'9'.repeat(35)}.${'9'.repeat(30)}`, `-${'1'.repeat(35)}.${'0'.repeat(29)}1`, `0.${'0'.repeat(30)}`],
          ],
        ]
  const texts = ['', ' ', 'a', 'a ', ' a', 'NULL', '\\N', emoji, nasty, '\ufeffmark first', 'x'.repeat(5000)]
  return [
    [column('b', 'boolean'), [true, false]],
    [column('i', 'integer'), [0, -1, 2_147_483_647, -2_147_483_648]],
    [column('l', 'bigint'), ['0', '-1', '9007199254740993', '9223372036854775807', '-9223372036854775808']],
    [column('d4', 'decimal', { precision: 4, scale: 2 }), ['0.00', '-0.01', '99.99', '-99.99']],
    [column('d9', 'decimal', { precision: 9, scale: 0 }), ['0', '999999999', '-999999999']],
    [column('d18', 'decimal', { precision: 18, scale: 4 }), ['0.0001', '90071992547409.9301', '-99999999999999.9999']],
    [column('u', 'decimal', { precision: 20, scale: 0 }), ['18446744073709551615', '-1', '0']],
    [
      column('d38', 'decimal', { precision: 38, scale: 10 }),
      [
        '1234567890123456789012345678.0123456789',
        '-9999999999999999999999999999.9999999999',
        '0.0000000001',
        '4294967296.0000000000',
      ],
    ],
    ...wideDecimal,
    [column('f', 'double'), ['0', '0.1', '-1.7976931348623157e+308', '5e-324', '1e+21', '123456789.12345679']],
    [column('v', 'varchar', { length: 75 }), ['', 'a ', 'x'.repeat(75), '👩'.repeat(75), nasty]],
    [column('t', 'text'), can.nulInText ? [...texts, 'a\0b', '\0', 'ends\0'] : texts],
    [column('dt', 'date'), ['0001-01-01', '1000-01-01', '1582-10-15', '1970-01-01', '2024-02-29', '9999-12-31']],
    [
      column('tm', 'time'),
      [
        '00:00:00.000000',
        '23:59:59.999999',
        '12:00:00.000001',
        ...(can.wideTime ? ['-838:59:59.000000', '24:30:00.000000'] : []),
      ],
    ],
    [
      column('ts', 'timestamp'),
      [
        '1000-01-01 00:00:00.000000',
        '9999-12-31 23:59:59.999999',
        '0001-01-01 00:00:00.000000',
        '1969-12-31 23:59:59.999999',
        '2255-06-05 23:47:34.740993',
        '2024-03-10 02:30:00.123456',
      ],
    ],
    [column('j', 'json'), ['{"b":1,"a":[1.50,null,"\\u00e9é👩"]}', '[]', '"text"', '12345678901234567890']],
    [column('x', 'binary', { length: 300 }), ['', '00', '00ff0a0d5c27', 'ab'.repeat(300)]],
  ]
}

/**
 * What came back, in canonical form where a database prints or a driver hands over something else: booleans as 0 and 1, doubles by value, times
 * without the zeros at their end, bytes as hex.
 */
function canonical(kind: Kind, value: unknown): unknown {
  if (value === null) return null
  if (kind === 'boolean' && (value === 0 || value === 1)) return value === 1
  if (kind === 'double') return String(Number(value))
  if ((kind === 'time' || kind === 'timestamp') && typeof value === 'string') {
    const [whole = '', fraction = ''] = value.split('.')
    return `${whole}.${fraction.padEnd(6, '0')}`
  }
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value
}

const kinds: readonly Kind[] = [
  'boolean',
  'integer',
  'bigint',
  'decimal',
  'double',
  'varchar',
  'text',
  'date',
  'time',
  'timestamp',
  'json',
  'binary',
]

/** By the engine's fastest way in, and as parameters of INSERT (but binary, which has no parameter form). */
const ways: readonly (readonly [name: string, kinds: readonly Kind[], insert: Insert])[] = [
  [
    'bulk load',
    kinds,
    async (session, table, columns, rows) => void (await session.bulkLoad({ table, columns }, [rows])),
  ],
  [
    'parameters',
    kinds.filter((kind) => kind !== 'binary'),
    async (session, table, _, rows) => {
      const { quote, render } = session.dialect
      const parts = [`INSERT INTO ${quote(table)} VALUES (`, ', ', ')']
      for (const values of rows) await session.execute(render({ parts, values }))
    },
  ],
]

type Insert = (
  session: Session,
  table: string,
  columns: readonly NamedColumn[],
  rows: readonly Cells[],
) => Promise<void>

export function valueTests({ test }: Stand): void {
  for (const [way, its, insert] of ways) {
    for (const kind of its) {
      test(`${kind} comes back digit for digit (${way})`, async (session, table) => {
        const ofKind = cases(session.capabilities).filter(([named]) => named.column.kind === kind)
        for (const [named, cells] of ofKind) {
          const name = `${table}_${named.name}`
          const columns = [column('n', 'integer'), named]
          const rows = [...cells, null].map((cell, n) => [n, cell])
          await make(session, name, columns)
          await insert(session, name, columns, rows)
          const query = `SELECT * FROM ${session.dialect.quote(name)} ORDER BY n`
          const streamed = (await collect(session.read(query, { batchRows: 2 }))).flat()
          const form = ([n, value]: RawRow) => [n, canonical(kind, value)]
          expect.soft((await session.query(query)).map(form), `${named.name} by query`).toEqual(rows)
          expect.soft(streamed.map(form), `${named.name} by read`).toEqual(rows)
        }
      })
    }
  }
}
