import { createRoute, z } from '@hono/zod-openapi'
import type { Accounts } from '../accounts/accounts'
import { changePassword, joinPath, linkHours } from '../accounts/accounts'
import { endsAfter, hashOf, newToken } from '../accounts/token'
import type { Published } from '../published'
import { accountWithId, accountsOf, actorOf, changeAccount } from '../store/accounts'
import { offerReset } from '../store/accounts-invitations'
import { readings } from '../store/accounts-settings'
import { accountOf, permitted } from './account'
import { AccountSchema, AreaSchema, PasswordSchema, RoleSchema, jsonOf } from './account-schemas'
import { areaOfRole, areaRefusal } from './area'
import { passwordRefusal } from './password-refusal'
import type { Refusal } from './problem'
import { problemJson, problemOf, problemResponse } from './problem'
import { newRouter } from './router'

const ReadingSchema = z
  .enum(readings)
  .openapi('PublicReading', { description: 'Whether people without an account may read' })

const MeSchema = z
  .object({ account: AccountSchema.nullable(), publicReading: ReadingSchema, hasOidc: z.boolean() })
  .openapi('Me')

const AccountRecordSchema = AccountSchema.extend({
  isDisabled: z.boolean(),
  createdAt: z.string(),
  lastSignInAt: z.string().nullable(),
}).openapi('AccountRecord')

/** The secret of a link is told once, to who made it. */
export const LinkSchema = z.object({
  path: z
    .string()
    .openapi({ description: 'Path of the link, to be put after the address of the installation' }),
  expiresAt: z.string(),
})

export const restricted = {
  401: problemResponse('Nobody is signed in'),
  403: problemResponse('The account may not do this'),
}
const invalid = { 400: problemResponse('The request is not valid') }
const params = z.object({ id: z.string().max(100) })
const tags = ['accounts']

const getMe = createRoute({
  method: 'get',
  path: '/accounts/me',
  summary: 'Who is signed in; null for a visitor',
  tags,
  responses: { 200: { description: 'Who asks', ...jsonOf(MeSchema) } },
})

const postPassword = createRoute({
  method: 'post',
  path: '/accounts/me/password',
  summary: 'Change one’s own password; every session ends',
  tags,
  request: {
    body: { ...jsonOf(z.object({ current: PasswordSchema, next: PasswordSchema })), required: true },
  },
  responses: {
    200: { description: 'Changed', ...jsonOf(z.object({ changed: z.literal(true) })) },
    ...invalid,
    ...restricted,
    422: problemResponse('The current password is not right, or the new one will not do'),
  },
})

const getAccounts = createRoute({
  method: 'get',
  path: '/accounts',
  summary: 'Every account',
  tags,
  responses: {
    200: {
      description: 'The accounts, in the order they were made',
      ...jsonOf(z.object({ accounts: z.array(AccountRecordSchema) })),
    },
    ...restricted,
  },
})

const patchAccount = createRoute({
  method: 'patch',
  path: '/accounts/{id}',
  summary: 'Change the role or the area of an account, disable or enable it',
  tags,
  request: {
    params,
    body: {
      ...jsonOf(
        z
          .object({
            role: RoleSchema.optional(),
            area: AreaSchema.nullable().optional(),
            isDisabled: z.boolean().optional(),
          })
          .openapi('AccountChange'),
      ),
      required: true,
    },
  },
  responses: {
    200: { description: 'Changed', ...jsonOf(AccountRecordSchema) },
    ...invalid,
    ...restricted,
    404: problemResponse('No such account, or no such unit'),
    409: problemResponse('It is the last administrator'),
  },
})

const postReset = createRoute({
  method: 'post',
  path: '/accounts/{id}/reset',
  summary: 'A link by which a person sets their password anew; the earlier ones become void',
  tags,
  request: { params },
  responses: {
    201: { description: 'The link', ...jsonOf(LinkSchema) },
    ...invalid,
    ...restricted,
    404: problemResponse('No such account'),
  },
})

const putReading = createRoute({
  method: 'put',
  path: '/settings/public-reading',
  summary: 'Open or close reading for people without an account',
  tags,
  request: { body: { ...jsonOf(z.object({ publicReading: ReadingSchema })), required: true } },
  responses: {
    200: { description: 'Set', ...jsonOf(z.object({ publicReading: ReadingSchema })) },
    ...invalid,
    ...restricted,
  },
})

