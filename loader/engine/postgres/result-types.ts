import type { FieldDef } from 'pg'
import type { Kind } from '../../schema/index.ts'
import type { ResultColumn } from '../session.ts'

// Type numbers of pg_type.dat, the same on every server.
const smallint = 21
const integer = 23
const boolean = 16
const bytea = 17
const numeric = 1700
const timestamptz = 1184

const known: Readonly<Record<number, readonly [word: string, kind: Kind | null]>> = {
  [boolean]: ['boolean', 'boolean'],
  [bytea]: ['bytea', 'binary'],
  18: ['"char"', 'varchar'],
  19: ['name', 'varchar'],
  20: ['bigint', 'bigint'],
  [smallint]: ['smallint', 'integer'],
  [integer]: ['integer', 'integer'],
  25: ['text', 'text'],
  26: ['oid', 'bigint'],
  114: ['json', 'json'],
  142: ['xml', 'text'],
  650: ['cidr', 'varchar'],
  700: ['real', 'double'],
  701: ['double precision', 'double'],
  // A literal, or an expression that is always NULL.
  705: ['unknown', 'text'],
  774: ['macaddr8', 'varchar'],
  829: ['macaddr', 'varchar'],
  869: ['inet', 'varchar'],
  1042: ['character', 'varchar'],
  1043: ['character varying', 'varchar'],
  1082: ['date', 'date'],
  1083: ['time', 'time'],
  1114: ['timestamp', 'timestamp'],
  [timestamptz]: ['timestamp with time zone', 'timestamp'],
  1560: ['bit', 'varchar'],
  1562: ['bit varying', 'varchar'],
  2950: ['uuid', 'varchar'],
  3802: ['jsonb', 'json'],
}

/** Name, the server's word and our kind of one column of a result; null for types that the server must be asked about. */
export function resultColumn({ name, dataTypeID: type, dataTypeModifier }: FieldDef): ResultColumn | null {
  if (type === numeric) return { name, type: numericWord(dataTypeModifier), kind: 'decimal' }
  const found = known[type]
  if (found === undefined) return null
  const [word, kind] = found
  return { name, type: word, kind, ...(type === timestamptz ? { instant: true } : {}) }
}

/** A type of an extension or of this database, as pg_type tells it: names of a list (enum) and text without case are text to us. */
export function otherKind(typtype: string, typname: string): Kind | null {
  if (typtype === 'e') return 'varchar'
  return typname === 'citext' ? 'text' : null
}

function numericWord(modifier: number): string {
  if (modifier < 4) return 'numeric'
  const [precision, scale] = [(modifier - 4) >> 16, (modifier - 4) & 0xffff]
  return `numeric(${precision},${scale})`
}

/** What a field becomes; `text`: stays as the server printed it. */
export type Form = 'text' | 'integer' | 'boolean' | 'bytes'

const forms: Readonly<Record<number, Form>> = {
  [boolean]: 'boolean',
  [smallint]: 'integer',
  [integer]: 'integer',
  [bytea]: 'bytes',
}

/** Of a type by its number. */
export function formOf(type: number): Form {
  return forms[type] ?? 'text'
}
