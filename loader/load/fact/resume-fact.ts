import type { Interrupted, UnitNotes, UnitOwner } from '../../log/index.ts'
import { definitionHash, type FactShape } from '../../model/index.ts'
import { type Basis, type LoadPoint, readResumePoint } from './resume-point.ts'
import type { StageTables } from './stage-tables.ts'

/** A load that another process began, with what it has done. */
export interface Resumed {
  readonly load: Interrupted
  readonly point: LoadPoint
}

/** A rebuilt fact is what its source holds now: rows read longer ago are read again. */
const hoursOfRebuild = 12

export interface ResumeParts {
  readonly fact: FactShape
  readonly owner: UnitOwner
  readonly tables: StageTables
  readonly basis: Basis
  /** The log's time. */
  readonly now: string
}

/**
 * Goes on with the unit's interrupted load if that gives the table of a load without interruption: its tables bear this owner's number already, its
 * batches and rejects become this owner's. Else gives them up, drops the tables and notes why.
 */
export async function resumeFact(
  load: Interrupted | null,
  parts: ResumeParts,
  notes: UnitNotes,
): Promise<Resumed | null> {
  if (load === null) return null
  const { owner, tables } = parts
  const point = readResumePoint(load.resumes)
  const why = point === null ? 'another version of the loader began it' : await obstacle(load, point, parts)
  if (point === null || why !== null) {
    await owner.giveUp()
    await tables.drop()
    notes.anew = `run ${load.runId} was interrupted when it had read ${load.counts.read} rows, which were read again: ${why}`
    return null
  }
  await owner.adopt(load)
  await tables.goOn()
  notes.resumed = {
    run: point.run,
    read: load.counts.read,
    after: keysText(parts.fact, point),
  }
  return { load, point }
}

async function obstacle(
  load: Interrupted,
  point: LoadPoint,
  { fact, owner, tables, basis, now }: ResumeParts,
): Promise<string | null> {
  const { source, refresh } = fact
  if (load.definitionHash !== definitionHash(fact)) return 'its definition has changed'
  if (source.files !== undefined) return 'files are read from their beginning'
  if (source.sql === undefined) return 'its rows come from no query'
  if (source.partition === undefined) return 'its source names no partition, after whose last key reading could go on'
  if (point.basis.last !== basis.last)
    return `it had begun at ${point.basis.last ?? 'the beginning'}, and this load begins at ${basis.last ?? 'the beginning'}`
  const changed = Object.entries(basis.dimensions).find(([name, number]) => point.basis.dimensions[name] !== number)
  if (changed !== undefined) return `dimension ${changed[0]} has changed`
  if (refresh.mode === 'rebuild' && hoursBetween(load.lastAt, now) > hoursOfRebuild)
    return `its last batch is more than ${hoursOfRebuild} hours old`
  const { settled, compared } = point
  const rows = compared === undefined ? (settled?.kept ?? load.rows) : compared.new + compared.overwritten
  const there = await tables.count(await owner.session(), settled === undefined)
  return there === rows ? null : `its tables hold ${there ?? 'no'} rows, and ${rows} had been loaded`
}

function hoursBetween(one: string, other: string): number {
  const millis = (time: string) => Date.parse(`${time.slice(0, 19).replace(' ', 'T')}Z`)
  return (millis(other) - millis(one)) / 3_600_000
}

/** The last key of each range that has one. */
function keysText({ source }: FactShape, { key, ranges, settled }: LoadPoint): string | null {
  const keys = settled === undefined && ranges.length > 0 ? ranges.map((range) => range.key) : [key]
  const texts = keys.flatMap((cells) =>
    cells === null ? [] : [(source.partition ?? []).map((name, at) => `${name}=${cells[at]}`).join(', ')],
  )
  return texts.length === 0 ? null : texts.join(' and ')
}
