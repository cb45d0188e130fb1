import type { Latest } from './shapes.ts'
/** `asOf: latest`: the version with the greatest `valid_from`, ended or not. */
export declare const latest: Latest
