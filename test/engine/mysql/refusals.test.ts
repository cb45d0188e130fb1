import { expect, test } from 'vitest'
import { openEngine } from '../../../loader/engine/index.ts'
import { describeMysql } from '../../servers/describe-mysql.ts'
import { mysqlDatabase } from '../../servers/index.ts'

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

describeMysql('what is refused', () => {
  test('a statement that the server ends for its time is transient; a database that is read only is not', async () => {
    await using database = await mysqlDatabase()
    await using engine = await openEngine(database.url)
    await using session = await engine.connect()
    await session.execute('SET SESSION max_statement_time = 0.05')
    // SLEEP answers instead.
    const slow = 'SELECT COUNT(*) FROM seq_1_to_1000000 a JOIN seq_1_to_1000000 b ON a.seq + b.seq < 0'
    expect(await errorOf(session.query(slow))).toMatchObject({ code: 'killed', transient: true })
    await session.execute('SET SESSION max_statement_time = 0')
    await session.execute('CREATE TABLE kept (n int)')
    await session.execute('SET SESSION TRANSACTION READ ONLY')
    const write = session.transaction(() => session.execute('INSERT INTO kept VALUES (1)'))
    expect(await errorOf(write)).toMatchObject({ code: 'read-only', transient: false })
  })
})
