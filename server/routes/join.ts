import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Area } from '#domain/rights'
import { unitTypes } from '#domain/units'
import type { Accounts } from '../accounts/accounts'
import { joinWith } from '../accounts/accounts'
import { hashOf } from '../accounts/token'
import { accountWithId } from '../store/accounts'
import type { Published } from '../published'
import { openInvitation } from '../store/accounts-invitations'
import type { Invitation } from '../store/accounts-invitations'
import { AreaSchema, EmailSchema, NameSchema, PasswordSchema, RoleSchema, jsonOf } from './account-schemas'
import { passwordRefusal } from './password-refusal'
import type { Refusal } from './problem'
import { problemJson, problemOf, problemResponse } from './problem'
import { newRouter } from './router'

const TokenSchema = z.string().max(200)

const InvitationLookSchema = z
  .object({
    kind: z.enum(['first', 'join', 'reset']),
    name: z.string(),
    email: z.string().nullable().openapi({ description: 'Null when the person may choose it' }),
    role: RoleSchema,
    area: AreaSchema.extend({ name: z.string(), type: z.enum(unitTypes) }).nullable(),
    expiresAt: z.string(),
  })
  .openapi('InvitationLook')

const spentResponse = problemResponse('The link was used or revoked, or its time is over')

const postLook = createRoute({
  method: 'post',
  path: '/join/look',
  summary: 'What a link offers, before it is used',
  description: 'The secret of the link travels in the body, so that no log keeps it.',
  tags: ['accounts'],
  request: { body: { ...jsonOf(z.object({ token: TokenSchema })), required: true } },
  responses: {
    200: { description: 'What it offers', ...jsonOf(InvitationLookSchema) },
    400: problemResponse('The request is not valid'),
    410: spentResponse,
  },
})

const postJoin = createRoute({
  method: 'post',
  path: '/join',
  summary: 'Use a link: make the account, or set its password anew; then one is signed in',
  tags: ['accounts'],
  request: {
    body: {
      ...jsonOf(
        z
          .object({ token: TokenSchema, name: NameSchema, email: EmailSchema, password: PasswordSchema })
          .openapi('Join'),
      ),
      required: true,
    },
  },
  responses: {
    201: { description: 'Joined and signed in', ...jsonOf(z.object({ name: z.string() })) },
    400: problemResponse('The request is not valid'),
    403: problemResponse('The request comes from another site'),
    409: problemResponse('The e-mail already has an account'),
    410: spentResponse,
    422: problemResponse('The password will not do'),
  },
})

export function joinRoutes({ store, auth }: Accounts, published: () => Published) {
  const look = async (token: string) => {
    const invitation = await openInvitation(store, hashOf(token))
    return invitation ? { ...invitation, ...(await personOf(invitation)) } : null
  }
  /** A reset is for the account as it is; an invitation for whom the administrator named. */
  const personOf = async ({ kind, accountId, name, email }: Invitation) => {
    const account = kind === 'reset' && accountId !== null ? await accountWithId(store, accountId) : null
    return account ? { name: account.name, email: account.email } : { name, email }
  }
  /** Null for the whole province, and for a unit that the data no longer know. */
  const named = (area: Area | null) => {
    if (area === null) return null
    const { units, indexOf } = published().dataset.geographies[area.vintage]
    const unit = units[indexOf.get(area.code) ?? -1]
    return unit ? { ...area, name: unit.name, type: unit.type } : null
  }
  return newRouter()
    .openapi(postLook, async (c) => {
      c.header('Cache-Control', 'no-store')
      const found = await look(c.req.valid('json').token)
      if (!found) return c.json(problemOf(c, spent), 410, problemJson)
      const { kind, name, email, role, area, expiresAt } = found
      return c.json({ kind, name, email, role, area: named(area), expiresAt }, 200)
    })
    .openapi(postJoin, async (c) => {
      c.header('Cache-Control', 'no-store')
      const { token, password, ...typed } = c.req.valid('json')
      const found = await look(token)
      if (!found) return c.json(problemOf(c, spent), 410, problemJson)
      const person = {
        name: found.kind === 'reset' ? found.name : typed.name,
        email: found.email ?? typed.email,
      }
      const weak = passwordRefusal(password, person)
      if (weak) return c.json(problemOf(c, weak), 422, problemJson)
      const account = await joinWith(store, token, { ...person, password })
      if (account === 'spent') return c.json(problemOf(c, spent), 410, problemJson)
      if (account === 'email-taken') return c.json(problemOf(c, emailTaken(person.email)), 409, problemJson)
      await signIn(c, account.email, password)
      return c.json({ name: account.name }, 201)
    })

  async function signIn(c: Context, email: string, password: string) {
    const answer = await (
      await auth()
    ).api.signInEmail({
      body: { email, password, rememberMe: false },
      headers: c.req.raw.headers,
      asResponse: true,
    })
    for (const cookie of answer.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
  }
}

const spent: Refusal<410> = {
  kind: 'spent-link',
  status: 410,
  detail: {
    vi: 'Đường dẫn này đã dùng, đã bị thu hồi hoặc đã hết hạn. Hãy nhờ quản trị viên gửi đường dẫn mới (quản trị viên đầu tiên: khởi động lại chương trình để có đường dẫn mới).',
    en: 'This link was used or revoked, or its time is over. Ask the administrator for a new one (the first administrator: start the program again for a new link).',
  },
}

export const emailTaken = (email: string): Refusal<409> => ({
  kind: 'email-taken',
  status: 409,
  detail: {
    vi: `E-mail ${email} đã có tài khoản. Hãy đăng nhập, hoặc nhờ quản trị viên đặt lại mật khẩu.`,
    en: `The e-mail ${email} already has an account. Sign in, or ask the administrator to reset the password.`,
  },
})
