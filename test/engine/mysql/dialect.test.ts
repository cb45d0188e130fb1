import { describe, expect, test } from 'vitest'
import type { TablePlan } from '../../../loader/engine/index.ts'
import { catalogType } from '../../../loader/engine/mysql/column-types.ts'
import { dialectOf } from '../../../loader/engine/mysql/dialect.ts'
import { bindParameters } from '../../../loader/engine/mysql/parameters.ts'
import { serverOf } from '../../../loader/engine/mysql/server.ts'
import { column } from '../conformance/stand.ts'

const plan: TablePlan = {
  name: 'pro`duct',
  columns: [
    { name: 'product_key', column: { kind: 'integer', nullable: false, purpose: 'key' } },
    column('name', 'varchar', { length: 75 }),
    column('amount', 'decimal', { precision: 12, scale: 2 }),
    column('note', 'text'),
    column('extra', 'json'),
    column('valid_from', 'timestamp', { nullable: false }),
    column('at', 'time'),
    column('day', 'date'),
    column('ok', 'boolean'),
    column('id', 'bigint'),
    column('ratio', 'double'),
    column('hash', 'binary', { length: 32 }),
    column('picture', 'binary'),
  ],
  primaryKey: ['product_key'],
  unique: [['name', 'valid_from']],
  indexes: [['day']],
}

const columns =
  '(`product_key` int NOT NULL, `name` varchar(75) NULL, `amount` decimal(12,2) NULL, `note` longtext NULL, `extra` longtext NULL, ' +
  '`valid_from` datetime(6) NOT NULL, `at` time(6) NULL, `day` date NULL, `ok` tinyint(1) NULL, `id` bigint NULL, `ratio` double NULL, ' +
  '`hash` varbinary(32) NULL, `picture` longblob NULL, PRIMARY KEY (`product_key`), UNIQUE INDEX `uq_name_valid_from` (`name`, `valid_from`), ' +
  'INDEX `ix_day` (`day`))'

describe.each([
  ['MariaDB', '10.11.6-MariaDB-0+deb12u1', 'utf8mb4_nopad_bin', 'max_statement_time = 0'],
  ['MySQL 8', '8.0.36', 'utf8mb4_0900_bin', 'max_execution_time = 0'],
  ['MySQL 8.4', '8.4.2-commercial', 'utf8mb4_0900_bin', 'max_execution_time = 0'],
])('the text for %s', (_, version, collation, limit) => {
  const dialect = dialectOf(serverOf(version))

  test('a table', () => {
    expect(dialect.createTable(plan)).toEqual([
      `CREATE TABLE \`pro\`\`duct\` ${columns} ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE ${collation}`,
    ])
  })

  test('what a session says first', () => {
    expect(dialect.sessionSetup[0]).toBe(`SET NAMES utf8mb4 COLLATE ${collation}`)
    expect(dialect.sessionSetup[1]).toContain(limit)
    expect(dialect.sessionSetup[1]).toMatch(/STRICT_ALL_TABLES.*time_zone = '\+00:00'/)
  })

  test('the statements on whole tables', () => {
    expect(dialect.swap('f', 'f__7', 'f__7_old')).toEqual(['RENAME TABLE `f` TO `f__7_old`, `f__7` TO `f`'])
    expect(dialect.updateFromStage('d', 's', 'k', ['a', 'b'])).toBe(
      'UPDATE `d` AS t JOIN `s` AS s ON s.`k` = t.`k` SET t.`a` = s.`a`, t.`b` = s.`b`',
    )
    expect(dialect.insertFromStage('d', 's', ['a', 'b'])).toBe('INSERT INTO `d` (`a`, `b`) SELECT `a`, `b` FROM `s`')
    expect(dialect.deleteMatching('d', 's', ['a', 'b'])).toBe(
      'DELETE t FROM `d` AS t JOIN `s` AS s ON s.`a` = t.`a` AND s.`b` = t.`b`',
    )
    expect(dialect.addIndexes('f', [['a'], ['b', 'c']])).toEqual([
      'ALTER TABLE `f` ADD INDEX `ix_a` (`a`), ADD INDEX `ix_b_c` (`b`, `c`)',
    ])
    expect(dialect.addIndexes('f', [])).toEqual([])
  })

  test('index names stay within 64 characters, and apart', () => {
    const wide = ['a'.repeat(40), 'b'.repeat(40)]
    const names = [wide, [...wide, 'c']].map(
      (index) => /INDEX `([^`]+)`/.exec(dialect.addIndexes('f', [index])[0] ?? '')?.[1],
    )
    expect(names.map((name) => name?.length)).toEqual([64, 64])
    expect(new Set(names).size).toBe(2)
  })
})

test.each([
  ['int(11)', 'int'],
  ['bigint(20) unsigned', 'bigint unsigned'],
  ['tinyint(1)', 'tinyint(1)'],
  ['tinyint(4)', 'tinyint'],
  ['decimal(12,2)', 'decimal(12,2)'],
  ["enum('A','int(11)')", "enum('A','int(11)')"],
  ['datetime(6)', 'datetime(6)'],
])('the catalog says %s, which is %s', (told, type) => {
  expect(catalogType(told)).toBe(type)
})

test.each([
  ['SELECT ?', 'SELECT 1'],
  [`SELECT '?', ?`, `SELECT '?', 1`],
  [`SELECT 'it''s ?', "?\\"?", ?`, `SELECT 'it''s ?', "?\\"?", 1`],
  ['SELECT `a?`, ? -- what?\n', 'SELECT `a?`, 1 -- what?\n'],
  ['SELECT ? # what?\n', 'SELECT 1 # what?\n'],
  ['SELECT /* ? */ ?', 'SELECT /* ? */ 1'],
  ['SELECT 3--?', 'SELECT 3--1'],
])('a placeholder is one only outside of strings, names and comments: %s', (sql, bound) => {
  expect(bindParameters(sql, [1])).toBe(bound)
})

test.each([
  ['too few values', 'SELECT ?, ?', [1]],
  ['too many values', 'SELECT ?', [1, 2]],
])('%s are refused', (_, sql, params) => {
  expect(() => bindParameters(sql, params)).toThrow(/placeholders and was given/)
})

test('half a surrogate pair is refused, not replaced', () => {
  expect(() => bindParameters('SELECT ?', ['\ud83d'])).toThrow(/half a surrogate pair/)
})
