import { nullable, timestamp } from '../../../loader/schema/index.ts'
import { openTransfer } from './transfer.ts'

// A child process under another TZ: loads naive local times of New York, a gap and a repeated hour among them, and prints what is stored.
const [, , sourceUrl = '', warehouseUrl = ''] = process.argv
await using transfer = await openTransfer(sourceUrl, warehouseUrl)
const type = sourceUrl.startsWith('mysql') ? 'DATETIME(6)' : 'TIMESTAMP'
const values = [
  '2021-03-14 02:30:00.000001',
  '2021-11-07 01:30:00',
  '2021-07-01 00:00:00.5',
  '9999-12-31 23:59:59.999999',
]
const zoned = await transfer.load({
  type,
  values: values.map((value) => `'${value}'`),
  column: nullable(timestamp()),
  zone: 'America/New_York',
})
const plain = await transfer.load({ type, values: values.map((value) => `'${value}'`), column: nullable(timestamp()) })
process.stdout.write(JSON.stringify({ host: new Date(0).getTimezoneOffset(), zoned: zoned.cells, plain: plain.cells }))
