import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { sessionSecret } from '../../server/accounts/secret'
import { readConfig } from '../../server/config'
import { start } from '../../server/start'
import { temporaryFolder } from '../fixtures/store'
import { ask, signedIn, tokenIn } from './sign-in'

const { folder, remove } = temporaryFolder()
afterAll(remove)

const secretFile = join(folder, 'auth-secret')
const webDir = join(folder, 'web')
mkdirSync(webDir)
writeFileSync(join(webDir, 'index.html'), '<!doctype html><title>page</title>')
const begin = (environment: Record<string, string> = {}) =>
  start({
    ...readConfig({
      PORT: '0',
      DATA_DIR: folder,
      BOUNDARIES: 'schematic',
      LOG_LEVEL: 'silent',
      ...environment,
    }),
    webDir,
  })

test('each start offers a fresh link until somebody has joined; sessions outlive a restart', async () => {
  const first = await begin()
  const token = tokenIn(first.joinAddress!)
  expect(first.joinAddress).toMatch(/\/join\?token=[\w-]{43}$/)
  await first.stop()

  const second = await begin()
  expect(tokenIn(second.joinAddress!)).not.toBe(token)
  expect((await ask(second, 'POST', '/api/join/look', { token })).status).toBe(410)
  const administrator = await signedIn(second, 'administrator')
  await second.stop()

  const third = await begin()
  expect(third.joinAddress).toBeNull()
  const me = await ask(third, 'GET', '/api/accounts/me', undefined, administrator)
  expect(await me.json()).toMatchObject({ account: { role: 'administrator' } })
  await third.stop()
})

test('behind TLS the link and the cookie say so', async () => {
  const { folder: other, remove: clear } = temporaryFolder()
  const running = await begin({ DATA_DIR: other, PUBLIC_URL: 'https://treem.laocai.example' })
  expect(running.joinAddress).toMatch(/^https:\/\/treem\.laocai\.example\/join\?token=/)
  const reply = await ask(running, 'POST', '/api/join', {
    token: tokenIn(running.joinAddress!),
    name: 'Lan',
    email: 'lan@laocai.example',
    password: 'mưa xanh bảy cầu thang',
  })
  expect(reply.headers.getSetCookie().join()).toMatch(/__Secure-ban-do-tre-em\.session_token=.*Secure/)
  await running.stop()
  clear()
})

test('the secret of the sessions is made once, for the owner of the folder alone', () => {
  const secret = readFileSync(secretFile, 'utf8')
  expect(secret.length).toBeGreaterThanOrEqual(32)
  expect(statSync(secretFile).mode & 0o777).toBe(0o600)
  expect(sessionSecret(null, folder)).toBe(secret)
  expect(sessionSecret('given by the environment, and long', folder)).toBe(
    'given by the environment, and long',
  )
})

test('a damaged secret file is told, not replaced', () => {
  writeFileSync(secretFile, '')
  expect(() => sessionSecret(null, folder)).toThrow(/auth-secret.*hỏng/)
})

test('a short AUTH_SECRET is refused by name', () => {
  expect(() => readConfig({ AUTH_SECRET: 'ngắn' })).toThrow(/AUTH_SECRET/)
})
