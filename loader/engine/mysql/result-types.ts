import type { FieldPacket } from 'mysql2'
import type { Kind } from '../../schema/index.ts'
import type { ResultColumn } from '../session.ts'

// Numbers of the protocol (MySQL internals manual, column types; character set 63 is `binary`).
const binaryCharacters = 63
const unsigned = 32
const timestamp = 7
const enumeration = 256
const set = 2048
const plain: Readonly<Record<number, readonly [word: string, kind: Kind | null]>> = {
  2: ['smallint', 'integer'],
  4: ['float', 'double'],
  5: ['double', 'double'],
  // An expression that is always NULL fits whatever is declared, as text does.
  6: ['null', 'text'],
  [timestamp]: ['timestamp', 'timestamp'],
  9: ['mediumint', 'integer'],
  10: ['date', 'date'],
  11: ['time', 'time'],
  12: ['datetime', 'timestamp'],
  13: ['year', 'integer'],
  14: ['date', 'date'],
  16: ['bit', 'binary'],
  242: ['vector', 'binary'],
  245: ['json', 'json'],
  255: ['geometry', null],
}

/** Name, the server's word and our kind of one column of a result. */
export function resultColumn(field: FieldPacket): ResultColumn {
  const [type, kind] = typeOf(field)
  return { name: field.name, type, kind, ...(field.columnType === timestamp ? { instant: true } : {}) }
}

function typeOf(field: FieldPacket): readonly [string, Kind | null] {
  const { columnType: type = -1, characterSet, columnLength: length = 0, decimals } = field
  const flags = typeof field.flags === 'number' ? field.flags : 0
  const sign = (flags & unsigned) === 0 ? '' : ' unsigned'
  if (field.extendedFormat === 'json') return ['json', 'json']
  switch (type) {
    case 1:
      return length === 1 ? ['tinyint(1)', 'boolean'] : [`tinyint${sign}`, 'integer']
    case 3:
      return sign === '' ? ['int', 'integer'] : ['int unsigned', 'bigint']
    case 8:
      return sign === '' ? ['bigint', 'bigint'] : ['bigint unsigned', 'decimal']
    case 0:
    case 246: {
      const digits = length - (decimals > 0 ? 1 : 0) - (sign === '' ? 1 : 0)
      return [`decimal(${digits},${decimals})${sign}`, 'decimal']
    }
    default: {
      const known = plain[type]
      if (known !== undefined) return known
      if ((flags & enumeration) !== 0) return ['enum', 'varchar']
      if ((flags & set) !== 0) return ['set', 'varchar']
      const blob = type >= 249 && type <= 252
      if (characterSet === binaryCharacters) return [blob ? 'blob' : 'binary', 'binary']
      return blob ? ['text', 'text'] : ['varchar', 'varchar']
    }
  }
}
