import { closeSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DefinitionError } from '../errors/index.ts'

/** `run.log` of a directory, open for appending. */
export interface LogFile extends Disposable {
  readonly path: string
  write(line: string): void
}

export interface LogFileOptions {
  readonly directory: string
  /** Files of former days older than this many days are removed. */
  readonly keepDays: number
  readonly now: Date
}

const rotated = /^run-(\d{4}-\d\d-\d\d)(?:\.\d+)?\.log$/

/**
 * Opens `run.log`. One whose last line is of an earlier day (UTC) is first put away as `run-<its day>.log`; files put away too long ago are removed.
 * Writing is synchronous, so that a crash loses nothing. Throws DefinitionError 'log-directory'.
 */
export function openLogFile({ directory, keepDays, now }: LogFileOptions): LogFile {
  const path = join(directory, 'run.log')
  try {
    mkdirSync(directory, { recursive: true })
    putAway(directory, path, day(now))
    for (const name of old(directory, day(new Date(now.getTime() - keepDays * 86_400_000))))
      rmSync(join(directory, name), { force: true })
    const file = openSync(path, 'a')
    return { path, write: (line) => void writeSync(file, line), [Symbol.dispose]: () => closeSync(file) }
  } catch (cause) {
    throw new DefinitionError(
      'log-directory',
      `The log cannot be written to ${path}: ${cause instanceof Error ? cause.message : String(cause)}. Set log.directory in config.ts to a place that can be written.`,
      { cause },
    )
  }
}

function putAway(directory: string, path: string, today: string): void {
  const last = statSync(path, { throwIfNoEntry: false })
  if (last === undefined || day(last.mtime) >= today) return
  const there = new Set(readdirSync(directory))
  const base = `run-${day(last.mtime)}`
  let name = `${base}.log`
  for (let n = 1; there.has(name); n++) name = `${base}.${n}.log`
  try {
    renameSync(path, join(directory, name))
  } catch (error) {
    // Another run that started at the same moment was first.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}

function old(directory: string, oldest: string): readonly string[] {
  return readdirSync(directory).filter((name) => (rotated.exec(name)?.[1] ?? oldest) < oldest)
}

function day(time: Date): string {
  return time.toISOString().slice(0, 10)
}
