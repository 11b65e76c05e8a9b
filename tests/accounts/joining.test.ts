import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstAdministratorPath } from '../../server/accounts/accounts'
import { ProblemSchema } from '../../server/routes/problem'
import { entriesOf } from '../../server/store/audit'
import { dump } from '../fixtures/dump'
import { shippedApi } from '../fixtures/shipped-api'
import { ask, invited, join, password, signIn, signedIn, tokenIn } from './sign-in'

type Api = Awaited<ReturnType<typeof shippedApi>>

const use = (api: Api, token: string, more: object = {}) =>
  ask(api, 'POST', '/api/join', {
    token,
    name: 'Vàng Thị Sua',
    email: 'sua@laocai.example',
    password,
    ...more,
  })
const idOf = async (api: Api, email: string) => {
  const reply = await ask(api, 'GET', '/api/accounts', undefined, await signedIn(api, 'administrator'))
  const { accounts } = (await reply.json()) as { accounts: { id: string; email: string }[] }
  return accounts.find((account) => account.email === email)!.id
}
const change = async (api: Api, id: string, wish: object) =>
  ask(api, 'PATCH', `/api/accounts/${id}`, wish, await signedIn(api, 'administrator'))
const latest = async (api: Api) => (await entriesOf(api.store, { before: null, limit: 1 }))[0]!

describe('the first administrator', () => {
  let api: Api
  beforeAll(async () => {
    api = await shippedApi()
  })
  afterAll(() => api.close())

  test('joins by a link that each start renews, that works once, and that is made no more after that', async () => {
    const first = tokenIn((await firstAdministratorPath(api.store))!)
    const second = tokenIn((await firstAdministratorPath(api.store))!)
    expect((await use(api, first)).status).toBe(410)
    const reply = await use(api, second)
    expect(reply.status).toBe(201)
    expect(reply.headers.getSetCookie().join()).toContain('session_token')
    expect(await firstAdministratorPath(api.store)).toBeNull()
    const again = await use(api, second, { email: 'other@laocai.example' })
    expect(again.status).toBe(410)
    expect(ProblemSchema.parse(await again.json()).detail).toContain('Hãy nhờ quản trị viên')
    const entries = await entriesOf(api.store, { before: null, limit: 10 })
    expect(entries.map(({ action }) => action)).toContain('become-first-administrator')
  })
})

describe('an invitation', () => {
  let api: Api
  beforeAll(async () => {
    api = await shippedApi()
  })
  afterAll(() => api.close())
  const administrator = () => signedIn(api, 'administrator')

  test('is kept as a hash: the store never holds the secret, nor a password', async () => {
    const { token } = await invited(api, await administrator(), { role: 'viewer' })
    await join(api, token, 'hash@laocai.example')
    const kept = JSON.stringify(await dump(api.store))
    expect(kept).not.toContain(token)
    expect(kept).not.toContain(password)
  })

  test('says what it offers before it is used', async () => {
    const area = { vintage: '2025', code: '02701' } as const
    const { token } = await invited(api, await administrator(), { role: 'reporter', area, name: 'Páo' })
    const reply = await ask(api, 'POST', '/api/join/look', { token })
    expect(await reply.json()).toMatchObject({
      kind: 'join',
      role: 'reporter',
      name: 'Páo',
      area: { ...area, name: 'Y Tý', type: 'xã' },
    })
  })

  test('works once, also for two who use it at the same moment', async () => {
    const { token } = await invited(api, await administrator(), { role: 'viewer' })
    const replies = await Promise.all([
      use(api, token, { email: 'mot@laocai.example' }),
      use(api, token, { email: 'hai@laocai.example' }),
    ])
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 410])
  })

  test('can be revoked, and then lets nobody in', async () => {
    const { token, id } = await invited(api, await administrator(), { role: 'viewer' })
    const path = `/api/accounts/invitations/${id}`
    expect((await ask(api, 'DELETE', path, undefined, await administrator())).status).toBe(200)
    expect((await latest(api)).action).toBe('revoke-invitation')
    expect((await use(api, token)).status).toBe(410)
    expect((await ask(api, 'DELETE', path, undefined, await administrator())).status).toBe(404)
  })

  test('ends after 14 days', async () => {
    const { token, id } = await invited(api, await administrator(), { role: 'viewer' })
    const row = await api.store
      .selectFrom('invitation')
      .select(['created_at', 'expires_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const days = (Date.parse(row.expires_at) - Date.parse(row.created_at)) / 86_400_000
    expect(days).toBeCloseTo(14, 3)
    const past = new Date(Date.now() - 1000).toISOString()
    await api.store.updateTable('invitation').set({ expires_at: past }).where('id', '=', id).execute()
    expect((await use(api, token)).status).toBe(410)
  })

  test('with an e-mail is for that e-mail, whatever is typed', async () => {
    const email = 'dich-danh@laocai.example'
    const { token } = await invited(api, await administrator(), { role: 'viewer', email })
    expect((await use(api, token, { email: 'ke-khac@laocai.example' })).status).toBe(201)
    await expect(signIn(api, email)).resolves.toBeDefined()
    await expect(signIn(api, 'ke-khac@laocai.example')).rejects.toThrow()
  })

  test('refuses a weak password, an e-mail that is taken, a unit that does not exist; the link stays good', async () => {
    const { token } = await invited(api, await administrator(), { role: 'viewer' })
    const weak = await use(api, token, { password: 'ngắn' })
    expect(weak.status).toBe(422)
    expect(ProblemSchema.parse(await weak.json()).detail).toContain('10 ký tự')
    expect((await use(api, token, { email: 'hash@laocai.example' })).status).toBe(409)
    expect((await use(api, token, { email: 'van-duoc@laocai.example' })).status).toBe(201)
    await expect(
      invited(api, await administrator(), { role: 'reporter', area: { vintage: '2025', code: '99999' } }),
    ).rejects.toThrow('99999')
  })
})

