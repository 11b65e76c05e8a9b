import { createRoute, z } from '@hono/zod-openapi'
import type { Dataset } from '#domain/dataset'
import { unitOf } from '#domain/dataset'
import type { Warning } from '#domain/places/checks'
import type { Proposal } from '#domain/places/proposal'
import { deeds, obstacleTo, proposalStates } from '#domain/places/proposal'
import type { Account, Area } from '#domain/rights'
import { hasFor } from '#domain/rights'
import type { Published } from '../published'
import { approveProposals, recordOf, returnProposal } from '../store/places-decide'
import type { Decided } from '../store/places-decide'
import { proposalOf, proposalsOf, sendProposal } from '../store/places-proposals'
import { permitted, refusalOf } from './account'
import type { Intake } from './intake'
import { json, restricted } from './intake'
import type { ProposalAnswer } from './place-proposal-schemas'
import { ProposalBody, ProposalSchema, WarningsSchema } from './place-proposal-schemas'
import { changedRecord, goneRecord, refusalOfDeed, takenProposal, unknownProposal } from './place-refusals'
import { listOf } from './place-schemas'
import { warningsOf } from './place-warnings'
import type { Refusal } from './problem'
import { problemJson, problemOf, problemResponse } from './problem'
import { unknownUnit } from './question'
import { newRouter } from './router'

/** What the routes of proposals work with. */
export type PlaceOffice = Pick<Intake, 'store' | 'published' | 'reload'>

const tags = ['places']
const params = z.object({ id: z.string().max(80) })
const found = { ...restricted, 404: problemResponse('There is no such proposal') }
const WithWarnings = z.object({ proposal: ProposalSchema, warnings: WarningsSchema })

const postProposal = createRoute({
  method: 'post',
  path: '/places/proposals',
  summary: 'Propose to add, change or remove a village or a facility, or state that a register is complete',
  description:
    'The id is made by the sender: sent again after a lost connection, the very same proposal is answered and nothing is doubled. It counts once a reviewer of the area approves it.',
  tags,
  request: { body: { ...json(ProposalBody), required: true } },
  responses: {
    200: { description: 'Known already, or changed', ...json(WithWarnings) },
    201: { description: 'Kept', ...json(WithWarnings) },
    ...restricted,
    404: problemResponse('The commune or the record does not exist'),
    409: problemResponse('The id is taken, or the proposal can no longer be changed'),
  },
})

