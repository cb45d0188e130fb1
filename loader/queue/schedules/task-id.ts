import { randomUUID } from 'node:crypto'

/** The id that BullMQ gives the task of a schedule's nominal time; the same from whoever adds it, so that there is one. */
export function nominalId(schedule: string, nominal: number): string {
  return `repeat:${schedule}:${nominal}`
}

/** The nominal time of such an id; null: of another kind. */
export function nominalOf(id: string | undefined): Date | null {
  const [, milliseconds] = /^repeat:[^:]+:(\d+)$/.exec(id ?? '') ?? []
  return milliseconds === undefined ? null : new Date(Number(milliseconds))
}

/** Of a refresh that a schedule has out of turn. */
export function triggeredId(schedule: string): string {
  return `trigger:${schedule}:${randomUUID()}`
}
