import type { Proposal, ProposalState } from '#domain/places/proposal'
import { idsOfReport } from '#domain/places/proposal'
import { record } from './audit'
import type { Store } from './connect'

/** The wish with this id, or null. */
export async function proposalOf(store: Store, id: string): Promise<Proposal | null> {
  const row = await store
    .selectFrom('place_proposal')
    .select('proposal')
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : read(row.proposal)
}

export type ProposalsAsked = {
  states: readonly ProposalState[]
  /** Account id; null for all authors. */
  author: string | null
  /** Id of a village or facility; null for all. */
  subject: string | null
  limit: number
}

/** Wishes, the latest first. */
export async function proposalsOf(
  store: Store,
  { states, author, subject, limit }: ProposalsAsked,
): Promise<Proposal[]> {
  const rows = await store
    .selectFrom('place_proposal')
    .select('proposal')
    .where('state', 'in', states)
    .$if(author !== null, (query) => query.where('author', '=', author ?? ''))
    .$if(subject !== null, (query) => query.where('subject', '=', subject ?? ''))
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => read(row.proposal))
}

// only `write` writes it
const read = (text: string) => JSON.parse(text) as Proposal

/**
 * What became of a wish that was sent: new; the very same as before, which changes nothing; a new form of a draft or
 * of one that was returned; or refused, because the id is somebody else's or the wish is no longer the author's to change.
 */
export type Sent = { outcome: 'new' | 'same' | 'changed' | 'refused'; proposal: Proposal }

/** Keeps a wish. One sent twice, as after a lost connection, is one. */
export const sendProposal = (store: Store, sent: Proposal): Promise<Sent> =>
  store.transaction().execute((trx) => sendIn(trx, sent))

/** Keeps many wishes, all or none. */
export const sendAll = (store: Store, wishes: readonly Proposal[]): Promise<void> =>
  store.transaction().execute(async (trx) => {
    for (const wish of wishes) await sendIn(trx, wish)
  })

/**
 * Keeps what the file of a report asks for, in the transaction that sends the report in. An earlier file of the same
 * report may have left wishes waiting, sent by somebody else perhaps: one that is asked for again takes the new form,
 * one that is not is withdrawn. What was approved stays.
 */
export async function sendOfReport(trx: Store, report: number, wishes: readonly Proposal[]): Promise<void> {
  for (const wish of wishes) {
    const known = await proposalOf(trx, wish.id)
    if (known?.state === 'approved') continue
    const isWaiting = known?.state === 'submitted' && wishOf(known) === wishOf(wish)
    if (isWaiting) continue
    const next = known === null ? wish : { ...wish, createdAt: known.createdAt, decision: known.decision }
    await write(trx, next)
    await tell(trx, next, 'propose')
  }
  const asked = new Set(wishes.map(({ id }) => id))
  const waiting = await trx
    .selectFrom('place_proposal')
    .select('proposal')
    .where('id', 'like', `${idsOfReport(report)}%`)
    .where('state', '=', 'submitted')
    .execute()
  for (const left of waiting.map((row) => read(row.proposal)).filter(({ id }) => !asked.has(id))) {
    await trx.deleteFrom('place_proposal').where('id', '=', left.id).execute()
    await tell(trx, left, 'withdraw')
  }
}

async function sendIn(trx: Store, sent: Proposal): Promise<Sent> {
  const known = await proposalOf(trx, sent.id)
  if (known === null) {
    await write(trx, sent)
    await tell(trx, sent, 'propose')
    return { outcome: 'new', proposal: sent }
  }
  if (known.author.id === sent.author.id && wishOf(known) === wishOf(sent)) {
    const isWaiting = known.state === sent.state || known.state === 'submitted' || known.state === 'approved'
    if (isWaiting) return { outcome: 'same', proposal: known }
  }
  const isOpen = known.state === 'draft' || known.state === 'returned'
  if (known.author.id !== sent.author.id || !isOpen) return { outcome: 'refused', proposal: known }
  const next = { ...sent, createdAt: known.createdAt, decision: known.decision }
  await write(trx, next)
  await tell(trx, next, 'propose')
  return { outcome: 'changed', proposal: next }
}

const wishOf = ({ change, note }: Proposal): string => JSON.stringify([change, note])

/** Writes the wish as it is now. */
export async function write(trx: Store, proposal: Proposal): Promise<void> {
  const [unit] = proposal.units
  const columns = {
    state: proposal.state,
    vintage: unit?.vintage ?? '2025',
    commune: unit?.code ?? '',
    subject: proposal.change.subject,
    proposal: JSON.stringify(proposal),
    author: proposal.author.id,
    created_at: proposal.createdAt,
    updated_at: proposal.updatedAt,
    version: proposal.version,
  }
  await trx
    .insertInto('place_proposal')
    .values({ id: proposal.id, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute()
}

/** Notes a deed to a wish in the audit trail. */
export async function tell(
  trx: Store,
  proposal: Proposal,
  action: string,
  by: Proposal['author'] = proposal.author,
): Promise<void> {
  const { change, units, state, version, decision } = proposal
  await record(trx, {
    actor: by.id,
    action: `${action}-place`,
    subject: `${change.kind}/${change.subject}`,
    detail: {
      name: by.name,
      proposal: proposal.id,
      what: change.action,
      unit: units.map(({ vintage, code }) => `${vintage}/${code}`).join(' '),
      after: state,
      version,
      reason: decision?.reason ?? null,
    },
  })
}
