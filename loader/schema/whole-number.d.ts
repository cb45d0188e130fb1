/** Refuses a length, precision or scale that is no whole number of the range. */
export declare function wholeNumber(place: string, what: string, value: number, least: number, most: number): void
