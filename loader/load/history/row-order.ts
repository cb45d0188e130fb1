import type { Cell, Cells, Kind } from '../../schema/index.ts'

/** Below 0: a comes before b. */
export type CompareRows = (a: Cells, b: Cells) => number

/**
 * The order that the `order` columns give: by each column in turn, by what its canonical texts mean, never by the texts of numbers
 * (`'10'` comes after `'9'`). NULL comes first; text goes by its UTF-8 bytes, as equality does.
 */
export function rowOrder(kinds: readonly Kind[]): CompareRows {
  const compares = kinds.map(comparison)
  return (a, b) => {
    for (const [at, compare] of compares.entries()) {
      const order = nullFirst(a[at] ?? null, b[at] ?? null, compare)
      if (order !== 0) return order
    }
    return 0
  }
}

type CompareCells = (a: Cell, b: Cell) => number

function nullFirst(a: Cell, b: Cell, compare: CompareCells): number {
  if (a === b) return 0
  if (a === null) return -1
  return b === null ? 1 : compare(a, b)
}

function comparison(kind: Kind): CompareCells {
  switch (kind) {
    case 'boolean':
    case 'integer':
    case 'double':
      return (a, b) => Number(a) - Number(b)
    case 'bigint':
    case 'decimal':
    case 'time':
      return byDigits
    default:
      return (a, b) => Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)))
  }
}

/** One column's texts have equally many digits after the point, and a time's minutes, seconds and fraction have fixed places. */
function byDigits(a: Cell, b: Cell): number {
  const left = digits(a)
  const right = digits(b)
  return left < right ? -1 : left > right ? 1 : 0
}

function digits(cell: Cell): bigint {
  const text = String(cell).replaceAll(/[:.]/g, '')
  return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text)
}
