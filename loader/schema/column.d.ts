import type { ColumnShape, Kind, Purpose } from './column-shape.ts'
/** A column typed by SQL name, nullability and purpose; lengths and precisions are left to `check`. */
export interface Column<K extends Kind = Kind, N extends boolean = boolean, P extends Purpose = Purpose>
  extends ColumnShape {
  readonly kind: K
  readonly nullable: N
  readonly purpose: P
}
/** Columns by name, in DDL order. */
export type Columns = Readonly<Record<string, Column>>
type Facets = Omit<ColumnShape, 'kind' | 'nullable' | 'purpose' | 'references'>
/** A NOT NULL column without a purpose of its own yet. */
export declare function plainColumn<K extends Kind>(kind: K, facets?: Facets): Column<K, false, 'attribute'>
