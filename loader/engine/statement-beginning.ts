/** The beginning of a statement on one line, for messages; parameters are not part of it, so their values never show. */
export function statementBeginning(sql: string, characters = 120): string {
  const line = sql.replace(/\s+/g, ' ').trim()
  return line.length <= characters ? line : `${line.slice(0, characters - 1).trimEnd()}…`
}
