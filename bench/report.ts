import type { Figure } from './measures/figure.ts'
import type { Measure } from './measures/measure.ts'

/** A figure as a line of JSON. */
export function jsonLine(figure: Figure): string {
  const { measure, engine, ratio, limitSeconds, loaderSeconds, rows, residentMb, overheadMs } = figure
  const line = { measure, engine, ratio, limitSeconds, loaderSeconds, rows, residentMb }
  return JSON.stringify(overheadMs === null ? line : { ...line, overheadMs })
}

const widths = [12, 26, 12, 9, 9, 8, 9, 9, 9]

export const tableHead = [
  cells(['engine', 'measure', 'rows', 'limit s', 'loader s', 'ratio', 'minimum', 'target', 'resident']),
  cells(widths.map((width) => '-'.repeat(width))),
].join('\n')

/** A figure as a line of the table, with what must be reached. */
export function tableLine(figure: Figure, { minimum, target, against, overhead }: Measure): string {
  const each =
    overhead === undefined || figure.overheadMs === null
      ? ''
      : `: ${figure.overheadMs.toFixed(1)} ms a unit more, at most ${overhead.mostMilliseconds}`
  return `${cells([
    figure.engine,
    figure.measure,
    figure.rows.toLocaleString('en'),
    figure.limitSeconds?.toFixed(2) ?? '',
    figure.loaderSeconds.toFixed(2),
    figure.ratio?.toFixed(2) ?? '',
    minimum?.toFixed(2) ?? '',
    target?.toFixed(2) ?? '',
    `${figure.residentMb} MB`,
  ])}  ${against === null ? '' : `against ${against}${each}`}`.trimEnd()
}

function cells(texts: readonly string[]): string {
  return texts.map((text, at) => (at < 2 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0))).join('  ')
}
