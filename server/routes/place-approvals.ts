import { createRoute, z } from '@hono/zod-openapi'
import { obstacleTo } from '#domain/places/proposal'
import { approveProposals } from '../store/places-decide'
import { proposalOf } from '../store/places-proposals'
import { permitted } from './account'
import { json, restricted } from './intake'
import type { PlaceOffice } from './place-proposals'
import { refusalOfDecided } from './place-proposals'
import { refusalOfDeed, unknownProposal } from './place-refusals'
import { problemJson, problemOf, problemResponse } from './problem'
import { newRouter } from './router'

const postApprovals = createRoute({
  method: 'post',
  path: '/places/approvals',
  summary: 'Approve many proposals as one data version: all of them, or none',
  description: 'For the rows of an import that were looked through together.',
  tags: ['places'],
  request: {
    body: {
      ...json(
        z.object({
          ids: z.array(z.string().max(80)).min(1).max(10_000),
          reason: z.string().max(1000).default(''),
          force: z
            .boolean()
            .default(false)
            .openapi({ description: 'Also when records were changed meanwhile' }),
        }),
      ),
      required: true,
    },
  },
  responses: {
    200: {
      description: 'All count now',
      ...json(z.object({ approved: z.number().int(), dataVersion: z.number().int() })),
    },
    ...restricted,
    404: problemResponse('There is no such proposal'),
    409: problemResponse(
      'One does not wait for review, or its record was changed meanwhile; none was approved',
    ),
  },
})

export const placeApprovalRoutes = (office: PlaceOffice) =>
  newRouter().openapi(postApprovals, async (c) => {
    const allowed = permitted(c, 'review')
    if ('refusal' in allowed)
      return c.json(problemOf(c, allowed.refusal), allowed.refusal.status, problemJson)
    const { account } = allowed
    const { ids, reason, force } = c.req.valid('json')
    const { dataset } = office.published()
    for (const id of ids) {
      const proposal = await proposalOf(office.store, id)
      if (!proposal) return c.json(problemOf(c, unknownProposal(id)), 404, problemJson)
      const obstacle = obstacleTo('approve', proposal, account, dataset)
      if (obstacle) {
        const refusal = refusalOfDeed[obstacle]
        return c.json(problemOf(c, refusal), refusal.status, problemJson)
      }
    }
    const by = { id: account.id, name: account.name }
    const distinct = [...new Set(ids)]
    const decided = await approveProposals(
      office.store,
      distinct.map((id) => ({ id, by, reason })),
      { force },
    )
    const failed = decided.find(({ done }) => !done)
    const refusal = failed ? refusalOfDecided(failed, distinct.join(', ')) : null
    if (refusal) return c.json(problemOf(c, refusal), refusal.status, problemJson)
    await office.reload()
    return c.json({ approved: decided.length, dataVersion: office.published().dataset.version }, 200, {
      'Cache-Control': 'no-store',
    })
  })
