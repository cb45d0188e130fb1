/** The cell that stands for all time after the others; a version painted on it has the open end. */
export const FOREVER = 24
/** Before all cells: where an inferred member begins. */
export const BEGINNING = -1

/** Time as a strip of cells, each painted with the number of the version that is valid then. */
export class Strip {
  #cells: (number | null)[] = Array.from({ length: FOREVER + 1 }, () => null)

  at(cell: number): number | null {
    return this.#cells[cell] ?? null
  }

  /** The versions in time order; `to` is exclusive, FOREVER: the open end. */
  painted(): { readonly id: number; readonly from: number; readonly to: number }[] {
    const ids = [...new Set(this.#cells.filter((id) => id !== null))]
    return ids.map((id) => {
      const last = this.#cells.lastIndexOf(id)
      return { id, from: this.#cells.indexOf(id), to: last === FOREVER ? FOREVER : last + 1 }
    })
  }

  paint(from: number, to: number, id: number): void {
    for (let cell = from; cell < to; cell++) this.#cells[cell] = id
    if (to === FOREVER) this.#cells[FOREVER] = id
  }

  erase(id: number, from: number): void {
    this.#cells = this.#cells.map((painted, cell) => (painted === id && cell >= from ? null : painted))
  }
}
