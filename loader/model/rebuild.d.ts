import type { FactShape } from './shapes.ts'
/**
 * The fact is built beside the live table and swapped in; refused when it has no row or shrank by more than `maxShrink` (a share of the live
 * rows, default 0.2) unless `--accept-shrink` is given.
 */
export declare function rebuild(options?: { readonly maxShrink?: number }): FactShape['refresh']
