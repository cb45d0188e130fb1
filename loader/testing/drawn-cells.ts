import { DefinitionError } from '../errors/index.ts'

/** One cell as it was drawn: `"  x"` in quotes is a JSON text and keeps its spaces, all else is trimmed. */
export interface DrawnCell {
  readonly text: string
  readonly quoted: boolean
}

/** The cells of a drawn line, divided by `|`; a cell in quotes may hold that too. */
export function drawnCells(line: string): readonly DrawnCell[] {
  const cells: DrawnCell[] = []
  let rest = line
  for (;;) {
    const quoted = /^\s*("(?:[^"\\]|\\.)*")\s*(?=\||$)/.exec(rest)
    const end = quoted === null ? rest.indexOf('|') : rest.indexOf('|', quoted[0].length)
    const cell = end < 0 ? rest : rest.slice(0, end)
    cells.push(
      quoted === null ? { text: cell.trim(), quoted: false } : { text: unquoted(quoted[1] ?? ''), quoted: true },
    )
    if (end < 0) return cells
    rest = rest.slice(end + 1)
  }
}

/** Lines that hold cells; all others (empty ones, remarks) are left out. */
export function isDrawn(line: string): boolean {
  return line.includes('|')
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string
  } catch (cause) {
    throw new DefinitionError(
      'bad-drawing',
      `The cell ${text} is no JSON text: write \\n, \\t, \\" and \\\\ in quotes.`,
      {
        cause,
      },
    )
  }
}
