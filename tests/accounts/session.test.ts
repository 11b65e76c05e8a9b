import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProblemSchema } from '../../server/routes/problem'
import { entriesOf } from '../../server/store/audit'
import { shippedApi } from '../fixtures/shipped-api'
import { ask, cookiesOf, invited, join, password, signIn, signedIn } from './sign-in'

let api: Awaited<ReturnType<typeof shippedApi>>
beforeAll(async () => {
  api = await shippedApi()
})
afterAll(() => api.close())

const me = async (headers: Record<string, string> = {}) => {
  const reply = await ask(api, 'GET', '/api/accounts/me', undefined, headers)
  expect(reply.headers.get('cache-control')).toContain('no-store')
  return ((await reply.json()) as { account: { name: string; role: string; area: unknown } | null }).account
}

describe('signing in', () => {
  test('a visitor has no account, and one who signs in has the role and area they were invited for', async () => {
    expect(await me()).toBeNull()
    const area = { vintage: '2025', code: '02647' } as const
    const reporter = await signedIn(api, 'reporter', area)
    expect(await me(reporter)).toMatchObject({ name: 'Lý Thị Mẩy', role: 'reporter', area })
    expect(await me(await signedIn(api, 'administrator'))).toMatchObject({
      role: 'administrator',
      area: null,
    })
  })

  test('the session is a cookie that scripts cannot read and other sites do not send', async () => {
    const { token } = await invited(api, await signedIn(api, 'administrator'), { role: 'viewer' })
    const email = await join(api, token)
    const reply = await ask(api, 'POST', '/api/auth/sign-in/email', { email, password })
    const cookies = reply.headers.getSetCookie()
    expect(cookies.some((cookie) => cookie.startsWith('ban-do-tre-em.session_token='))).toBe(true)
    for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly; SameSite=Lax/)
    expect(cookies.join()).not.toContain('Secure')
  })

  test('an unknown e-mail and a wrong password are refused in the same words', async () => {
    const { token } = await invited(api, await signedIn(api, 'administrator'), { role: 'viewer' })
    const email = await join(api, token)
    const details = await Promise.all(
      [email, 'khong-co-ai@laocai.example'].map(async (address) => {
        const reply = await ask(api, 'POST', '/api/auth/sign-in/email', { email: address, password: 'sai' })
        expect(reply.status).toBe(401)
        expect(reply.headers.getSetCookie()).toEqual([])
        return ProblemSchema.parse(await reply.json()).detail
      }),
    )
    expect(details[0]).toBe(details[1])
  })

  test('who fails to sign in is in the trail, with the e-mail as given and without the password', async () => {
    const secret = 'mật khẩu không ai được thấy'
    await ask(api, 'POST', '/api/auth/sign-in/email', { email: 'Ai.Do@laocai.example', password: secret })
    const [entry] = await entriesOf(api.store, { before: null, limit: 1 })
    expect(entry).toMatchObject({ actor: 'public', action: 'sign-in-failed', subject: 'sign-in' })
    expect(entry!.detail).toEqual({
      email: expect.stringMatching(/^ai\.do@laocai\.example$/i),
      why: 'wrong-password',
    })
  })

  test('the capitals of the e-mail do not matter', async () => {
    const { token } = await invited(api, await signedIn(api, 'administrator'), { role: 'viewer' })
    await join(api, token, 'Hoa.Vang@laocai.example')
    expect(await me(await signIn(api, 'hoa.vang@LAOCAI.example'))).toMatchObject({ role: 'viewer' })
  })

  test('signing out ends the session, also for who kept the cookie', async () => {
    const viewer = await signedIn(api, 'viewer')
    const reply = await ask(api, 'POST', '/api/auth/sign-out', undefined, viewer)
    expect(reply.status).toBe(200)
    expect(cookiesOf(reply)).toContain('session_token=')
    expect(await me(viewer)).toBeNull()
  })

  test('an invented or altered cookie is nobody', async () => {
    const viewer = await signedIn(api, 'viewer')
    expect(await me({ Cookie: viewer.Cookie.replace(/session_token=..../, 'session_token=aaaa') })).toBeNull()
    expect(await me({ Cookie: 'ban-do-tre-em.session_token=anything' })).toBeNull()
  })

  test('guessing at one account is stopped after ten attempts, and told how long', async () => {
    const { token } = await invited(api, await signedIn(api, 'administrator'), { role: 'viewer' })
    const email = await join(api, token)
    const tryOnce = () => ask(api, 'POST', '/api/auth/sign-in/email', { email, password: 'sai' })
    for (let attempt = 0; attempt < 10; attempt += 1) expect((await tryOnce()).status).toBe(401)
    const refused = await tryOnce()
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(ProblemSchema.parse(await refused.json()).detail).toContain('phút')
    // the right password does not help any more: else guessing could go on
    const right = await ask(api, 'POST', '/api/auth/sign-in/email', { email, password })
    expect(right.status).toBe(429)
  })
})
