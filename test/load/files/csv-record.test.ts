import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvRecords } from '../../../loader/load/extract/files/csv-records.ts'
import { csv } from '../../../loader/model/index.ts'

type Options = Parameters<typeof csv>[1]

/** Every record as `[line, fields or why not]`, the bytes given in pieces of one size. */
async function read(bytes: Uint8Array, piece: number, options: Options = {}) {
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += piece) yield Buffer.from(bytes.subarray(at, at + piece))
  }
  const found: unknown[] = []
  for await (const { records } of csvRecords(pieces(), csv('x.csv', options), 'x.csv'))
    for (const { line, values, wrong } of records) found.push([line, wrong ?? values])
  return found
}

const every = async (text: string, options: Options = {}) => {
  const bytes = Buffer.from(text)
  const whole = await read(bytes, bytes.length + 1, options)
  // Wherever the bytes are cut, the records are the same.
  for (let piece = 1; piece < Math.min(bytes.length, 40); piece++)
    expect(await read(bytes, piece, options), `pieces of ${piece}`).toEqual(whole)
  return whole
}

test.each<[string, string, unknown[], Options?]>([
  [
    'lines',
    'a,b\nc,d\n',
    [
      [1, ['a', 'b']],
      [2, ['c', 'd']],
    ],
  ],
  [
    'CRLF',
    'a,b\r\nc,d\r\n',
    [
      [1, ['a', 'b']],
      [2, ['c', 'd']],
    ],
  ],
  [
    'no last newline',
    'a,b\nc,d',
    [
      [1, ['a', 'b']],
      [2, ['c', 'd']],
    ],
  ],
  [
    'empty fields are NULL, quoted ones text',
    ',""\n"",',
    [
      [1, [null, '']],
      [2, ['', null]],
    ],
  ],
  ['another NULL', '\\N,"\\N",\n', [[1, [null, '\\N', '']]], { null: '\\N' }],
  [
    'quotes, delimiter, newlines inside of quotes',
    '"a ""b""","c,d","e\nf\r\ng"\nh,i,j\n',
    [
      [1, ['a "b"', 'c,d', 'e\nf\r\ng']],
      [4, ['h', 'i', 'j']],
    ],
  ],
  ['only quotes', '"""",""""""\n', [[1, ['"', '""']]]],
  ['a backslash before the closing quote', '"a\\","b"\n', [[1, ['a\\', 'b']]]],
  ['spaces are data', ' a , b\n', [[1, [' a ', ' b']]]],
  ['another delimiter, another quote', "'a;''b';c\n", [[1, ["a;'b", 'c']]], { delimiter: ';', quote: "'" }],
  ['no quote', '"a,b"\n', [[1, ['"a', 'b"']]], { quote: null }],
  ['tabs', 'a\tb,c\n', [[1, ['a', 'b,c']]], { delimiter: '\t' }],
  ['letters of many bytes', 'á,😀\n', [[1, ['á', '😀']]]],
  [
    'empty lines are told by their line',
    'a\n\nb\n',
    [
      [1, ['a']],
      [2, [null]],
      [3, ['b']],
    ],
  ],
  ['nothing', '', []],
  [
    'text behind a quote',
    '"a"b,c\nd,e\n',
    [
      [1, 'something follows the closing quote of a field'],
      [2, ['d', 'e']],
    ],
  ],
  [
    'a quote inside',
    'a"b",c\nd,e\n',
    [
      [1, 'a quote stands inside a field that does not begin with one'],
      [2, ['d', 'e']],
    ],
  ],
  [
    'a space before a quote',
    'x, "a"\nd,e',
    [
      [1, 'a quote stands inside a field that does not begin with one'],
      [2, ['d', 'e']],
    ],
  ],
  [
    'a carriage return alone',
    'a\rb,c\nd,e\n',
    [
      [1, 'a carriage return stands alone outside of quotes'],
      [2, ['d', 'e']],
    ],
  ],
  ['a carriage return at the end', 'd,e\r', [[1, 'a carriage return stands alone outside of quotes']]],
  [
    'lines after a broken record of several',
    '"a\nb"c,d\ne,f\n',
    [
      [1, 'something follows the closing quote of a field'],
      [3, ['e', 'f']],
    ],
  ],
])('%s', async (_, text, records, options = {}) => {
  expect(await every(text, options)).toEqual(records)
})

test('bytes that are no UTF-8 are told by their line', async () => {
  const bytes = Buffer.concat([Buffer.from('a\n'), Buffer.from([0xe1, 0x0a]), Buffer.from('b\n')])
  expect(await read(bytes, 99)).toEqual([
    [1, ['a']],
    [2, 'it holds bytes that are no UTF-8'],
    [3, ['b']],
  ])
})

test.each(['a\nb,"c\nd', '"', 'a,"b""'])('a quote that is not closed fails the file: %j', async (text) => {
  const line = text.startsWith('a\n') ? 2 : 1
  await expect(every(text)).rejects.toMatchObject({
    code: 'quote-not-closed',
    message: expect.stringContaining(`line ${line}`),
  })
})

test('any text comes back as it was written, on the line on which it was', async () => {
  const cell = fc.oneof(fc.constant(null), fc.string({ unit: fc.constantFrom(...'ab",\n\r \\😀é'), maxLength: 6 }))
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.integer({ min: 1, max: 30 }),
      async (rows, end, last, piece) => {
        let line = 1
        const expected = rows.map((row) => {
          const at = line
          line += 1 + row.join('').split('\n').length - 1
          return [at, row]
        })
        const lines = rows.map((row) =>
          row.map((value) => (value === null ? '' : `"${value.replaceAll('"', '""')}"`)).join(','),
        )
        const text = lines.join(end) + (last && rows.length > 0 ? end : '')
        expect(await read(Buffer.from(text), piece)).toEqual(expected)
      },
    ),
  )
})
