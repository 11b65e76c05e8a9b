import type { Commitment } from '#domain/commitments/commitment'
import { record } from './audit'
import type { Store } from './connect'
import type { CommitmentTable } from './commitments-schema'

/**
 * Keeps a decided list, all of it or nothing.
 * @returns false when their scenario was decided before
 */
export async function addCommitments(store: Store, commitments: readonly Commitment[]): Promise<boolean> {
  return store.transaction().execute(async (trx) => {
    for (const scenario of new Set(commitments.flatMap((one) => one.scenario ?? []))) {
      const before = await trx
        .selectFrom('commitment')
        .select('id')
        .where('scenario_id', '=', scenario)
        .executeTakeFirst()
      if (before) return false
    }
    for (const one of commitments) {
      await trx.insertInto('commitment').values(rowOf(one)).execute()
      await record(trx, {
        actor: one.decidedBy,
        action: 'commit',
        subject: `commitment/${one.id}`,
        detail: {
          scenario: one.scenario,
          place: `${one.vintage}/${one.code}/${one.intervention}`,
          count: one.count,
          cost_million: one.costMillion,
          due: one.due,
          agency: one.agency,
        },
      })
    }
    return true
  })
}

/** What a change of a commitment may set; what is left out stays. */
export type CommitmentChange = Partial<Pick<Commitment, 'standing' | 'notes' | 'due' | 'agency'>>

/** Changes a commitment. @returns how it is then; null when there is none with this id */
export async function changeCommitment(
  store: Store,
  id: string,
  change: CommitmentChange,
  by: { actor: string; at: string },
): Promise<Commitment | null> {
  return store.transaction().execute(async (trx) => {
    const before = await commitmentOf(trx, id)
    if (!before) return null
    const after = { ...before, ...change, updatedAt: by.at }
    const { standing, notes, due, agency } = after
    await trx
      .updateTable('commitment')
      .set({ standing, notes, due, agency, updated_at: by.at })
      .where('id', '=', id)
      .execute()
    await record(trx, {
      actor: by.actor,
      action: 'change-commitment',
      subject: `commitment/${id}`,
      detail: Object.fromEntries(
        (['standing', 'notes', 'due', 'agency'] as const)
          .filter((key) => after[key] !== before[key])
          .map((key) => [key, `${before[key]} → ${after[key]}`]),
      ),
    })
    return after
  })
}

/** The commitment with this id, or null. */
export async function commitmentOf(store: Store, id: string): Promise<Commitment | null> {
  const row = await store.selectFrom('commitment').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? commitmentFrom(row) : null
}

/** All commitments, due first, then by place. */
export async function commitmentsOf(store: Store): Promise<Commitment[]> {
  const rows = await store
    .selectFrom('commitment')
    .selectAll()
    .orderBy('due')
    .orderBy('vintage')
    .orderBy('code')
    .orderBy('intervention')
    .orderBy('id')
    .execute()
  return rows.map(commitmentFrom)
}

const rowOf = (one: Commitment): CommitmentTable => ({
  id: one.id,
  scenario_id: one.scenario,
  vintage: one.vintage,
  code: one.code,
  intervention: one.intervention,
  count: one.count,
  cost_million: one.costMillion,
  due: one.due,
  agency: one.agency,
  notes: one.notes,
  standing: one.standing,
  decided_at: one.decidedAt,
  decided_by: one.decidedBy,
  updated_at: one.updatedAt,
  data_version: one.dataVersion,
  base_value: one.base?.value ?? null,
  base_period: one.base?.period ?? null,
  base_status: one.base?.status ?? null,
})

const commitmentFrom = (row: CommitmentTable): Commitment => ({
  id: row.id,
  scenario: row.scenario_id,
  vintage: row.vintage,
  code: row.code,
  intervention: row.intervention,
  count: row.count,
  costMillion: row.cost_million,
  due: row.due,
  agency: row.agency,
  notes: row.notes,
  standing: row.standing,
  decidedAt: row.decided_at,
  decidedBy: row.decided_by,
  updatedAt: row.updated_at,
  dataVersion: row.data_version,
  base:
    row.base_value === null || row.base_period === null || row.base_status === null
      ? null
      : { value: row.base_value, period: row.base_period, status: row.base_status },
})
