import type { Kind } from './column-shape.ts'
/** A date's text, `2024-02-29`. The template tells kinds apart; whether the day exists is conform's business. */
export type Day = `${number}-${number}-${number}`
/** A timestamp's text, `2024-02-29 13:45:00.000000`, in UTC. */
export type Time = `${Day} ${string}`
interface Values {
  boolean: boolean
  integer: number
  bigint: `${bigint}`
  decimal: `${number}`
  double: `${number}`
  varchar: string
  text: string
  date: Day
  time: string
  timestamp: Time
  json: string
  binary: string
}
/** What a column of this kind holds in TypeScript: in `derive`, and in the reserved members. */
export type ValueOf<K extends Kind> = Values[K]
