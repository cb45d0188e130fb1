import { makeTable, type Session, type TablePlan } from '../engine/index.ts'
import { LoadError } from '../errors/index.ts'
import { retry } from './retry.ts'
import { storedNumber } from './stored.ts'
import { logTables } from './tables.ts'

/** Makes what is missing of the log's tables; two loaders that start at once wait for each other. */
export async function makeLogTables(session: Session): Promise<void> {
  const missing = await missingTables(session)
  if (missing.length === 0 && (await hasRunIds(session))) return
  await lockMaking(session)
  try {
    for (const plan of await missingTables(session)) await makeTable(session, plan)
    if (!(await hasRunIds(session))) await startRunIds(session)
  } finally {
    await session.unlock(making)
  }
}

const making = 'making of the run log'

function lockMaking(session: Session): Promise<void> {
  const busy = new LoadError(
    'locked',
    'Another loader has been making the tables of the run log for long. Start again.',
    {
      transient: true,
    },
  )
  return retry({ attempts: 60, pause: 50, longest: 500, again: (error) => error === busy }, async () => {
    if (!(await session.tryLock(making))) throw busy
  })
}

/** Throws LoadError 'log-differs' where a table is there with other columns: its rows are not ours to guess at. */
async function missingTables(session: Session): Promise<readonly TablePlan[]> {
  const known = await session.columnsLike('etl_')
  return logTables.filter((plan) => {
    const there = known.get(plan.name)
    if (there !== undefined) refuseOther(plan, there)
    return there === undefined
  })
}

function refuseOther(plan: TablePlan, there: readonly string[]): void {
  const wanted = plan.columns.map(({ name }) => name)
  const lacks = wanted.filter((name) => !there.includes(name))
  const extra = there.filter((name) => !wanted.includes(name))
  if (lacks.length + extra.length === 0) return
  const differences = [
    ...(lacks.length === 0 ? [] : [`lacks ${lacks.join(', ')}`]),
    ...(extra.length === 0 ? [] : [`has ${extra.join(', ')} besides`]),
  ]
  throw new LoadError(
    'log-differs',
    `The table ${plan.name} of the run log ${differences.join(' and ')}: another version of the loader made it, or somebody changed it. ` +
      'Load with that version, or rename the table out of the way (etl_key and etl_lock must keep their rows).',
    { fields: { table: plan.name } },
  )
}

async function hasRunIds(session: Session): Promise<boolean> {
  const rows = await session.query(
    session.dialect.compile((knex) => knex('etl_key').select('next_key').where({ table_name: 'etl_run' })),
  )
  return rows.length > 0
}

/** Run ids go on after the greatest that was ever written, also where etl_key was lost. */
async function startRunIds(session: Session): Promise<void> {
  const [row] = await session.query(session.dialect.compile((knex) => knex('etl_run').max('run_id')))
  const next_key = storedNumber(row?.[0] ?? 0) + 1
  await session.execute(
    session.dialect.compile((knex) => knex('etl_key').insert({ table_name: 'etl_run', next_key, locked: 0 })),
  )
}
