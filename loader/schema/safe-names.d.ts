/** Refuses names that JavaScript would reorder (`2020`) or drop (`__proto__`), and empty ones. */
export declare function safeNames(place: string, columns: object): void