const getProposals = createRoute({
  method: 'get',
  path: '/places/proposals',
  summary: 'Proposals of the caller and of the area that the caller answers for, the latest first',
  tags,
  request: {
    query: z.object({
      state: listOf(proposalStates).openapi({ description: 'States, separated by commas' }),
      mine: z.enum(['true', 'false']).default('false'),
      subject: z.string().max(80).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
  },
  responses: {
    200: { description: 'The proposals', ...json(z.object({ proposals: z.array(ProposalSchema) })) },
    ...restricted,
  },
})

const getProposal = createRoute({
  method: 'get',
  path: '/places/proposals/{id}',
  summary: 'A proposal with what is on record now, and what is probably wrong with it',
  tags,
  request: { params },
  responses: {
    200: {
      description: 'The proposal',
      ...json(
        WithWarnings.extend({
          record: z.looseObject({ id: z.string(), since: z.number().int() }).nullable(),
        }),
      ),
    },
    ...found,
  },
})

const decisions = {
  200: {
    description: 'Decided',
    ...json(z.object({ proposal: ProposalSchema, dataVersion: z.number().int() })),
  },
  ...found,
  409: problemResponse('It does not wait for review, or the record was changed meanwhile'),
}

const approve = createRoute({
  method: 'post',
  path: '/places/proposals/{id}/approve',
  summary: 'Approve a proposal: it counts from the data version that is answered',
  tags,
  request: {
    params,
    body: {
      ...json(
        z.object({
          reason: z.string().max(1000).default(''),
          force: z
            .boolean()
            .default(false)
            .openapi({ description: 'Also when the record was changed meanwhile' }),
        }),
      ),
    },
  },
  responses: decisions,
})

const sendBack = createRoute({
  method: 'post',
  path: '/places/proposals/{id}/return',
  summary: 'Send a proposal back to its author with a reason',
  tags,
  request: {
    params,
    body: {
      ...json(z.object({ reason: z.string().trim().min(1, 'Hãy nêu lý do / give a reason').max(1000) })),
      required: true,
    },
  },
  responses: decisions,
})

/** Who is told what is kept in the store; whatever is answered here depends on who asks. */
const noStore = { 'Cache-Control': 'no-store' } as const

export const placeProposalRoutes = (office: PlaceOffice) =>
  newRouter()
    .openapi(postProposal, async (c) => {
      const { dataset } = office.published()
      const body = c.req.valid('json')
      const allowed = permitted(c, 'edit-places')
      if ('refusal' in allowed)
        return c.json(problemOf(c, allowed.refusal), allowed.refusal.status, problemJson)
      const { account } = allowed
      const units = await unitsOf(office, body.change)
      const stranger = units.find(({ vintage, code }) => unitOf(dataset, vintage, code)?.level !== 'commune')
      if (stranger)
        return c.json(problemOf(c, unknownUnit(stranger.vintage, stranger.code)), 404, problemJson)
      const refusal = units.map((unit) => refusalOf(account, 'edit-places', { dataset, unit })).find(Boolean)
      if (refusal) return c.json(problemOf(c, refusal), refusal.status, problemJson)
      const now = new Date().toISOString()
      const { outcome, proposal } = await sendProposal(office.store, {
        id: body.id,
        state: body.draft ? 'draft' : 'submitted',
        change: body.change,
        units,
        base: body.base,
        note: body.note,
        author: { id: account.id, name: account.name },
        createdAt: now,
        updatedAt: now,
        decision: null,
        version: null,
      })
      if (outcome === 'refused') return c.json(problemOf(c, takenProposal), 409, problemJson)
      const answer = {
        proposal: answerOf(proposal, account, dataset),
        warnings: warningsFor(office.published(), proposal),
      }
      return outcome === 'new' ? c.json(answer, 201, noStore) : c.json(answer, 200, noStore)
    })
    .openapi(getProposals, async (c) => {
      const { dataset } = office.published()
      const allowed = permitted(c, 'edit-places')
      if ('refusal' in allowed)
        return c.json(problemOf(c, allowed.refusal), allowed.refusal.status, problemJson)
      const { account } = allowed
      const { state, mine, subject, limit } = c.req.valid('query')
      const all = await proposalsOf(office.store, {
        states: state ?? proposalStates,
        author: mine === 'true' ? account.id : null,
        subject: subject ?? null,
        limit: mostListed,
      })
      const proposals = all
        .filter((proposal) => maySee(proposal, account, dataset))
        .slice(0, limit)
        .map((proposal) => answerOf(proposal, account, dataset))
      return c.json({ proposals }, 200, noStore)
    })
    .openapi(getProposal, async (c) => {
      const { dataset } = office.published()
      const allowed = permitted(c, 'edit-places')
      if ('refusal' in allowed)
        return c.json(problemOf(c, allowed.refusal), allowed.refusal.status, problemJson)
      const { id } = c.req.valid('param')
      const proposal = await proposalOf(office.store, id)
      if (!proposal || !maySee(proposal, allowed.account, dataset)) {
        return c.json(problemOf(c, unknownProposal(id)), 404, problemJson)
      }
      const record = await recordOf(office.store, proposal.change)
      return c.json(
        {
          proposal: answerOf(proposal, allowed.account, dataset),
          warnings: warningsFor(office.published(), proposal),
          record: record === null ? null : { ...record },
        },
        200,
        noStore,
      )
    })
    .openapi(approve, async (c) => {
      const { id } = c.req.valid('param')
      const { reason, force } = c.req.valid('json')
      const asked = await askedFor(office, id, c, 'approve')
      if ('refusal' in asked) return c.json(problemOf(c, asked.refusal), asked.refusal.status, problemJson)
      const { account } = asked
      const by = { id: account.id, name: account.name }
      const [decided] = await approveProposals(office.store, [{ id, by, reason }], { force })
      const refusal = refusalOfDecided(decided, id)
      if (refusal) return c.json(problemOf(c, refusal), refusal.status, problemJson)
      await office.reload()
      return c.json(await decidedAnswer(office, id, account), 200, noStore)
    })
    .openapi(sendBack, async (c) => {
      const { id } = c.req.valid('param')
      const asked = await askedFor(office, id, c, 'return')
      if ('refusal' in asked) return c.json(problemOf(c, asked.refusal), asked.refusal.status, problemJson)
      const { account } = asked
      const { reason } = c.req.valid('json')
      const decided = await returnProposal(office.store, {
        id,
        by: { id: account.id, name: account.name },
        reason,
      })
      const refusal = refusalOfDecided(decided, id)
      if (refusal) return c.json(problemOf(c, refusal), refusal.status, problemJson)
      return c.json(await decidedAnswer(office, id, account), 200, noStore)
    })

/** Proposals looked through for those that an account may see. */
const mostListed = 2000

/** The communes that a change concerns: where the place will be, and where it is. */
async function unitsOf(office: PlaceOffice, change: Proposal['change']): Promise<Area[]> {
  const record = await recordOf(office.store, change)
  const places = [change.content, record].filter((place) => place !== null)
  const units = places.map(({ vintage, commune }): Area => ({ vintage, code: commune }))
  const distinct = new Map(units.map((unit) => [`${unit.vintage}/${unit.code}`, unit]))
  // what does not exist lies nowhere, and nobody answers for it
  return distinct.size > 0 ? [...distinct.values()] : [{ vintage: '2025', code: change.subject }]
}

const maySee = (proposal: Proposal, account: Account, dataset: Dataset): boolean =>
  proposal.author.id === account.id ||
  (proposal.state !== 'draft' && proposal.units.some((unit) => hasFor(account, 'edit-places', dataset, unit)))

const answerOf = (proposal: Proposal, account: Account, dataset: Dataset): ProposalAnswer => ({
  ...proposal,
  units: [...proposal.units],
  deeds: deeds.filter((deed) => obstacleTo(deed, proposal, account, dataset) === null),
})

const warningsFor = (published: Published, { change }: Proposal): Warning[] => warningsOf(published, change)

async function askedFor(
  { store, published }: PlaceOffice,
  id: string,
  c: Parameters<typeof permitted>[0],
  deed: 'approve' | 'return',
): Promise<{ account: Account } | { refusal: Refusal<401 | 403 | 404 | 409> }> {
  const allowed = permitted(c, 'review')
  if ('refusal' in allowed) return allowed
  const proposal = await proposalOf(store, id)
  if (!proposal) return { refusal: unknownProposal(id) }
  const obstacle = obstacleTo(deed, proposal, allowed.account, published().dataset)
  return obstacle === null ? allowed : { refusal: refusalOfDeed[obstacle] }
}

/** Why a decision was not carried out, or null. */
export function refusalOfDecided(decided: Decided | undefined, id: string): Refusal<403 | 404 | 409> | null {
  if (decided === undefined) return unknownProposal(id)
  if (decided.done) return null
  if (decided.why === 'unknown') return unknownProposal(id)
  if (decided.why === 'wrong-state') return refusalOfDeed['wrong-state']
  return decided.why === 'gone' ? goneRecord : changedRecord
}

async function decidedAnswer({ store, published }: PlaceOffice, id: string, account: Account) {
  const proposal = await proposalOf(store, id)
  if (!proposal) throw new Error(`proposal ${id} was decided and is gone`)
  const { dataset } = published()
  return { proposal: answerOf(proposal, account, dataset), dataVersion: dataset.version }
}
