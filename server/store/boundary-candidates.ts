import type { Coarser } from '#domain/detail'
import { drawnAt } from '#domain/detail'
import type { Vintage } from '#domain/units'
import { record } from './audit'
import type { BoundaryVersion } from './boundaries'
import { installWithin } from './boundaries'
import type { BoundaryCandidateTable } from './boundary-candidates-schema'
import type { Store } from './connect'

type Actor = { id: string; name: string }

/** What a person decided: for the place of a feature its commune, or null to leave the feature out. */
export type Mend = Readonly<Record<string, string | null>>

export type Candidate = {
  id: number
  vintage: Vintage
  fileName: string
  /** Where the map comes from, as it will be quoted. */
  source: string
  codeField: string | null
  /** ISO 8601, UTC. */
  sentAt: string
  sentBy: string
  sentName: string
  revision: number
  /** What was found in the file, as `addCandidate` was given it. */
  findings: unknown
  mend: Mend
  isReady: boolean
}

export type Considered = { findings: unknown; topology: string | null; coarser: Coarser<string> }

export type NewCandidate = Considered & {
  vintage: Vintage
  fileName: string
  source: string
  codeField: string | null
  reading: Uint8Array
  actor: Actor
}

/** Maps that may wait; of more, the oldest go. */
const most = 5

/** Keeps a map that was sent in. Nothing that is drawn changes. */
export const addCandidate = (store: Store, candidate: NewCandidate): Promise<Candidate> =>
  store.transaction().execute(async (trx) => {
    const { vintage, fileName, source, codeField, reading, findings, topology, coarser, actor } = candidate
    const row = await trx
      .insertInto('boundary_candidate')
      .values({
        ...{ vintage, source, reading, topology, revision: 1, mend: '{}' },
        file_name: fileName,
        code_field: codeField,
        sent_at: new Date().toISOString(),
        sent_by: actor.id,
        sent_name: actor.name,
        findings: JSON.stringify(findings),
        coarser: JSON.stringify(coarser),
      })
      .returning(head)
      .executeTakeFirstOrThrow()
    const kept = await trx
      .selectFrom('boundary_candidate')
      .select('id')
      .orderBy('id', 'desc')
      .limit(most)
      .execute()
    await trx
      .deleteFrom('boundary_candidate')
      .where(
        'id',
        'not in',
        kept.map(({ id }) => id),
      )
      .execute()
    const detail = { name: actor.name, vintage, source, file: fileName }
    await record(trx, {
      actor: actor.id,
      action: 'send-boundary',
      subject: `boundary-candidate/${row.id}`,
      detail,
    })
    return candidateOf(row)
  })

/** Maps that wait, the latest first. */
export async function candidates(store: Store): Promise<Candidate[]> {
  const rows = await store.selectFrom('boundary_candidate').select(head).orderBy('id', 'desc').execute()
  return rows.map(candidateOf)
}

export async function candidate(store: Store, id: number): Promise<Candidate | null> {
  const row = await store
    .selectFrom('boundary_candidate')
    .select(head)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? candidateOf(row) : null
}

/** What was read from the file of a waiting map, as it was given; null when there is none. */
export async function readingOf(store: Store, id: number): Promise<Uint8Array | null> {
  const row = await store
    .selectFrom('boundary_candidate')
    .select('reading')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.reading ?? null
}

/** The map that would be installed, as TopoJSON text, coarse enough to be looked at; null when there is none (yet). */
export async function previewOf(store: Store, id: number): Promise<string | null> {
  const row = await store
    .selectFrom('boundary_candidate')
    .select(['topology', 'coarser'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.topology ? drawnAt({ topology: row.topology, coarser: coarserIn(row.coarser) }, 'far') : null
}

/** Keeps what a person decided, with what came of it; false when somebody else changed it meanwhile. */
export async function mendCandidate(
  store: Store,
  {
    id,
    revision,
    mend,
    findings,
    topology,
    coarser,
  }: Considered & { id: number; revision: number; mend: Mend },
): Promise<boolean> {
  const done = await store
    .updateTable('boundary_candidate')
    .set({
      mend: JSON.stringify(mend),
      findings: JSON.stringify(findings),
      topology,
      coarser: JSON.stringify(coarser),
      revision: revision + 1,
    })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Puts a waiting map away; false when there is none. */
export async function dropCandidate(store: Store, id: number): Promise<boolean> {
  const done = await store.deleteFrom('boundary_candidate').where('id', '=', id).executeTakeFirst()
  return done.numDeletedRows > 0n
}

/**
 * Puts a waiting map in use, all of it or nothing.
 * @returns null when there is none at this revision, or its polygons are still unclear
 */
export const installCandidate = (
  store: Store,
  { id, revision, actor }: { id: number; revision: number; actor: Actor },
): Promise<BoundaryVersion | null> =>
  store.transaction().execute(async (trx) => {
    const row = await trx
      .deleteFrom('boundary_candidate')
      .where('id', '=', id)
      .where('revision', '=', revision)
      .where('topology', 'is not', null)
      .returning(['vintage', 'source', 'topology', 'coarser'])
      .executeTakeFirst()
    if (!row?.topology) return null
    const { vintage, source, topology } = row
    const coarser = coarserIn(row.coarser)
    return installWithin(trx, { vintage, source, topology, coarser, quality: 'user', actor: actor.id })
  })

// written here alone
const coarserIn = (text: string) => JSON.parse(text) as Coarser<string>

const head = [
  ...(['id', 'vintage', 'file_name', 'source', 'code_field', 'sent_at', 'sent_by', 'sent_name'] as const),
  ...(['revision', 'findings', 'mend'] as const),
  'topology' as const,
] as const

type Head = Omit<BoundaryCandidateTable, 'id' | 'reading' | 'coarser'> & { id: number }

const candidateOf = (row: Head): Candidate => ({
  id: row.id,
  vintage: row.vintage,
  fileName: row.file_name,
  source: row.source,
  codeField: row.code_field,
  sentAt: row.sent_at,
  sentBy: row.sent_by,
  sentName: row.sent_name,
  revision: row.revision,
  findings: JSON.parse(row.findings) as unknown,
  // written by mendCandidate alone
  mend: JSON.parse(row.mend) as Mend,
  isReady: row.topology !== null,
})
