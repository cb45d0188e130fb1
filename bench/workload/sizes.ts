/** How much of everything there is. */
export interface Sizes {
  readonly lines: number
  readonly customers: number
  readonly products: number
  readonly stores: number
}

/** In proportion to the lines, and from five million lines on as many as stay. */
export function sizesOf(lines: number): Sizes {
  return {
    lines,
    customers: Math.min(200_000, Math.ceil(lines / 25)),
    products: Math.min(20_000, Math.ceil(lines / 250)),
    stores: Math.min(1000, Math.ceil(lines / 5000)),
  }
}
