/** Refuses an option that this version does not know: nothing is ignored in silence. */
export declare function knownOptions(place: string, options: object, known: readonly string[]): void
