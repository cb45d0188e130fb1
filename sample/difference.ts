import type { Cell, Cells } from '../loader/schema/index.ts'

/** What turns one content of a table into another: first these are taken away, then those are put in. */
export interface Difference {
  /** Of each thing that changed or is gone: the columns that tell what a row is about. */
  readonly away: readonly Cells[]
  /** All rows of each thing that changed or is new. */
  readonly fresh: readonly Cells[]
  readonly added: number
  readonly changed: number
  readonly removed: number
}

/** Both come in the order of their first `about` columns; rows equal in those are about the same thing and go together. */
export function difference(before: Iterable<Cells>, after: Iterable<Cells>, about: number): Difference {
  const away: Cells[] = []
  const fresh: Cells[] = []
  let [added, changed, removed] = [0, 0, 0]
  const [olds, news] = [things(before, about), things(after, about)]
  let [was, is] = [olds.next(), news.next()]
  while (!was.done || !is.done) {
    const order = was.done ? 1 : is.done ? -1 : compare(was.value, is.value, about)
    if (order < 0 && !was.done) {
      away.push(keyOf(was.value, about))
      removed += 1
    } else if (order > 0 && !is.done) {
      fresh.push(...is.value)
      added += 1
    } else if (!was.done && !is.done && !same(was.value, is.value)) {
      away.push(keyOf(was.value, about))
      fresh.push(...is.value)
      changed += 1
    }
    if (order <= 0) was = olds.next()
    if (order >= 0) is = news.next()
  }
  return { away, fresh, added, changed, removed }
}

type Thing = readonly [Cells, ...Cells[]]

function* things(rows: Iterable<Cells>, about: number): Generator<Thing> {
  let thing: [Cells, ...Cells[]] | null = null
  for (const row of rows) {
    if (thing !== null && compare(thing, [row], about) === 0) thing.push(row)
    else {
      if (thing !== null) yield thing
      thing = [row]
    }
  }
  if (thing !== null) yield thing
}

function keyOf([row]: Thing, about: number): Cells {
  return row.slice(0, about)
}

function compare([left]: Thing, [right]: Thing, about: number): number {
  for (let at = 0; at < about; at++) {
    const order = compareCells(left[at] ?? null, right[at] ?? null)
    if (order !== 0) return order
  }
  return 0
}

function compareCells(left: Cell, right: Cell): number {
  if (left === right) return 0
  return left !== null && (right === null || left > right) ? 1 : -1
}

function same(left: Thing, right: Thing): boolean {
  return (
    left.length === right.length && left.every((row, index) => row.every((cell, at) => cell === right[index]?.[at]))
  )
}
