/** A table as aligned text: the first column to the left, numbers (columns named in `right`) to the right; no blank at a line's end. */
export function align(rows: readonly (readonly string[])[], right: ReadonlySet<number>): string {
  const widths: number[] = []
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, [...cell].length)
  const line = (row: readonly string[]) =>
    row.map((cell, i) => {
      const blank = ' '.repeat((widths[i] ?? 0) - [...cell].length)
      return right.has(i) ? blank + cell : cell + blank
    })
  return rows.map((row) => line(row).join('  ').trimEnd()).join('\n')
}
