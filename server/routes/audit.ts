import { createRoute, z } from '@hono/zod-openapi'
import type { Accounts } from '../accounts/accounts'
import { accountsOf, actorOf } from '../store/accounts'
import { entriesOf } from '../store/audit'
import { permitted } from './account'
import { jsonOf } from './account-schemas'
import { restricted } from './accounts'
import { problemJson, problemOf, problemResponse } from './problem'
import { newRouter } from './router'

const EntrySchema = z
  .object({
    id: z.number().int(),
    at: z.string(),
    actor: z.string(),
    actorName: z.string().nullable().openapi({ description: 'Name of the account that did it, if one did' }),
    action: z.string(),
    subject: z.string(),
    subjectName: z
      .string()
      .nullable()
      .openapi({ description: 'Name of the account it was done to, if it was one' }),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  })
  .openapi('AuditEntry')

const getAudit = createRoute({
  method: 'get',
  path: '/audit',
  summary: 'Who did what, the latest first',
  description: 'To read on, give the id of the last entry as `before`.',
  tags: ['accounts'],
  request: {
    query: z.object({
      before: z.coerce.number().int().positive().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
  },
  responses: {
    200: { description: 'The entries', ...jsonOf(z.object({ entries: z.array(EntrySchema) })) },
    400: problemResponse('The request is not valid'),
    ...restricted,
  },
})

export const auditRoutes = ({ store }: Accounts) =>
  newRouter().openapi(getAudit, async (c) => {
    c.header('Cache-Control', 'no-store')
    const asked = permitted(c, 'administer')
    if ('refusal' in asked) return c.json(problemOf(c, asked.refusal), asked.refusal.status, problemJson)
    const { before, limit } = c.req.valid('query')
    const names = new Map((await accountsOf(store)).map((account) => [actorOf(account), account.name]))
    const entries = await entriesOf(store, { before: before ?? null, limit })
    return c.json(
      {
        entries: entries.map((entry) => ({
          ...entry,
          actorName: names.get(entry.actor) ?? null,
          subjectName: names.get(entry.subject) ?? null,
        })),
      },
      200,
    )
  })
