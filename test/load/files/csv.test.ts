import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type Column,
  csv,
  dimension,
  history,
  integer,
  key,
  masked,
  natural,
  nullable,
  source,
  table,
  varchar,
} from '../../../loader/index.ts'
import type { FilesShape } from '../../../loader/model/index.ts'
import { columns, part, partDim } from './part.ts'
import { type FileWorld, fileWorld } from './play-files.ts'

let world: FileWorld
beforeAll(async () => {
  world = await fileWorld()
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(() => world.session.execute('DROP TABLE IF EXISTS part_dim'))

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

describe('FAULTS 16: CSV', () => {
  it('exact, or rejected with file and line', async () => {
    world.write(
      'dirt.csv',
      '\ufeffprice,id,ignored,name\r\n' +
        '1.50,1,x,"a, ""b""\nc"\r\n' +
        '2,2,x\r\n' +
        ',3,x,""\r\n' +
        '4,4,x,"back\\"\r\n' +
        '5,5,x,"a"b\r\n' +
        'x,6,x,n\r\n' +
        '\r\n' +
        '7,7,x,last',
    )
    expect(await loaded(csv(path('dirt.csv')))).toMatchObject({ read: 7, new: 4, rejected: 3 })
    expect(await rows()).toEqual(['1 | a, "b"\nc | 1.50', '3 |  | NULL', '4 | back\\ | 4.00', '7 | last | 7.00'])
    expect(await world.rejects()).toEqual([
      [
        '{"(file)":"dirt.csv","(line)":4,"text":"2,2,x\\r\\n"}',
        'dirt.csv, line 4: it has 3 fields, and its header has 4.',
      ],
      [
        '{"(file)":"dirt.csv","(line)":7,"text":"5,5,x,\\"a\\"b\\r\\n"}',
        'dirt.csv, line 7: something follows the closing quote of a field.',
      ],
      [expect.stringMatching(/"id":"6".*"\(file\)":"dirt.csv","\(line\)":8/), expect.stringMatching(/price/)],
    ])
  })

  it('FAULTS 15: empty text and NULL are two things, whatever NULL is', async () => {
    world.write('null.csv', 'id,name,price\n1,,\\N\n2,"",\\N\n3,\\N,\\N\n4,"\\N",\\N\n')
    await loaded(csv(path('null.csv'), { null: '\\N' }))
    expect(await rows()).toEqual(['1 |  | NULL', '2 |  | NULL', '3 | NULL | NULL', '4 | \\N | NULL'])
  })

  it('FAULTS 10: other encodings exact; what is no UTF-8 rejected with its line; a wrong encoding fails', async () => {
    world.write('latin.csv', Buffer.from('id,name,price\n1,á€,1\n'.replace('€', '\u0080'), 'latin1'))
    await loaded(csv(path('latin.csv'), { encoding: 'windows-1252' }))
    expect(await rows()).toEqual(['1 | á€ | 1.00'])
    world.write(
      'latin.csv',
      Buffer.concat([Buffer.from('id,name,price\n1,\u00e1,1\n2,'), Buffer.from([0xe1]), Buffer.from(',1\n')]),
    )
    expect(await loaded(csv(path('latin.csv')))).toMatchObject({ read: 2, rejected: 1 })
    expect((await world.rejects())[0]?.[1]).toBe('latin.csv, line 3: it holds bytes that are no UTF-8.')
  })

  it('UTF-16 with its mark', async () => {
    world.write('wide.csv', Buffer.from('\ufeffid,name,price\r\n1,😀,1\r\n', 'utf16le'))
    await loaded(csv(path('wide.csv'), { encoding: 'utf-16le' }))
    expect(await rows()).toEqual(['1 | 😀 | 1.00'])
    const { error } = await world.load(part(csv(path('wide.csv'), { encoding: 'utf-16be' })))
    expect(error).toMatchObject({ code: expect.stringMatching(/bad-encoding|source-differs/) })
  })

  it('without header, by position', async () => {
    world.write('bare.csv', '1;a;1\n2;b;2')
    await loaded(csv(path('bare.csv'), { delimiter: ';', header: false }))
    expect(await rows()).toEqual(['1 | a | 1.00', '2 | b | 2.00'])
    await expect(world.prove(part(csv(path('bare.csv'), { header: false })))).rejects.toThrow(
      /its first record has 1 fields, and 3 columns are declared/,
    )
  })

  it('masked columns stay hidden in a broken record', async () => {
    world.write('secret.csv', 'id,name,price\n1,hush,1\n2,hush\n')
    const secret = table('part_dim', {
      ...partDim.columns,
      name: masked(nullable(varchar(20))) as Column<'varchar', true>,
    })
    await world.load(part(csv(path('secret.csv')), { table: secret as typeof partDim }))
    expect(JSON.stringify(await world.rejects())).not.toContain('hush')
    expect(await world.rejects()).toHaveLength(1)
  })

  it('a quote that is never closed fails the unit, naming the line', async () => {
    world.write('open.csv', 'id,name,price\n1,a,1\n2,"b,2\n3,c,3\n')
    const { status, error } = await world.load(part(csv(path('open.csv'))))
    expect([status, error]).toMatchObject([
      'failed',
      { code: 'quote-not-closed', message: expect.stringContaining('line 3') },
    ])
    expect(await rows()).toEqual([])
  })

  it.each([{}, { lookupMemory: 1 }])('while a record cannot be read, no member counts as gone (%j)', async (memory) => {
    await world.session.execute('DROP TABLE IF EXISTS keeping_dim')
    const keeping = table('keeping_dim', {
      keeping_key: key(),
      id: natural(integer()),
      name: nullable(varchar(20)),
      ...history(),
    })
    const closing = dimension({
      name: 'keeping',
      table: keeping,
      source: source({ files: csv(path('gone.csv')), columns }),
      attributes: { name: 'type2' },
      deletes: 'close',
      maxDeleteShare: 1,
      rejects: { warn: 1, fail: 1 },
    })
    const current = async () =>
      (await world.session.query('SELECT id FROM keeping_dim WHERE is_current AND id > 0 ORDER BY id')).map(
        ([id]) => id,
      )
    world.write('gone.csv', 'id,name,price\n1,a,1\n2,b,2\n')
    await world.load(closing, memory)
    world.write('gone.csv', 'id,name,price\n1,a,1\n2,"b"b,2\n')
    expect((await world.load(closing, memory)).error).toBeUndefined()
    expect(await current()).toEqual([1, 2])
    world.write('gone.csv', 'id,name,price\n1,a,1\n')
    expect((await world.load(closing, memory)).error).toBeUndefined()
    expect(await current()).toEqual([1])
  })
})
