import { createRoute, z } from '@hono/zod-openapi'
import type { Accounts } from '../accounts/accounts'
import { joinPath, linkHours } from '../accounts/accounts'
import { endsAfter, hashOf, newToken } from '../accounts/token'
import type { Published } from '../published'
import { invitationsOf, invite, revoke } from '../store/accounts-invitations'
import { permitted } from './account'
import { AreaSchema, EmailSchema, NameSchema, RoleSchema, jsonOf } from './account-schemas'
import { LinkSchema, restricted } from './accounts'
import { areaOfRole, areaRefusal } from './area'
import { emailTaken } from './join'
import type { Refusal } from './problem'
import { problemJson, problemOf, problemResponse } from './problem'
import { newRouter } from './router'

const InvitationSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['first', 'join', 'reset']),
    role: RoleSchema,
    area: AreaSchema.nullable(),
    name: z.string(),
    email: z.string().nullable(),
    accountId: z
      .string()
      .nullable()
      .openapi({ description: 'Whose password is set anew, or who came of it' }),
    createdBy: z.string().nullable(),
    createdAt: z.string(),
    expiresAt: z.string(),
    usedAt: z.string().nullable(),
    revokedAt: z.string().nullable(),
  })
  .openapi('Invitation')

const InviteBody = z
  .object({
    name: NameSchema,
    email: EmailSchema.nullable().default(null),
    role: RoleSchema,
    area: AreaSchema.nullable().default(null),
  })
  .openapi('Invite')

const tags = ['accounts']
const invalid = problemResponse('The request is not valid')

const getInvitations = createRoute({
  method: 'get',
  path: '/accounts/invitations',
  summary: 'Every link that administrators made, the latest first; never its secret',
  tags,
  responses: {
    200: { description: 'The links', ...jsonOf(z.object({ invitations: z.array(InvitationSchema) })) },
    ...restricted,
  },
})

const postInvitation = createRoute({
  method: 'post',
  path: '/accounts/invitations',
  summary: `Invite a person by a link that works once, for ${linkHours.join / 24} days`,
  tags,
  request: { body: { ...jsonOf(InviteBody), required: true } },
  responses: {
    201: { description: 'The link', ...jsonOf(LinkSchema.extend({ invitation: InvitationSchema })) },
    400: invalid,
    ...restricted,
    404: problemResponse('No such unit'),
    409: problemResponse('The e-mail already has an account'),
  },
})

const deleteInvitation = createRoute({
  method: 'delete',
  path: '/accounts/invitations/{id}',
  summary: 'Make a link void',
  tags,
  request: { params: z.object({ id: z.string().max(100) }) },
  responses: {
    200: { description: 'Void', ...jsonOf(z.object({ revoked: z.literal(true) })) },
    400: invalid,
    ...restricted,
    404: problemResponse('No such link, or it can no longer be used'),
  },
})

export function invitationRoutes({ store }: Accounts, published: () => Published) {
  return newRouter()
    .openapi(getInvitations, async (c) => {
      c.header('Cache-Control', 'no-store')
      const asked = permitted(c, 'administer')
      if ('refusal' in asked) return c.json(problemOf(c, asked.refusal), asked.refusal.status, problemJson)
      return c.json({ invitations: await invitationsOf(store) }, 200)
    })
    .openapi(postInvitation, async (c) => {
      c.header('Cache-Control', 'no-store')
      const asked = permitted(c, 'administer')
      if ('refusal' in asked) return c.json(problemOf(c, asked.refusal), asked.refusal.status, problemJson)
      const { name, email, role, ...wish } = c.req.valid('json')
      const area = areaOfRole(role, wish.area)
      const noUnit = areaRefusal(published(), area)
      if (noUnit) return c.json(problemOf(c, noUnit), 404, problemJson)
      const token = newToken()
      const link = { tokenHash: hashOf(token), expiresAt: endsAfter(linkHours.join) }
      const invitation = await invite(store, link, { name, email, role, area }, asked.account)
      if (invitation === 'email-taken') return c.json(problemOf(c, emailTaken(email ?? '')), 409, problemJson)
      return c.json({ path: joinPath(token), expiresAt: link.expiresAt, invitation }, 201)
    })
    .openapi(deleteInvitation, async (c) => {
      c.header('Cache-Control', 'no-store')
      const asked = permitted(c, 'administer')
      if ('refusal' in asked) return c.json(problemOf(c, asked.refusal), asked.refusal.status, problemJson)
      const isRevoked = await revoke(store, c.req.valid('param').id, asked.account)
      if (!isRevoked) return c.json(problemOf(c, unknown), 404, problemJson)
      return c.json({ revoked: true as const }, 200)
    })
}

const unknown: Refusal<404> = {
  kind: 'unknown-invitation',
  status: 404,
  detail: {
    vi: 'Không có đường dẫn này, hoặc nó đã được dùng hay thu hồi. Hãy tải lại danh sách.',
    en: 'There is no such link, or it was already used or revoked. Load the list again.',
  },
}