describe('an account', () => {
  let api: Api
  beforeAll(async () => {
    api = await shippedApi()
    await signedIn(api, 'administrator')
  })
  afterAll(() => api.close())

  const newcomer = async (role: 'viewer' | 'reporter' | 'administrator') => {
    const { token } = await invited(api, await signedIn(api, 'administrator'), { role })
    const email = await join(api, token)
    return { email, id: await idOf(api, email) }
  }
  const role = async (headers: Record<string, string>) => {
    const reply = await ask(api, 'GET', '/api/accounts/me', undefined, headers)
    return ((await reply.json()) as { account: { role: string } | null }).account?.role
  }

  test('that is disabled is out at once and cannot come back until it is enabled', async () => {
    const { email, id } = await newcomer('viewer')
    const session = await signIn(api, email)
    expect((await change(api, id, { isDisabled: true })).status).toBe(200)
    expect(await latest(api)).toMatchObject({
      action: 'change-account',
      subject: `account/${id}`,
      detail: { disabled_before: 0, disabled_after: 1 },
    })
    expect(await role(session)).toBeUndefined()
    const refused = await ask(api, 'POST', '/api/auth/sign-in/email', { email, password })
    expect(refused.status).toBe(403)
    expect(ProblemSchema.parse(await refused.json()).detail).toContain('quản trị viên')
    expect((await change(api, id, { isDisabled: false })).status).toBe(200)
    expect(await role(await signIn(api, email))).toBe('viewer')
    // the session from before does not come back to life
    expect(await role(session)).toBeUndefined()
  })

  test('changes its role at once, in the session that is open', async () => {
    const { email, id } = await newcomer('viewer')
    const session = await signIn(api, email)
    const area = { vintage: '2024', code: '082' }
    expect((await change(api, id, { role: 'reviewer', area })).status).toBe(200)
    expect(await role(session)).toBe('reviewer')
    const back = await change(api, id, { role: 'viewer' })
    expect(await back.json()).toMatchObject({ role: 'viewer', area: null })
  })

  test('of the last administrator can neither be disabled nor demoted; of the last but one it can', async () => {
    const { accounts } = (await (
      await ask(api, 'GET', '/api/accounts', undefined, await signedIn(api, 'administrator'))
    ).json()) as { accounts: { id: string; role: string }[] }
    const last = accounts.find((account) => account.role === 'administrator')!.id
    for (const wish of [{ isDisabled: true }, { role: 'viewer' }]) {
      const reply = await change(api, last, wish)
      expect(reply.status).toBe(409)
      expect(ProblemSchema.parse(await reply.json()).detail).toContain('cuối cùng')
    }
    const { id } = await newcomer('administrator')
    expect((await change(api, id, { role: 'viewer' })).status).toBe(200)
  })

  test('gets a new password by a link; the old password and the old sessions end', async () => {
    const { email, id } = await newcomer('reporter')
    const session = await signIn(api, email)
    const made = await ask(
      api,
      'POST',
      `/api/accounts/${id}/reset`,
      undefined,
      await signedIn(api, 'administrator'),
    )
    const { path } = (await made.json()) as { path: string }
    const next = 'bốn chữ khác hẳn nhau'
    const reply = await use(api, tokenIn(path), {
      name: 'không đổi',
      email: 'khong-doi@x.example',
      password: next,
    })
    expect(reply.status).toBe(201)
    expect(await role(session)).toBeUndefined()
    await expect(signIn(api, email)).rejects.toThrow()
    expect(await role(await signIn(api, email, next))).toBe('reporter')
    expect((await use(api, tokenIn(path), { password: next })).status).toBe(410)
  })

  test('changes its own password only by the old one', async () => {
    const { email } = await newcomer('viewer')
    const session = await signIn(api, email)
    const next = 'mật khẩu mới khó đoán'
    const send = (current: string) =>
      ask(api, 'POST', '/api/accounts/me/password', { current, next }, session)
    expect((await send('sai')).status).toBe(422)
    expect((await send(password)).status).toBe(200)
    expect(await role(session)).toBeUndefined()
    expect(await role(await signIn(api, email, next))).toBe('viewer')
  })

  test('leaves entries that can be read page by page', async () => {
    const read = async (query: string) => {
      const reply = await ask(
        api,
        'GET',
        `/api/audit${query}`,
        undefined,
        await signedIn(api, 'administrator'),
      )
      return ((await reply.json()) as { entries: { id: number; actorName: string | null }[] }).entries
    }
    const all = await read('?limit=200')
    const [first, second] = [await read('?limit=3'), await read(`?limit=3&before=${all[2]!.id}`)]
    expect([...first, ...second].map(({ id }) => id)).toEqual(all.slice(0, 6).map(({ id }) => id))
    expect(all.map(({ actorName }) => actorName)).toContain('Lý Thị Mẩy')
  })
})
