/** The marketplace's first and last day, before it is moved forward (milliseconds since 1970, UTC). */
export const opened = Date.UTC(2011, 5, 1)
export const closed = Date.UTC(2025, 0, 1)

export const dayLength = 86_400_000

/** Canonical text: `2024-05-06 07:08:09.123456`. */
export function timeText(milliseconds: number, micros: number): string {
  const seconds = new Date(Math.floor(milliseconds / 1000) * 1000).toISOString().slice(0, 19).replace('T', ' ')
  return `${seconds}.${String(micros).padStart(6, '0')}`
}

/** The same time of day, so many days before. */
export function daysBefore(time: string, days: number): string {
  const moved = Date.parse(`${time.slice(0, 10)}T00:00:00Z`) - days * dayLength
  return `${dayText(moved)}${time.slice(10)}`
}

export function dayText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}

/** The first instant of the day that many days after the marketplace's last; day 1 is the first that `evolve` adds. */
export function startOfDay(day: number): number {
  return closed + (day - 1) * dayLength
}
