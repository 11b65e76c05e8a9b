import fc from 'fast-check'
import { expect, test } from 'vitest'
import { passwordFault } from '#domain/passwords'

const person = { name: 'Lý Thị Mẩy', email: 'may.ly@laocai.gov.vn' }

test.each([
  ['mưa xanh', 'too-short'],
  ['123456789', 'too-short'],
  ['x'.repeat(129), 'too-long'],
  ['aaaaaaaaaa', 'too-simple'],
  ['1212121212', 'too-simple'],
  ['1234567890', 'too-simple'],
  ['MatKhau123', 'too-simple'],
  ['may.ly@laocai.gov.vn', 'is-email'],
  ['MAY.LY@LAOCAI.GOV.VN', 'is-email'],
  ['mưa xanh bảy cầu thang', null],
  ['Tr0ng-rung-7', null],
])('%s: %s', (password, fault) => {
  expect(passwordFault(password, person)).toBe(fault)
})

test('a long name or the part before the @ will not do, in any spelling', () => {
  const long = { name: 'Hoàng Thị Hương Giang', email: 'huonggiang.hoang@laocai.gov.vn' }
  for (const password of ['Hoàng Thị Hương Giang', 'hoangthihuonggiang', 'HOANG THI HUONG GIANG']) {
    expect(passwordFault(password, long)).toBe('is-name')
  }
  expect(passwordFault('HuongGiang.Hoang', long)).toBe('is-email')
})

test('letters are counted, not bytes: a combining or a wide letter counts as it is typed', () => {
  expect(passwordFault('ắặằẵẳấậầẫ', person)).toBe('too-short')
  expect(passwordFault('ắặằẵẳấậầẫẩ', person)).toBeNull()
})

test('nothing shorter than ten letters is ever taken', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 9, unit: 'grapheme' }), (password) => {
      fc.pre([...password].length < 10)
      expect(passwordFault(password, person)).toBe('too-short')
    }),
  )
})