export function accountRoutes(accounts: Accounts, published: () => Published) {
  const { store } = accounts
  const router = newRouter()
  // what these answer depends on who asks
  for (const path of ['/accounts', '/accounts/*', '/settings/*']) {
    router.use(path, async (c, next) => {
      c.header('Cache-Control', 'no-store')
      await next()
    })
  }
  return router
    .openapi(getMe, (c) =>
      c.json({ account: accountOf(c), publicReading: accounts.reading(), hasOidc: accounts.hasOidc }, 200),
    )
    .openapi(postPassword, async (c) => {
      const asked = permitted(c, 'read')
      if ('refusal' in asked) return c.json(problemOf(c, asked.refusal), asked.refusal.status, problemJson)
      const { account } = asked
      const { current, next } = c.req.valid('json')
      const weak = passwordRefusal(next, account)
      if (weak) return c.json(problemOf(c, weak), 422, problemJson)
      const isChanged = await changePassword(store, account, { current, next })
      return isChanged
        ? c.json({ changed: true as const }, 200)
        : c.json(problemOf(c, wrongCurrent), 422, problemJson)
    })
    .openapi(getAccounts, async (c) => {
      const asked = permitted(c, 'administer')
      if ('refusal' in asked) return c.json(problemOf(c, asked.refusal), asked.refusal.status, problemJson)
      return c.json({ accounts: await accountsOf(store) }, 200)
    })
    .openapi(patchAccount, async (c) => {
      const asked = permitted(c, 'administer')
      if ('refusal' in asked) return c.json(problemOf(c, asked.refusal), asked.refusal.status, problemJson)
      const { id } = c.req.valid('param')
      const wish = c.req.valid('json')
      const before = await accountWithId(store, id)
      if (!before) return c.json(problemOf(c, unknown(id)), 404, problemJson)
      const role = wish.role ?? before.role
      const area = areaOfRole(role, wish.area === undefined ? before.area : wish.area)
      const noUnit = areaRefusal(published(), area)
      if (noUnit) return c.json(problemOf(c, noUnit), 404, problemJson)
      const change = { role, area, ...(wish.isDisabled === undefined ? {} : { isDisabled: wish.isDisabled }) }
      const after = await changeAccount(store, id, change, actorOf(asked.account))
      if (after === 'unknown') return c.json(problemOf(c, unknown(id)), 404, problemJson)
      if (after === 'last-administrator') return c.json(problemOf(c, lastAdministrator), 409, problemJson)
      return c.json(after, 200)
    })
    .openapi(postReset, async (c) => {
      const asked = permitted(c, 'administer')
      if ('refusal' in asked) return c.json(problemOf(c, asked.refusal), asked.refusal.status, problemJson)
      const { id } = c.req.valid('param')
      const token = newToken()
      const link = { tokenHash: hashOf(token), expiresAt: endsAfter(linkHours.reset) }
      const made = await offerReset(store, link, id, asked.account)
      if (made === 'unknown') return c.json(problemOf(c, unknown(id)), 404, problemJson)
      return c.json({ path: joinPath(token), expiresAt: link.expiresAt }, 201)
    })
    .openapi(putReading, async (c) => {
      const asked = permitted(c, 'administer')
      if ('refusal' in asked) return c.json(problemOf(c, asked.refusal), asked.refusal.status, problemJson)
      const { publicReading } = c.req.valid('json')
      await accounts.setReading(publicReading, asked.account)
      return c.json({ publicReading }, 200)
    })
}

const unknown = (id: string): Refusal<404> => ({
  kind: 'unknown-account',
  status: 404,
  detail: {
    vi: `Không có tài khoản «${id}». Hãy tải lại danh sách.`,
    en: `There is no account "${id}". Load the list again.`,
  },
})

const wrongCurrent: Refusal<422> = {
  kind: 'wrong-password',
  status: 422,
  detail: {
    vi: 'Mật khẩu hiện tại không đúng. Nếu quên, hãy nhờ quản trị viên gửi đường dẫn đặt lại.',
    en: 'The current password is not right. If you forgot it, ask the administrator for a reset link.',
  },
}

const lastAdministrator: Refusal<409> = {
  kind: 'last-administrator',
  status: 409,
  detail: {
    vi: 'Đây là quản trị viên cuối cùng nên không khoá hay đổi vai trò được. Hãy giao vai trò quản trị cho người khác trước.',
    en: 'This is the last administrator and can be neither disabled nor given another role. Make someone else an administrator first.',
  },
}
