import { expect, test } from 'vitest'
import { isGuessable } from '../../server/accounts/guessable'
import { ask, invited, signedIn } from './sign-in'
import { shippedApi } from '../fixtures/shipped-api'

const person = { name: 'Lý Thị Mẩy', email: 'may.ly@laocai.gov.vn' }

test.each([
  ['leaked', 'password1234'],
  ['leaked, with a year', 'iloveyou2020'],
  ['leaked, in other letters', 'P@ssw0rd1234'],
  ['a row of keys', 'qwertyuiop123'],
  ['a path over the keys', '1qaz2wsx3edc'],
  ['a series', 'abcdefghij'],
  ['the word itself', 'matkhau123456'],
  ['the place and the year', 'Laocai@2026'],
  ['a telephone number like those of a list', '0912345678'],
  ['one’s own address with a digit', 'laocai.gov.vn1'],
])('%s is guessed soon: %s', (_, password) => {
  expect(isGuessable(password, person)).toBe(true)
})

test.each([
  'mưa xanh bảy cầu thang',
  'bốn từ không liên quan',
  'Tr0ng-rung-7',
  'mua xanh bay cau',
  'x'.repeat(3) + 'kjQv9#tuL2mZ',
])('words that nobody puts together, and chance, are not: %s', (password) => {
  expect(isGuessable(password, person)).toBe(false)
})

test('who joins with a leaked password is told why, in either language, and may try another', async () => {
  const api = await shippedApi()
  try {
    const administrator = await signedIn(api, 'administrator')
    const { token } = await invited(api, administrator, { role: 'viewer' })
    const join = (password: string, language: string) =>
      ask(api, 'POST', '/api/join', { token, ...person, password }, { 'Accept-Language': language })
    const said = async (language: string) => {
      const reply = await join('password1234', language)
      expect(reply.status).toBe(422)
      return (await reply.json()) as { type: string; detail: string }
    }
    const inVietnamese = await said('vi')
    expect(inVietnamese.type).toBe('/docs#weak-password')
    expect(inVietnamese.detail).toContain('danh sách đã bị lộ')
    expect((await said('en')).detail).toContain('among those that leaked')
    expect((await join('mưa xanh bảy cầu thang', 'vi')).status).toBe(201)
  } finally {
    await api.close()
  }
}, 120_000)
