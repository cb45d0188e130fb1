import type { MysqlPlace } from '../engines/mysql-place.ts'
import { MysqlSource } from '../engines/mysql-source.ts'
import type { Measure } from './measure.ts'
import { mysqlRebuild } from './mysql-rebuild.ts'

export function mysqlMeasures(place: MysqlPlace): readonly Measure[] {
  const source = new MysqlSource(place)
  return [
    mysqlRebuild(place, source, { name: 'fact-rebuild-b', unit: 'sale', minimum: 0.85, target: 0.92 }),
    mysqlRebuild(place, source, { name: 'fact-rebuild-a', unit: 'sale_indexed', minimum: 1.7, target: 2 }),
  ]
}
