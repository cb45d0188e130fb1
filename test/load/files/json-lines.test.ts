import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit, dimension, integer, json, jsonLines, key, natural, source, table } from '../../../loader/index.ts'
import type { FilesShape } from '../../../loader/model/index.ts'
import { part } from './part.ts'
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

describe('JSON lines', () => {
  it('digits exact, absent keys NULL, broken lines and parts rejected', async () => {
    world.write(
      'parts.jsonl',
      '{"id": 1, "name": "a\\n\\u00e1", "price": 1234567890.10}\n' +
        '{"name":null,"id":2}\n\n' +
        '{"id":3,"name":{"a":1},"price":1}\n' +
        '{"id":4,"name":"x"\n' +
        '{"id":5,"id":6}\n' +
        '[1]\n' +
        '{"id":7,"name":"]}\\"{","price":"7.5"}\r\n' +
        '{"id":8,"name":12}',
    )
    expect(await loaded(jsonLines(path('parts.jsonl')))).toMatchObject({ read: 8, new: 3, rejected: 5 })
    expect(await rows()).toEqual(['1 | a\ná | 1234567890.10', '2 | NULL | NULL', '7 | ]}"{ | 7.50'])
    expect((await world.rejects()).map(([row]) => /"\(line\)":(\d+)/.exec(row)?.[1])).toEqual(['5', '6', '7', '4', '9'])
  })

  it('documents keep their digits and the order of their keys', async () => {
    const noteDim = table('note_dim', { note_key: key(), id: natural(integer()), body: json(), ...audit() })
    const note = dimension({
      name: 'note',
      table: noteDim,
      source: source({ files: jsonLines(path('notes.jsonl')), columns: { id: integer(), body: json() } }),
      attributes: { body: 'type1' },
    })
    world.write(
      'notes.jsonl',
      '{"id":1,"body":{"b": [1.10, {"a":"} ,"}], "2": 12345678901234567890, "1":null}}\n{"id":2,"body":"x"}\n',
    )
    expect((await world.load(note)).error).toBeUndefined()
    const bodies = await world.session.query('SELECT body::VARCHAR FROM note_dim WHERE id > 0 ORDER BY id')
    expect(bodies).toEqual([['{"b":[1.10,{"a":"} ,"}],"2":12345678901234567890,"1":null}'], ['"x"']])
  })

  it('a misspelt column is found', async () => {
    world.write('parts.jsonl', '{"id":1,"Name":"a"}\n{"id":2,"price":1}\n')
    await expect(world.prove(part(jsonLines(path('parts.jsonl'))))).rejects.toThrow(
      /it has no name \(but Name: names must be equal in case\).*the keys of its first 2 lines are id, Name, price/,
    )
  })
})
