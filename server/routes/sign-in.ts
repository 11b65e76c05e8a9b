import { createRoute, z } from '@hono/zod-openapi'
import type { Accounts } from '../accounts/accounts'
import { attemptsOf } from '../store/attempts'
import { record } from '../store/audit'
import { EmailSchema, PasswordSchema, jsonOf } from './account-schemas'
import { addressOf } from './address'
import type { Refusal } from './problem'
import { headersOf, problemJson, problemOf, problemResponse } from './problem'
import { newRouter } from './router'

/** An office signs in behind one address; a password is guessed at one account. */
const limits = {
  ofAddress: { most: 60, perSeconds: 600 },
  ofAccount: { most: 10, perSeconds: 900 },
  /** Failures that are written down: a trail that nothing is deleted from must not be filled by strangers. */
  ofTrail: { most: 300, perSeconds: 3600 },
}

const postSignIn = createRoute({
  method: 'post',
  path: '/auth/sign-in/email',
  summary: 'Sign in with e-mail and password; the session is a cookie',
  description: `At most ${limits.ofAccount.most} attempts in ${limits.ofAccount.perSeconds / 60} minutes for one account, ${limits.ofAddress.most} in ${limits.ofAddress.perSeconds / 60} minutes from one address.`,
  tags: ['accounts'],
  request: {
    body: {
      ...jsonOf(
        z
          .object({
            email: EmailSchema,
            password: PasswordSchema,
            remember: z
              .boolean()
              .default(false)
              .openapi({ description: 'Stay signed in for 7 days, instead of until the browser is closed' }),
          })
          .openapi('SignIn'),
      ),
      required: true,
    },
  },
  responses: {
    200: { description: 'Signed in', ...jsonOf(z.object({ name: z.string() })) },
    400: problemResponse('The request is not valid'),
    401: problemResponse('No account has this e-mail and password'),
    403: problemResponse('The account is disabled, or the request comes from another site'),
    429: problemResponse('Too many attempts'),
  },
})

const postSignOut = createRoute({
  method: 'post',
  path: '/auth/sign-out',
  summary: 'End the session',
  tags: ['accounts'],
  responses: {
    200: { description: 'Signed out', ...jsonOf(z.object({ signedOut: z.literal(true) })) },
    403: problemResponse('The request comes from another site'),
  },
})

export function signInRoutes({ auth, store, trustedProxies }: Accounts) {
  const ofAddress = attemptsOf(store, 'sign-in-address', limits.ofAddress)
  const ofAccount = attemptsOf(store, 'sign-in-account', limits.ofAccount)
  const ofTrail = attemptsOf(store, 'sign-in-trail', limits.ofTrail)

  /** Writes down who tried and failed: the e-mail as it was given, never the password. */
  async function noteFailure(email: string, why: 'wrong-password' | 'disabled' | 'too-many-attempts') {
    if ((await ofTrail.take('all')) !== null) return
    await record(store, {
      actor: 'public',
      action: 'sign-in-failed',
      subject: 'sign-in',
      detail: { email, why },
    })
  }

  return newRouter()
    .openapi(postSignIn, async (c) => {
      c.header('Cache-Control', 'no-store')
      const { email, password, remember } = c.req.valid('json')
      const wait = (await ofAddress.take(addressOf(c, trustedProxies))) ?? (await ofAccount.take(email))
      if (wait !== null) {
        await noteFailure(email, 'too-many-attempts')
        return c.json(problemOf(c, tooMany(wait)), 429, headersOf(tooMany(wait)))
      }
      const answer = await (
        await auth()
      ).api.signInEmail({
        body: { email, password, rememberMe: remember },
        headers: c.req.raw.headers,
        asResponse: true,
      })
      if (!answer.ok) {
        if (answer.status >= 500) throw new Error(`sign-in failed: ${await answer.text()}`)
        const refusal = answer.status === 403 ? disabled : wrong
        await noteFailure(email, answer.status === 403 ? 'disabled' : 'wrong-password')
        return c.json(problemOf(c, refusal), refusal.status, problemJson)
      }
      await ofAccount.forget(email)
      for (const cookie of answer.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
      return c.json({ name: await nameIn(answer) }, 200)
    })
    .openapi(postSignOut, async (c) => {
      c.header('Cache-Control', 'no-store')
      const answer = await (await auth()).api.signOut({ headers: c.req.raw.headers, asResponse: true })
      for (const cookie of answer.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
      return c.json({ signedOut: true as const }, 200)
    })
}

const SignedIn = z.object({ user: z.object({ name: z.string() }) })
const nameIn = async (answer: Response) => SignedIn.parse(await answer.json()).user.name

const wrong: Refusal<401> = {
  kind: 'wrong-password',
  status: 401,
  detail: {
    vi: 'E-mail hoặc mật khẩu không đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt; nếu quên mật khẩu, hãy nhờ quản trị viên gửi đường dẫn đặt lại.',
    en: 'The e-mail or the password is not right. Check Caps Lock; if you forgot the password, ask the administrator for a reset link.',
  },
}

const disabled: Refusal<403> = {
  kind: 'account-disabled',
  status: 403,
  detail: {
    vi: 'Tài khoản này đã bị khoá. Hãy liên hệ quản trị viên.',
    en: 'This account is disabled. Contact the administrator.',
  },
}

const tooMany = (seconds: number): Refusal<429> => ({
  kind: 'too-many-attempts',
  status: 429,
  retryAfter: seconds,
  detail: {
    vi: `Đã thử đăng nhập quá nhiều lần. Hãy thử lại sau ${Math.ceil(seconds / 60)} phút.`,
    en: `Too many attempts to sign in. Try again in ${Math.ceil(seconds / 60)} min.`,
  },
})
