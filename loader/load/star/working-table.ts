/**
 * What a table beside the live one is for: '' the shadow or stage itself, 'd' rows whose grain was met before (no keys), 'c' grains in
 * conflict, 's' the source's rows, 'i' versions to insert, 'o' the former live table after a swap.
 */
export type WorkingPart = '' | 'd' | 'c' | 's' | 'i' | 'o'

export interface WorkingTable {
  readonly name: string
  readonly number: number
  readonly part: WorkingPart
}

/** `<table>__<n>` with the owner's number, so that a former owner's DDL never meets a later one's tables (ARCHITECTURE.md, Exactly once 4). */
export function workingTable(table: string, number: number, part: WorkingPart = ''): string {
  return `${table}__${number}${part === '' ? '' : `_${part}`}`
}

/** Which of the names that begin with `<table>__` are working tables of the loader; others may be a user's. */
export function workingTables(table: string, names: readonly string[]): readonly WorkingTable[] {
  return names.flatMap((name) => {
    if (!name.startsWith(`${table}__`)) return []
    const match = /^([1-9]\d*)(?:_([dcsio]))?$/.exec(name.slice(table.length + 2))
    return match === null ? [] : [{ name, number: Number(match[1]), part: (match[2] ?? '') as WorkingPart }]
  })
}
