import { record } from './audit'
import type { Store } from './connect'
import type { ScenarioTable } from './schema'

/** A saved question with its answer (JSON), and the data it was answered from. */
export type Scenario = {
  id: string
  /** SHA-256 of the secret that allows a change, in hexadecimal. */
  keyHash: string
  name: string
  /** ISO 8601, UTC. */
  createdAt: string
  updatedAt: string
  dataVersion: number
  /** A locked scenario never changes again. */
  isLocked: boolean
  answer: string
}

/** What a change of a scenario sets. */
export type ScenarioChange = Pick<Scenario, 'name' | 'updatedAt' | 'dataVersion' | 'isLocked' | 'answer'>

/** Keeps a new scenario. */
export async function addScenario(store: Store, scenario: Scenario): Promise<void> {
  await store.transaction().execute(async (trx) => {
    await trx
      .insertInto('scenario')
      .values({
        id: scenario.id,
        key_hash: scenario.keyHash,
        created_at: scenario.createdAt,
        ...changed(scenario),
      })
      .execute()
    await note(trx, 'save-scenario', scenario.id, scenario.dataVersion)
  })
}

/** Changes a scenario that is not locked. @returns false when there is none, or it is locked */
export async function changeScenario(store: Store, id: string, change: ScenarioChange): Promise<boolean> {
  return store.transaction().execute(async (trx) => {
    const result = await trx
      .updateTable('scenario')
      .set(changed(change))
      .where('id', '=', id)
      .where('locked', '=', 0)
      .executeTakeFirst()
    if (result.numUpdatedRows === 0n) return false
    await note(trx, change.isLocked ? 'lock-scenario' : 'change-scenario', id, change.dataVersion)
    return true
  })
}

/** The scenario with this id, or null. */
export async function scenarioOf(store: Store, id: string): Promise<Scenario | null> {
  const row = await store.selectFrom('scenario').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? scenarioFrom(row) : null
}

/** How much room all scenarios take. */
export async function scenarioBytes(store: Store): Promise<number> {
  const row = await store
    .selectFrom('scenario')
    .select(({ fn }) => fn.sum<number | null>('bytes').as('bytes'))
    .executeTakeFirst()
  return row?.bytes ?? 0
}

const changed = ({ name, updatedAt, dataVersion, isLocked, answer }: ScenarioChange) => ({
  name,
  updated_at: updatedAt,
  data_version: dataVersion,
  locked: isLocked ? 1 : 0,
  answer,
  bytes: Buffer.byteLength(answer),
})

const note = (store: Store, action: string, id: string, dataVersion: number) =>
  record(store, {
    actor: 'public',
    action,
    subject: `scenario/${id}`,
    detail: { data_version: dataVersion },
  })

const scenarioFrom = (row: ScenarioTable): Scenario => ({
  id: row.id,
  keyHash: row.key_hash,
  name: row.name,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  dataVersion: row.data_version,
  isLocked: row.locked === 1,
  answer: row.answer,
})
