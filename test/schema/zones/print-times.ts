import { localDate, type Time, toUtc } from '../../../loader/schema/index.ts'

// What a child process computes under another TZ: the zones and the times are its two arguments.
const [, , zones = '', times = ''] = process.argv
process.stdout.write(`${new Intl.DateTimeFormat().resolvedOptions().timeZone}\n`)
for (const zone of zones.split(',')) {
  for (const time of times.split(',') as Time[]) {
    process.stdout.write(`${zone} ${time} ${toUtc(time, zone)} ${localDate(time, zone)}\n`)
  }
}
