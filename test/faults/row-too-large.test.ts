import { expect, it } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import type { SourceShape, UnitDefinition } from '../../loader/model/index.ts'
import { degenerate, integer, measure, natural, text } from '../../loader/schema/index.ts'
import { inRun, loadOne } from '../load/crash/load-units.ts'
import { drawDimension, drawFact } from '../load/world/shapes.ts'
import { describeOwnMariadb } from '../servers/describe-mysql.ts'
import { mysqlDatabase, startMariadb } from '../servers/index.ts'

const mega = 1024 * 1024
/** The second row is larger than a packet, in bytes; the third one is not. */
const source: SourceShape = {
  from: '',
  columns: { no: integer(), words: text() },
  rows: () => [
    { no: 1, words: 'short' },
    { no: 2, words: 'é'.repeat(0.6 * mega) },
    { no: 3, words: 'e'.repeat(0.6 * mega) },
  ],
}
const units: readonly UnitDefinition[] = [
  drawDimension('topic', {
    keep: 'nothing',
    columns: { no: natural(integer()), words: text() },
    attributes: { words: 'type1' },
    source,
  }),
  drawFact('note', { columns: { no: degenerate(integer()), words: measure(text()) }, grain: ['no'], source }),
]

describeOwnMariadb('a server that takes a megabyte at once (FAULTS 49)', () => {
  it('gets the rows that it takes; a larger one is rejected, its values cut', async () => {
    await using server = await startMariadb({ args: ['--max-allowed-packet=1M'] })
    await using database = await mysqlDatabase(server.url)
    for (const unit of units) {
      await inRun(database.url, '2020-01-01 00:00:00.000000', [
        async (open) =>
          expect(await loadOne(open, unit)).toMatchObject({ status: 'done', counts: { new: 2, rejected: 1 } }),
      ])
      await using engine = await openEngine(database.url)
      await using session = await engine.connect()
      expect(await session.query(`SELECT no, LENGTH(words) FROM ${unit.name} WHERE no > 0 ORDER BY no`)).toEqual([
        [1, 5],
        [3, Math.floor(0.6 * mega)],
      ])
      const [reject] = await session.query(
        `SELECT reason, row_key, message, row_json FROM etl_reject WHERE unit = '${unit.name}'`,
      )
      expect(reject).toEqual([
        'type',
        'no=2',
        expect.stringMatching(/^The row takes 12\d{5} bytes, .* takes 1048576 at once \(max_allowed_packet\)/),
        expect.stringMatching(/^\{"no":2,"words":"é{1000}… \(629145 characters, cut here\)"\}$/),
      ])
    }
  })
})
