import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../server/config'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'
import type { Employee } from './identity-provider'
import { identityProvider } from './identity-provider'
import { ask, invited, signedIn } from './sign-in'

let server: TestServer
let office: Awaited<ReturnType<typeof identityProvider>>
beforeAll(async () => {
  const port = await freePort()
  const url = `http://localhost:${port}`
  office = await identityProvider(`${url}/api/auth/callback/oidc`)
  server = await startServer({
    PORT: String(port),
    PUBLIC_URL: url,
    OIDC_ISSUER: office.issuer,
    OIDC_CLIENT_ID: office.clientId,
    OIDC_CLIENT_SECRET: office.clientSecret,
  })
})
afterAll(async () => {
  await server.stop()
  await office.close()
})

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, () => resolve()))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** Follows the way through the provider as a browser would, and says where it ends and with which cookies. */
async function comeIn(employee: Employee): Promise<{ end: string; cookie: string }> {
  office.employ(employee)
  const jars = new Map<string, Map<string, string>>()
  let address = `${server.url}/api/auth/office?next=${encodeURIComponent('/compare?lang=en')}`
  for (;;) {
    const { origin } = new URL(address)
    const jar = jars.get(origin) ?? new Map<string, string>()
    jars.set(origin, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await fetch(address, { redirect: 'manual', headers: { Cookie: cookie } })
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    const next = new URL(reply.headers.get('location') ?? '', address)
    if (reply.status < 300 || reply.status >= 400) throw new Error(`${address}: ${reply.status}`)
    if (next.origin === server.url && next.pathname === '/sign-in') {
      const own = [...(jars.get(server.url) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
      return { end: next.pathname + next.search, cookie: own }
    }
    address = next.href
  }
}

const me = async (cookie: string) => {
  const reply = await ask(server, 'GET', '/api/accounts/me', undefined, { Cookie: cookie })
  return (await reply.json()) as { account: { role: string; area: unknown } | null; hasOidc: boolean }
}
const employee = (sub: string, more: Partial<Employee> = {}): Employee => ({
  sub,
  email: `${sub}@laocai.example`,
  email_verified: true,
  name: 'Giàng A Páo',
  ...more,
})

test('who was invited comes in with the role and area of the invitation, and stays the same person', async () => {
  const area = { vintage: '2025', code: '02701' } as const
  const administrator = await signedIn(server, 'administrator')
  await invited(server, administrator, { role: 'reporter', area, email: 'pao@laocai.example' })
  const { end, cookie } = await comeIn(employee('pao'))
  expect(end).toBe(`/sign-in?from=office&next=${encodeURIComponent('/compare?lang=en')}`)
  expect(await me(cookie)).toMatchObject({ account: { role: 'reporter', area }, hasOidc: true })
  const again = await comeIn(employee('pao'))
  expect((await me(again.cookie)).account).toMatchObject({ role: 'reporter', area })
  const reply = await ask(server, 'GET', '/api/accounts', undefined, administrator)
  const { accounts } = (await reply.json()) as { accounts: { email: string }[] }
  expect(accounts.filter(({ email }) => email === 'pao@laocai.example')).toHaveLength(1)
})

test('nobody else comes in: not invited, invited but not confirmed, disabled', async () => {
  const administrator = await signedIn(server, 'administrator')
  const refused = async (one: Employee) => {
    const { end, cookie } = await comeIn(one)
    expect(end).toMatch(/^\/sign-in\?error=/)
    expect((await me(cookie)).account).toBeNull()
  }
  await refused(employee('khach'))
  await invited(server, administrator, { role: 'viewer', email: 'chua@laocai.example' })
  await refused(employee('chua', { email_verified: false }))
  await invited(server, administrator, { role: 'viewer', email: 'nghi@laocai.example' })
  await comeIn(employee('nghi'))
  const reply = await ask(server, 'GET', '/api/accounts', undefined, administrator)
  const { accounts } = (await reply.json()) as { accounts: { id: string; email: string }[] }
  const { id } = accounts.find(({ email }) => email === 'nghi@laocai.example')!
  await ask(server, 'PATCH', `/api/accounts/${id}`, { isDisabled: true }, administrator)
  await refused(employee('nghi'))
})

test('half a configuration is refused by name', () => {
  expect(() => readConfig({ OIDC_ISSUER: office.issuer })).toThrow(/OIDC_CLIENT_ID/)
})
