import { createReadStream } from 'node:fs'
import { createConnection } from 'mysql2/promise'
import { createStatements, csvColumns, csvFile } from './data.ts'

/** Makes the sample's tables in an empty database, from the CSV files; an empty field is NULL. */
export async function fillMariadb(url: string): Promise<void> {
  const connection = await createConnection({
    uri: url,
    flags: ['+LOCAL_FILES'],
    infileStreamFactory: (path) => createReadStream(path),
  })
  try {
    for (const [table, statement] of createStatements('mysql')) {
      await connection.query(statement)
      const columns = csvColumns(table)
      await connection.query(
        `LOAD DATA LOCAL INFILE '${csvFile(table)}' INTO TABLE ${table} CHARACTER SET utf8mb4
         FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '"' ESCAPED BY '' IGNORE 1 LINES
         (${columns.map((name) => `@${name}`).join(', ')})
         SET ${columns.map((name) => `${name} = NULLIF(@${name}, '')`).join(', ')}`,
      )
    }
  } finally {
    await connection.end()
  }
}
