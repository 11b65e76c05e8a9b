import { expect, test } from 'vitest'
import { createMatcher } from '#domain/intake/match'
import type { Match } from '#domain/intake/match'
import { seeded } from './mangle'
import { mangled } from './mangle'
import { readShipped } from '../../../server/intake/shipped'

const { units, variants } = readShipped('data')
const matcher = (vintage: '2024' | '2025', isBare = false, area: string | null = null) =>
  createMatcher({ vintage, units, nameVariants: variants, area, isBare })
const told = (match: Match): string =>
  match.kind === 'doubt'
    ? `? ${match.candidates.map(({ code, reason }) => `${code} ${reason}`).join(', ')}`.trim()
    : `${match.kind} ${match.unit.code}`
const named = (name: string, more: { code?: string; district?: string } = {}) => ({
  ...{ name, code: more.code ?? null, district: more.district ?? null },
})

test.each([
  ['Bản Lầu', 'sure 02788'],
  ['BAN LAU', 'sure 02788'],
  ['xã Bản Lầu', 'sure 02788'],
  ['1. X.Bản Lầu', 'sure 02788'],
  ['Bản Lầu'.normalize('NFD'), 'sure 02788'],
  ['Hoà Mạc', 'sure 03097'],
  ['Sơn Thủy', 'sure 03064'],
  ['Y Tí', 'sure 02701'],
  ['TT Phong Hải', 'sure 02902'],
  ['Sa Pa', 'sure 03001'],
  ['Thanh Bình (Sa Pa)', 'sure 03022'],
  ['Thanh Bình, huyện Mường Khương, tỉnh Lào Cai', 'sure 02779'],
  ['Huyện Bát Xát', 'wider 082'],
  ['Thanh Bình', '? 02779 same-name, 03022 same-name'],
  ['Nậm Chay', '? 02770 no-diacritics, 03076 no-diacritics'],
  ['Bản Lầuu', '? 02788 spelling'],
  ['Cầm Đường', '? 02674 diacritics'],
  ['xã Lào Cai', '? 02641 type'],
  ['Hà Nội', '?'],
])('in 2024 “%s” is %s', (name, expected) => {
  expect(told(matcher('2024')(named(name)))).toBe(expected)
})

test('in a file without diacritics Sa Pa may be Sa Pả, and is asked', () => {
  expect(told(matcher('2024', true)(named('Sa Pa')))).toBe('? 03001 no-diacritics, 03002 no-diacritics')
})

test('a code that lost its zero is known, and a code beside the name of another unit is asked', () => {
  const match = matcher('2024')
  expect(match({ code: '2788', name: null, district: null })).toMatchObject({
    kind: 'sure',
    hasLostZeros: true,
  })
  expect(told(match(named('Lào Cai', { code: '02647' })))).toBe('? 02647 code-and-name, 02641 code-and-name')
})

test('a unit of another area is known, and not read', () => {
  expect(told(matcher('2024', false, '082')(named('Bản Lầu')))).toBe('outside 02788')
})

test.each(['2024', '2025'] as const)(
  '200 mangled names of %s: what is matched is right, the rest is asked',
  (vintage) => {
    const communes = units.filter((unit) => unit.vintage === vintage && unit.level === 'commune')
    const districts = new Map(
      units.filter(({ level }) => level === 'district').map((unit) => [unit.code, unit.name]),
    )
    const random = seeded(vintage === '2024' ? 1 : 2)
    const match = matcher(vintage)
    const outcome = { sure: 0, asked: 0, wrong: [] as string[] }
    for (let i = 0; i < 200; i++) {
      const unit = communes[Math.floor(random() * communes.length)]
      if (!unit) throw new Error('no unit')
      const written = mangled(unit, districts.get(unit.parent ?? '') ?? '', random)
      const found = match(written)
      if (found.kind === 'doubt') outcome.asked++
      else if (found.kind === 'sure' && found.unit.code === unit.code) outcome.sure++
      else outcome.wrong.push(`${unit.code} ${unit.name} as ${JSON.stringify(written)}: ${told(found)}`)
    }
    expect(outcome.wrong).toEqual([])
    expect(outcome.sure + outcome.asked).toBe(200)
    expect(outcome.sure).toBeGreaterThan(130)
    expect(outcome.asked).toBeGreaterThan(10)
  },
)
