/** The first and the last moment that history knows: `[beginning, openEnd)` is all of time (KIMBALL.md). */
export interface Bounds {
  readonly beginning: string
  readonly openEnd: string
}

const microsecond: Bounds = Object.freeze({
  beginning: '1000-01-01 00:00:00.000000',
  openEnd: '9999-12-31 23:59:59.999999',
})
const day: Bounds = Object.freeze({ beginning: '1000-01-01', openEnd: '9999-12-31' })

/** The bounds as texts of the table's valid_from and valid_to; a table without history is treated as one with microseconds. */
export function bounds(history: 'microsecond' | 'day' | null | undefined): Bounds {
  return history === 'day' ? day : microsecond
}
