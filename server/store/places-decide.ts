import type { Facility } from '#domain/places/facility'
import { playAreaFrom } from '#domain/places/facility'
import type { Change, Proposal } from '#domain/places/proposal'
import type { Village } from '#domain/places/village'
import type { Status } from '#domain/status'
import type { Store } from './connect'
import { facilityFrom, villageFrom } from './places-rows'
import { proposalOf, tell, write } from './places-proposals'
import { endPlace, putFacility, putStatement, putVillage } from './places-write'
import { currentVersion, startVersion } from './versions'

export type Decision = { id: string; by: Proposal['author']; reason: string }

/**
 * What became of a decision. Refused with `wrong-state` when the wish does not wait, with `changed` when somebody has
 * changed the place since its author saw it, with `gone` when the place is no more.
 */
export type Decided =
  { done: true; proposal: Proposal } | { done: false; why: 'unknown' | 'wrong-state' | 'changed' | 'gone' }

/**
 * Approves wishes and publishes what they ask for as one new data version: all of them, or none.
 * @param force approves also what was changed meanwhile; the reviewer has seen both
 */
export async function approveProposals(
  store: Store,
  decisions: readonly Decision[],
  { force = false } = {},
): Promise<Decided[]> {
  const refused = new Refused()
  try {
    return await store.transaction().execute(async (trx) => {
      const version = await startVersion(trx, await currentVersion(trx), 'places')
      const decided: Decided[] = []
      for (const decision of decisions) {
        const one = await approve(trx, decision, version, force)
        if (!one.done) {
          refused.decided = one
          throw refused
        }
        decided.push(one)
      }
      return decided
    })
  } catch (error) {
    if (error === refused && refused.decided) return [refused.decided]
    throw error
  }
}

/** Ends the transaction without a version. */
class Refused extends Error {
  decided: Decided | null = null
}

async function approve(trx: Store, decision: Decision, version: number, force: boolean): Promise<Decided> {
  const proposal = await proposalOf(trx, decision.id)
  if (!proposal) return { done: false, why: 'unknown' }
  if (proposal.state !== 'submitted') return { done: false, why: 'wrong-state' }
  const { change } = proposal
  const before = await recordOf(trx, change)
  if (
    before === null &&
    (change.action === 'remove' || (change.action === 'change' && change.kind !== 'register'))
  ) {
    return { done: false, why: 'gone' }
  }
  if (before !== null && !force && before.since !== proposal.base) return { done: false, why: 'changed' }
  await apply(trx, change, version)
  const approved = decidedOf(proposal, decision, { state: 'approved', version })
  await write(trx, approved)
  await tell(trx, approved, 'approve', decision.by)
  return { done: true, proposal: approved }
}

/** Sends a wish back to its author with a reason. */
export const returnProposal = (store: Store, decision: Decision): Promise<Decided> =>
  store.transaction().execute(async (trx): Promise<Decided> => {
    const proposal = await proposalOf(trx, decision.id)
    if (!proposal) return { done: false, why: 'unknown' }
    if (proposal.state !== 'submitted') return { done: false, why: 'wrong-state' }
    const returned = decidedOf(proposal, decision, { state: 'returned', version: null })
    await write(trx, returned)
    await tell(trx, returned, 'return', decision.by)
    return { done: true, proposal: returned }
  })

function decidedOf(
  proposal: Proposal,
  { by, reason }: Decision,
  { state, version }: Pick<Proposal, 'state' | 'version'>,
): Proposal {
  const at = new Date().toISOString()
  return { ...proposal, state, version, updatedAt: at, decision: { by, at, reason } }
}

/** The village with this id that counts now, or null. */
export async function villageNow(store: Store, id: string): Promise<Village | null> {
  const row = await store
    .selectFrom('village')
    .selectAll()
    .where('id', '=', id)
    .where('until_version', 'is', null)
    .executeTakeFirst()
  return row ? villageFrom(row) : null
}

/** The facility with this id that counts now, or null. */
export async function facilityNow(store: Store, id: string): Promise<Facility | null> {
  const row = await store
    .selectFrom('facility')
    .selectAll()
    .where('id', '=', id)
    .where('until_version', 'is', null)
    .executeTakeFirst()
  return row ? facilityFrom(row) : null
}

/** The record that a change is about, as it counts now. */
export async function recordOf(store: Store, { kind, subject }: Change): Promise<Village | Facility | null> {
  if (kind === 'register') return null
  return kind === 'village' ? villageNow(store, subject) : facilityNow(store, subject)
}

async function apply(trx: Store, change: Change, version: number): Promise<void> {
  if (change.kind === 'register') return putStatement(trx, change.content, version)
  if (change.kind === 'facility') return applyToFacility(trx, change, version)
  if (change.action === 'remove') return endPlace(trx, 'village', change.subject, version)
  const before = await villageNow(trx, change.subject)
  return putVillage(trx, {
    ...change.content,
    id: change.subject,
    status: before?.status === 'illustrative' ? 'illustrative' : 'reported',
    since: version,
  })
}

async function applyToFacility(
  trx: Store,
  change: Change & { kind: 'facility' | 'village' },
  version: number,
) {
  const before = await facilityNow(trx, change.subject)
  if (change.action === 'remove') {
    await endPlace(trx, 'facility', change.subject, version)
  } else if (change.kind === 'facility') {
    await putFacility(trx, {
      ...change.content,
      id: change.subject,
      status: await statusOf(trx, before, change.content.village),
      since: version,
    })
  }
  const after = await facilityNow(trx, change.subject)
  const concerned = [before, after].flatMap((one) =>
    one?.kind === 'play-area' && one.village !== null ? [one.village] : [],
  )
  for (const village of new Set(concerned)) await followFacilities(trx, village, after ?? before, version)
}

/** What is done to made-up places is practice, and stays made up. */
async function statusOf(trx: Store, before: Facility | null, village: string | null): Promise<Status> {
  if (before) return before.status === 'illustrative' ? 'illustrative' : 'reported'
  const served = village === null ? null : await villageNow(trx, village)
  return served?.status === 'illustrative' ? 'illustrative' : 'reported'
}

/** A village has a play area as soon as a working one is on record for it; without any, nobody knows. */
async function followFacilities(trx: Store, id: string, cause: Facility | null, version: number) {
  const village = await villageNow(trx, id)
  if (!village) return
  const rows = await trx
    .selectFrom('facility')
    .selectAll()
    .where('village', '=', id)
    .where('until_version', 'is', null)
    .execute()
  const playArea = playAreaFrom(rows.map(facilityFrom)) ?? 'unknown'
  if (playArea === village.playArea) return
  await putVillage(trx, {
    ...village,
    playArea,
    source: cause?.source ?? village.source,
    asOf: cause !== null && cause.asOf > village.asOf ? cause.asOf : village.asOf,
    since: version,
  })
}
